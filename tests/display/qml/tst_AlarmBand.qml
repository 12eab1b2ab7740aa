import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "AlarmBand"
        wishes: [
            {
                kind: "post",
                alarm: "replace"
            }
        ]
        function down(): real {
            return Theme.tickerHeight;
        }
        turns: false
        face: Component {
            AlarmBand {
                alarm: look.sign.alarm
            }
        }

        function test_all_of_it_is_in_the_bar(): void {
            const made = put({});
            says(made, look.sign.alarm.headline);
            says(made, look.sign.alarm.inOne);
            verify(Qt.colorEqual(theText(made, look.sign.alarm.headline).color, Theme.alarm));
            compare(images(made).length, 2);
            compare(movers(made).length, 0);
        }
        function test_it_turns_with_the_language(): void {
            const panel = filled(put({}), Theme.alarm)[0];
            const left = place(panel, panel.parent);
            const made = put({
                text: "arabic"
            });
            verify(look.sign.alarm.mirrored);
            const turned = filled(made, Theme.alarm)[0];
            compare(left.x, 0);
            compare(turned.x + turned.width, made.width, "the way to go stands where reading begins");
        }
    }
}
