import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "Disc"
        kinds: ["comment", "nameless", "reply"]
        whole: false
        face: Component {
            Disc {
                card: look.card
            }
        }

        function test_an_initial_or_an_icon(): void {
            const named = put({});
            compare(images(named).length, 0, "who has a name has an initial");
            says(named, "M");
            const nameless = put({
                kind: "nameless"
            });
            compare(images(nameless).length, 1, "who has none has an icon");
        }
    }
}
