import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "CrawlFrame"

        // Whether the line is drawn halfway down an edge: a card goes on where it is open.
        function closed(made: Rectangle, right: bool): bool {
            return Qt.colorEqual(grabImage(made).pixel(right ? made.width - 1 : 0, made.height - 1), Theme.edge);
        }
        function test_it_is_closed_where_the_card_ends_data(): var {
            return [[true, true], [true, false], [false, true], [false, false]].map(ends => ({
                        tag: String(ends),
                        left: ends[0],
                        right: ends[1]
                    }));
        }
        function test_it_is_closed_where_the_card_ends(row: var): void {
            dress({
                theme: "high-contrast",
                size: [1920, 1080]
            });
            verify(Theme.cardBorder > 0);
            const made = createTemporaryObject(frame, room, {
                roundLeft: row.left,
                roundRight: row.right
            });
            compare(closed(made, false), row.left, "left");
            compare(closed(made, true), row.right, "right");
            const picture = grabImage(made);
            verify(Qt.colorEqual(picture.pixel(50, 0), Theme.edge), "a line along the top");
            verify(!Qt.colorEqual(picture.pixel(50, 59), Theme.edge), "none along the plank");
            verify(!Qt.colorEqual(picture.pixel(50, 30), Theme.edge), "nothing within");
        }
    }
    Component {
        id: frame

        Rectangle {
            property alias roundLeft: line.roundLeft
            property alias roundRight: line.roundRight

            width: 100
            height: 60
            color: Theme.card

            CrawlFrame {
                id: line

                anchors.fill: parent
            }
        }
    }
}
