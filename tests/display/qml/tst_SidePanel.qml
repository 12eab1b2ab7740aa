import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "SidePanel"
        wishes: [
            {
                kind: "event",
                slide: "event"
            },
            {
                kind: "event",
                slide: "event",
                pictured: true
            }
        ]
        function across(): real {
            return Theme.portrait ? size[0] : Theme.eventPicture;
        }
        function down(): real {
            return Theme.portrait ? Theme.pictureHeight : size[1] - Theme.tickerHeight;
        }
        face: Component {
            SidePanel {
                slide: look.slide
                tone: Theme.kind("event")
            }
        }

        function test_nothing_without_picture_and_code(): void {
            const made = put({
                kind: "today"
            });
            scene.put(look.sign, "stage", {
                code: "",
                picture: ""
            });
            compare(seen(made).filter(one => isFilled(one)).length, 0);
            compare(words(made).length, 0);
        }
        function test_with_a_picture_the_code_stands_in_its_corner(): void {
            const made = put({
                pictured: true
            });
            const code = images(made).filter(one => String(one.source).includes("qr"))[0];
            const picture = images(made).filter(one => String(one.source).includes("picture"))[0];
            verify(inside(place(code, made), place(picture, made), 0), "the code is on the picture");
            compare(filled(made, Theme.qrGround).length, 2, "on white, never tinted");
            says(made, look.slide.verb);
        }
    }
}
