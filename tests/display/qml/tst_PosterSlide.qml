import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "PosterSlide"
        wishes: [
            {
                kind: "poster",
                slide: "poster",
                pictured: true
            }
        ]
        face: Component {
            PosterSlide {
                slide: look.slide
                leaving: false
            }
        }

        function test_the_poster_is_whole_on_its_own_colour(): void {
            const made = put({});
            verify(Qt.colorEqual(made.item.color, look.slide.matte));
            const picture = images(made)[0];
            verify(picture.paintedWidth <= picture.width + 1 && picture.paintedHeight <= picture.height + 1, "nothing of it is cut off");
            verify(Qt.colorEqual(theText(made, look.slide.title).color, look.slide.matteInk), "what is beside it can be read on that colour");
            says(made, "Main hall");
        }
        // Its colours are its picture's.
        function isOurs(color: color): bool {
            return scene.isToken(color) || Qt.colorEqual(color, look.slide.matte) || Qt.colorEqual(color, look.slide.matteInk);
        }
    }
}
