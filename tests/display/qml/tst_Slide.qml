import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "Slide"
        wishes: [
            {
                kind: "event",
                slide: "event"
            },
            {
                kind: "post",
                slide: "post"
            },
            {
                kind: "today",
                slide: "today"
            },
            {
                kind: "wall",
                slide: "wall"
            },
            {
                kind: "asked",
                slide: "question"
            },
            {
                kind: "nothing",
                slide: "hours"
            },
            {
                kind: "nothing",
                slide: "welcome"
            },
            {
                kind: "notice",
                slide: "emergency",
                alarm: "include"
            }
        ]
        turns: false
        face: Component {
            Repeater {
                model: look.sign.stage

                Slide {
                    sign: look.sign
                    width: look.across()
                    height: look.down()
                }
            }
        }

        function test_every_kind_has_a_face(): void {
            const drawn = new Set();
            for (const wish of wishes) {
                const made = put(wish);
                drawn.add(places(made).map(told).join(" "));
            }
            compare(drawn.size, wishes.length, "each draws something else");
        }
        function test_it_begins_where_its_words_begin(): void {
            const left = places(put({}));
            const made = put({});
            scene.put(look.sign, "stage", {
                mirrored: true
            });
            settle(made);
            mirrors(left, places(made), made.width);
        }
    }
}
