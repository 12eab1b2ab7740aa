import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "TodaySlide"
        wishes: [
            {
                kind: "today",
                slide: "today"
            }
        ]
        face: Component {
            TodaySlide {
                slide: look.slide
                sign: look.sign
                leaving: false
            }
        }

        function test_a_line_for_each_event(): void {
            const made = put({});
            const times = scene.column(look.sign.today, "time");
            verify(times.length > 1 && times.length <= 4, times.length + " lines");
            let below = 0;
            for (const time of times) {
                const text = words(made).filter(one => one.text === time && place(one, made).y > below)[0];
                verify(text, time + " is said, under the one before");
                below = place(text, made).y;
            }
            for (const chip of scene.column(look.sign.today, "chip").filter(one => one !== "")) {
                says(made, chip);
            }
        }
    }
}
