import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "CrawlCard"

        function test_sound_data(): var {
            const rows = [];
            for (const kind of ["post", "event", "comment", "number", "notice", "question"]) {
                for (const row of everyLook()) {
                    rows.push(Object.assign(row, {
                        tag: kind + " " + row.tag,
                        kind: kind
                    }));
                }
            }
            return rows;
        }
        function test_sound(row: var): void {
            dress(row);
            const sign = scene.show({
                kind: row.kind,
                text: row.text,
                motion: "crawl",
                layout: "strip"
            });
            sign.belt.begin(size[0], null);
            const made = createTemporaryObject(cards, room, {
                model: sign.belt.cards
            });
            const shown = [];
            for (let number = 0; number < made.count; number++) {
                if (made.itemAt(number).kind !== "") {
                    shown.push(made.itemAt(number));
                }
            }
            verify(shown.length > 0, "there is a card");
            for (const card of shown) {
                compare(card.width, card.span);
                sound(card);
                const line = images(card).filter(one => String(one.source) === card.line)[0];
                verify(line, "its words are a line");
                verify(place(line, card).x + line.width <= card.width + 1, "that ends inside");
            }
        }
    }
    Component {
        id: cards

        Repeater {
            delegate: CrawlCard {}
        }
    }
}
