import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "Bubbles"
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
            Bubbles {
                slide: look.slide
                sign: look.sign
                leaving: false
                spacing: Theme.wallGap
            }
        }

        function test_a_bubble_for_each_row(): void {
            const made = put({});
            const texts = scene.column(look.sign.bubbles, "text");
            compare(words(made).filter(one => texts.includes(one.text)).length, texts.length);
            const tops = words(made).filter(one => texts.includes(one.text)).map(one => place(one, made).y);
            compare(tops, Array.from(tops).sort((one, other) => one - other), "one under the other");
        }
    }
}
