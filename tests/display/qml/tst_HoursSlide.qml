import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "HoursSlide"
        wishes: [
            {
                kind: "nothing",
                slide: "hours"
            }
        ]
        face: Component {
            HoursSlide {
                slide: look.slide
                sign: look.sign
                leaving: false
            }
        }

        function test_the_whole_week(): void {
            const made = put({});
            const names = scene.column(look.sign.week, "name");
            compare(names.length, 7);
            for (const name of names) {
                says(made, name);
            }
            compare(filled(made, Theme.kind("number").accent).filter(one => one.height === Theme.hoursRow).length, 1, "today alone is filled");
            says(made, look.slide.eyebrow);
        }
    }
}
