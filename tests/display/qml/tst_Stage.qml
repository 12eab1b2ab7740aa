import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "Stage"
        wishes: [
            {
                kind: "event",
                slide: "event"
            },
            {
                kind: "wall",
                slide: "wall"
            },
            {
                kind: "nothing",
                slide: "welcome"
            }
        ]
        turns: false
        face: Component {
            Stage {
                sign: look.sign
            }
        }

        function test_the_slide_fills_it(): void {
            const made = put({});
            says(made, look.slide.title);
            verify(Qt.colorEqual(made.item.color, Theme.background));
            const hills = filled(made, Theme.hill).concat(filled(made, Theme.farHill)).filter(one => one.radius > 0);
            compare(hills.length, 0, "no hills at night");
        }
        function test_nothing_is_left_of_a_slide_that_went(): void {
            const made = put({});
            const before = said(made);
            scene.clear();
            put({
                kind: "nothing",
                slide: "welcome"
            });
            verify(before !== said(drawn[1]));
        }
    }
}
