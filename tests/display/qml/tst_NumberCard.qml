import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "NumberCard"
        kinds: ["number"]
        face: Component {
            NumberCard {
                card: look.card
            }
        }

        function test_figure_and_caption(): void {
            const made = put({});
            const figure = theText(made, "1,284");
            verify(Qt.colorEqual(figure.color, Theme.kind("number").accent));
            compare(figure.font.pixelSize, Theme.figureText);
            const caption = theText(made, look.card.text);
            verify(place(figure, made).x < place(caption, made).x, "the caption stands beside the figure");
        }
    }
}
