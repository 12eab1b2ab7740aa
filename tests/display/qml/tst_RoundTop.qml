import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "RoundTop"

        function corner(made: Item, right: bool): color {
            return grabImage(made).pixel(right ? made.width - 1 : 0, 0);
        }
        function test_a_corner_is_round_where_it_is_asked_for_data(): var {
            return [[true, true], [true, false], [false, true], [false, false]].map(round => ({
                        tag: String(round),
                        left: round[0],
                        right: round[1]
                    }));
        }
        function test_a_corner_is_round_where_it_is_asked_for(row: var): void {
            verify(Theme.cardRadius > 0);
            const made = createTemporaryObject(top, room, {
                roundLeft: row.left,
                roundRight: row.right
            });
            compare(Qt.colorEqual(corner(made, false), Theme.card), !row.left, "left");
            compare(Qt.colorEqual(corner(made, true), Theme.card), !row.right, "right");
            const picture = grabImage(made);
            verify(Qt.colorEqual(picture.pixel(0, 59), Theme.card), "the foot is square");
            verify(Qt.colorEqual(picture.pixel(99, 59), Theme.card));
            verify(Qt.colorEqual(picture.pixel(50, 0), Theme.card), "it is filled");
            sound(made);
        }
    }
    Component {
        id: top

        RoundTop {
            width: 100
            height: 60
            color: Theme.card
        }
    }
}
