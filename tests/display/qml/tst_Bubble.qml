import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "Bubble"
        wishes: [
            {
                kind: "wall",
                slide: "wall"
            }
        ]
        wordsTurn: false
        function across(): real {
            return size[0] - Theme.bigSpine - Theme.slideLeft - Theme.slideRight;
        }
        face: Component {
            Bubble {
                text: scene.column(look.sign.bubbles, "text")[0]
                name: "Mira"
                initial: "M"
                turned: false
                mirrored: scene.column(look.sign.bubbles, "mirrored")[0]
                span: scene.column(look.sign.bubbles, "span")[0]
                tall: scene.column(look.sign.bubbles, "tall")[0]
            }
        }

        function test_the_disc_stands_at_the_side_of_who_speaks(): void {
            const made = put({});
            const initial = place(theText(made, "M"), made);
            verify(initial.x < made.width / 2);
            made.item.turned = true;
            settle(made);
            verify(place(theText(made, "M"), made).x > made.width / 2, "turned, it stands where reading ends");
            compare(theText(made, "M").font.pixelSize, Theme.stageDiscText);
        }
        function test_without_a_name_there_is_an_icon(): void {
            const made = put({});
            compare(images(made).length, 0);
            made.item.initial = "";
            compare(images(made).length, 1);
        }
        function test_words_are_set_as_readers_words(): void {
            const made = put({});
            const text = theText(made, scene.column(look.sign.bubbles, "text")[0]);
            compare(text.font.family, Theme.serif);
            verify(filled(made, Theme.card).length === 2, "a bubble and its tail");
        }
    }
}
