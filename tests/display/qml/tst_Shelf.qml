import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "Shelf"
        wishes: [
            {
                kind: "all"
            },
            {
                kind: "all",
                locale: "ar"
            },
            {
                kind: "nothing"
            }
        ]
        speaks: false
        turns: false
        function down(): real {
            return Theme.shelfRow;
        }
        function across(): real {
            return size[0] - (Theme.portrait ? 0 : Theme.leftCapWidth + Theme.rightCapWidth) - Theme.shelfPadding;
        }
        face: Component {
            Shelf {
                sign: look.sign
            }
        }

        function test_cards_stand_on_the_plank_side_by_side(): void {
            const made = put({
                beside: 2
            });
            const places = scene.column(look.sign.shelf, "place");
            const spans = scene.column(look.sign.shelf, "span");
            verify(places.length > 1);
            for (let number = 1; number < places.length; number++) {
                verify(places[number] >= places[number - 1] + spans[number - 1], "none covers another");
            }
            const cards = seen(made).filter(one => one.span !== undefined && one.spine !== undefined);
            compare(cards.length, places.length);
            for (const card of cards) {
                compare(card.y + card.height, made.height - Theme.plankHeight);
            }
        }
        function test_blank_books_while_there_is_nothing(): void {
            const made = put({
                kind: "nothing"
            });
            verify(look.sign.bare);
            compare(words(made).length, 0);
            verify(seen(made).filter(one => one.leans !== undefined).length > 0);
            const full = put({});
            verify(!look.sign.bare);
            compare(seen(full).filter(one => one.leans !== undefined).length, 0);
        }
    }
}
