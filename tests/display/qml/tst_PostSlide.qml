import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "PostSlide"
        wishes: [
            {
                kind: "post",
                slide: "post"
            },
            {
                kind: "post",
                slide: "post",
                pictured: true
            }
        ]
        face: Component {
            PostSlide {
                slide: look.slide
                leaving: false
            }
        }

        function test_who_and_what(): void {
            const made = put({});
            says(made, "Fernmoor Library");
            const text = theText(made, look.slide.text);
            compare(text.font.family, Theme.serif);
            compare(text.font.pixelSize, look.slide.textSize);
            says(made, look.slide.meta.replace(/[\u2066-\u2069]/g, ""));
        }
        function test_the_picture_has_its_own_side(): void {
            const made = put({
                pictured: true
            });
            const picture = images(made).filter(one => String(one.source).includes("picture"))[0];
            verify(picture, "there is a picture");
            const box = place(picture, made);
            for (const one of words(made)) {
                verify(!overlap(place(one, made), box), one.text + " is beside the picture");
            }
        }
    }
}
