import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "AlarmFace"
        wishes: [
            {
                kind: "post",
                alarm: "replace"
            }
        ]
        function down(): real {
            return size[1];
        }
        turns: false
        face: Component {
            AlarmFace {
                alarm: look.sign.alarm
                headlineSize: look.sign.alarm.size
                panelSize: Theme.alarmPanel
                iconSize: Theme.alarmIcon
                lineSize: Theme.alarmText
                footSize: Theme.panelText
            }
        }

        function test_headline_lines_and_the_way(): void {
            const made = put({});
            const headline = theText(made, look.sign.alarm.title);
            verify(Qt.colorEqual(headline.color, Theme.alarmInk));
            says(made, "Do not use the lift.");
            compare(images(made).length, 2, "a runner and an arrow");
            verify(filled(made, Theme.alarm).length > 0, "the panel is red in every theme");
            compare(movers(made).length, 0, "nothing on it moves");
        }
        function test_without_a_way_there_is_no_arrow(): void {
            const made = put({
                arrow: ""
            });
            compare(look.sign.alarm.arrow, "");
            compare(images(made).length, 1);
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
