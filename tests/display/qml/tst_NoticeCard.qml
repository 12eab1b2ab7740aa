import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "NoticeCard"
        kinds: ["notice"]
        face: Component {
            NoticeCard {
                card: look.card
            }
        }

        function test_it_is_a_framed_plate(): void {
            const made = put({});
            verify(filled(made, Theme.plate).length > 0, "it is filled");
            const frame = seen(made).filter(one => isFilled(one) && one.border.width === Theme.plateFrame && Qt.colorEqual(one.border.color, Theme.plateInk));
            compare(frame.length, 1, "it has a frame");
            verify(Qt.colorEqual(theText(made, look.card.text).color, Theme.plateInk));
        }
    }
}
