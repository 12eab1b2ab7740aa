import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "WallSlide"
        wishes: [
            {
                kind: "wall",
                slide: "wall"
            }
        ]
        wordsTurn: false
        face: Component {
            WallSlide {
                slide: look.slide
                sign: look.sign
                leaving: false
            }
        }

        function test_three_bubbles_the_middle_one_turned(): void {
            const made = put({});
            compare(scene.column(look.sign.bubbles, "turned"), [false, true, false]);
            const title = theText(made, look.slide.title);
            for (const text of words(made).filter(one => one.text.includes("terrace"))) {
                verify(place(text, made).y > place(title, made).y, "under the title");
            }
        }
    }
}
