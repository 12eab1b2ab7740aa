import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "Hills"

        function test_only_themes_that_say_so_have_hills(): void {
            for (const theme of scene.themes) {
                dress(looking(theme, [1280, 720], "plain"));
                const made = createTemporaryObject(hills, room);
                compare(seen(made).filter(isFilled).length, Theme.hillRadius > 0 ? 2 : 0, theme);
                verify(!made.visible || made.clip, "they end where the stage ends");
            }
            dress(looking("children", [1280, 720], "plain"));
            const made = createTemporaryObject(hills, room);
            compare(filled(made, Theme.hill).length + filled(made, Theme.farHill).length, 2);
            for (const one of seen(made).filter(isFilled)) {
                compare(one.y, made.height - Theme.hillRise, "low at the bottom");
            }
        }
    }
    Component {
        id: hills

        Hills {
            width: 1280
            height: 576
        }
    }
}
