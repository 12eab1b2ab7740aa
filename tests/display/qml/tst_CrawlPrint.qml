import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "CrawlPrint"

        function prints(locale: string): var {
            const sign = scene.show({
                kind: "all",
                motion: "crawl",
                layout: "strip",
                locale: locale
            });
            createTemporaryObject(crawl, room, {
                sign: sign
            });
            verify(sign.belt.prints, "the software backend has cards as pictures");
            const made = createTemporaryObject(rows, room, {
                model: sign.belt.cards,
                turned: sign.mirrored
            });
            const found = [];
            for (let number = 0; number < made.count; number++) {
                if (made.itemAt(number).picture !== "") {
                    found.push(made.itemAt(number));
                }
            }
            verify(found.length > 1, "there are cards");
            return found;
        }
        function test_a_picture_stands_where_its_card_was_laid(): void {
            for (const one of prints("en-GB")) {
                verify(one.visible);
                compare(one.status, Image.Ready);
                compare(one.x, one.place - one.ahead);
                compare(one.height, Theme.pegRise + Theme.cardHeight);
                verify(one.width > one.ahead, "a card is in it: " + one.width);
            }
        }
        function test_turned_its_room_is_behind_it(): void {
            for (const one of prints("ar")) {
                compare(one.x, one.place);
            }
        }
        function test_without_a_picture_there_is_none(): void {
            verify(!createTemporaryObject(empty, room).visible);
        }
    }
    Component {
        id: crawl

        Crawl {
            width: 1280
            height: Theme.shelfRow
        }
    }
    Component {
        id: rows

        Repeater {
            id: all

            property bool turned: false

            delegate: CrawlPrint {
                turned: all.turned
            }
        }
    }
    Component {
        id: empty

        CrawlPrint {
            picture: ""
            place: 0
            part: "whole"
            turned: false
        }
    }
}
