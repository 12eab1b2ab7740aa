import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "Icon"

        function test_every_icon_is_drawn_in_its_colour_and_size_data(): var {
            return ["calendar", "clock", "place", "person", "check", "repeat", "run", "arrow-left", "mastodon", "bluesky"].map(name => ({
                        tag: name,
                        icon: name
                    }));
        }
        function test_every_icon_is_drawn_in_its_colour_and_size(row: var): void {
            const made = createTemporaryObject(icon, room, {
                name: row.icon
            });
            compare(made.status, Image.Ready);
            compare(made.width, 48);
            compare(made.paintedWidth, 48);
            const seen = grabImage(made);
            let inked = 0;
            for (let x = 0; x < 48; x += 2) {
                for (let y = 0; y < 48; y += 2) {
                    if (Qt.colorEqual(seen.pixel(x, y), Theme.kind("event").accent)) {
                        inked++;
                    }
                }
            }
            verify(inked > 10, "it is drawn in its colour: " + inked);
        }
        function test_without_a_name_there_is_none(): void {
            const made = createTemporaryObject(icon, room, {
                name: ""
            });
            verify(!made.visible);
            compare(String(made.source), "");
        }
    }
    Component {
        id: icon

        Icon {
            tint: Theme.kind("event").accent
            size: 48
        }
    }
}
