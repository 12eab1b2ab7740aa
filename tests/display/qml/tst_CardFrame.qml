import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "CardFrame"

        function test_only_themes_with_a_border_have_it(): void {
            for (const theme of scene.themes) {
                dress(looking(theme, [1280, 720], "plain"));
                const frame = createTemporaryObject(holder, room).children[0];
                compare(frame.visible, Theme.cardBorder > 0, theme);
                if (frame.visible) {
                    compare(frame.border.width, Theme.cardBorder);
                    verify(Qt.colorEqual(frame.border.color, Theme.edge));
                    compare(frame.width, 400);
                    verify(frame.height > frame.parent.height, "its foot is behind the plank");
                }
            }
            verify(scene.themes.some(theme => {
                dress(looking(theme, [1280, 720], "plain"));
                return Theme.cardBorder > 0;
            }), "some theme has one");
        }
    }
    Component {
        id: holder

        Item {
            width: 400
            height: Theme.cardHeight

            CardFrame {}
        }
    }
}
