import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "CodePanel"
        wishes: [
            {
                kind: "event",
                slide: "event"
            }
        ]
        function across(): real {
            return Theme.panelWidth;
        }
        face: Component {
            CodePanel {
                slide: look.slide
                tone: Theme.kind("event")
            }
        }

        function test_verb_code_and_address(): void {
            const made = put({});
            says(made, look.slide.verb);
            compare(images(made).length, 1);
            const code = place(images(made)[0], made);
            const address = place(theText(made, look.slide.address), made);
            verify(place(theText(made, look.slide.verb), made).y < code.y && code.y < address.y, "one under the other");
        }
    }
}
