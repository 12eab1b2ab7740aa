import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "LeftCap"
        wishes: [
            {
                kind: "all"
            },
            {
                kind: "all",
                library: "long"
            },
            {
                kind: "all",
                library: "japanese"
            },
            {
                kind: "all",
                locale: "de"
            }
        ]
        function across(): real {
            return Theme.leftCapWidth;
        }
        function down(): real {
            return Theme.tickerHeight;
        }
        face: Component {
            LeftCap {
                sign: look.sign
            }
        }

        function test_name_clock_and_date(): void {
            const made = put({});
            says(made, "Fernmoor");
            const clock = theText(made, "14:32");
            compare(clock.font.pixelSize, Theme.clockText);
            verify(Qt.colorEqual(clock.color, Theme.ink));
            verify(Qt.colorEqual(theText(made, look.sign.caps.date).color, Theme.secondaryInk));
            const name = place(theText(made, look.sign.caps.library), made);
            verify(name.y < place(clock, made).y, "the name stands over the clock");
        }
        function test_no_time_is_better_than_a_wrong_one(): void {
            const made = put({
                kind: "none"
            });
            verify(!said(made).includes("undefined"));
        }
    }
}
