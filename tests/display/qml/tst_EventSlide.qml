import QtQuick
import Signage

Item {
    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "EventSlide"
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
        face: Component {
            EventSlide {
                slide: look.slide
                leaving: false
            }
        }

        function test_it_says_when_and_where(): void {
            const made = put({});
            for (const role of ["title", "weekday", "day", "month", "time", "place", "eyebrow"]) {
                verify(look.slide[role] !== "", role);
                says(made, look.slide[role].replace(/[\u2066-\u2069]/g, ""));
            }
            compare(theText(made, look.slide.title).font.family, Theme.serif);
            compare(theText(made, look.slide.day).font.pixelSize, Theme.dateDay);
            verify(Qt.colorEqual(theText(made, look.slide.day).color, Theme.kind("event").accent));
        }
    }
}
