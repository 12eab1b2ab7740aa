import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "WelcomeSlide"
        wishes: [
            {
                kind: "nothing",
                slide: "welcome"
            },
            {
                kind: "nothing",
                slide: "welcome",
                locale: "de"
            },
            {
                kind: "nothing",
                slide: "welcome",
                locale: "ar"
            }
        ]
        turns: false
        face: Component {
            WelcomeSlide {
                slide: look.slide
                leaving: false
            }
        }

        function test_it_says_welcome_and_until_when(): void {
            const made = put({});
            says(made, look.slide.title);
            says(made, look.slide.text.replace(/[\u2066-\u2069]/g, ""));
            compare(theText(made, look.slide.title).font.family, Theme.serif);
        }
    }
}
