import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "StaffRing"
        wishes: [
            {
                kind: "all"
            }
        ]
        speaks: false
        turns: false
        face: Component {
            StaffRing {
                sign: look.sign
            }
        }

        function test_only_after_hours_without_the_hub(): void {
            verify(!put({}).item.visible, "nobody sees it while the hub answers");
            scene.silence(3);
            const made = put({});
            verify(made.item.visible);
            verify(Qt.colorEqual(made.item.border.color, Theme.staffDot));
            compare(made.item.radius, made.item.width / 2, "it is round");
        }
    }
}
