import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "CrawlSheet"

        function put(locale: string): var {
            const sign = scene.show({
                kind: "all",
                motion: "crawl",
                layout: "strip",
                locale: locale
            });
            return createTemporaryObject(crawl, room, {
                sign: sign
            }).sheet;
        }
        function test_one_card_with_the_room_in_front_of_it(): void {
            const sheet = put("en-GB");
            verify(sheet.card, "a card is on it");
            compare(sheet.width, sheet.card.ahead + sheet.card.width);
            compare(sheet.height, Theme.pegRise + Theme.cardHeight);
            compare(sheet.card.x, sheet.card.ahead);
            compare(sheet.card.y, Theme.pegRise, "pegs have room");
            verify(Qt.colorEqual(sheet.paper, Theme.shelfBackground), "on the ground of the shelf");
        }
        function test_turned_the_room_is_at_the_other_side(): void {
            const sheet = put("ar");
            compare(sheet.card.x, 0);
        }
        function test_an_empty_sheet_is_hardly_there(): void {
            const sign = scene.show({
                kind: "all"
            });
            const made = createTemporaryObject(alone, room, {
                belt: sign.belt
            });
            if (!made.card) {
                compare(made.width, 1);
            } else {
                compare(made.card.kind, "", "nothing is drawn before it is asked for");
            }
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
        id: alone

        CrawlSheet {
            turned: false
        }
    }
}
