import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "Stamp"
        kinds: ["number"]
        face: Component {
            Item {
                Stamp {
                    card: look.card
                    anchors.centerIn: parent
                }
            }
        }

        function test_a_ring_around_an_icon(): void {
            const made = put({});
            const ring = seen(made).filter(one => isFilled(one) && one.border.width === Theme.stampStroke)[0];
            verify(ring, "there is a ring");
            verify(Qt.colorEqual(ring.border.color, Theme.kind("number").accent));
            compare(ring.radius, ring.width / 2, "it is round");
            compare(images(made).length, 1);
            const icon = place(images(made)[0], ring);
            verify(inside(icon, Qt.rect(0, 0, ring.width, ring.height), 0), "the icon is inside");
        }
    }
}
