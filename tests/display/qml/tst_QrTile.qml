import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "QrTile"

        function test_black_on_white_in_every_theme_data(): var {
            return everyLook();
        }
        function test_black_on_white_in_every_theme(row: var): void {
            dress(row);
            const sign = scene.show({
                kind: "all"
            });
            const made = createTemporaryObject(tile, room, {
                code: sign.caps.invitationCode
            });
            sound(made);
            verify(Qt.colorEqual(made.color, "white"), "its ground is white");
            const code = images(made)[0];
            verify(code.paintedWidth <= made.width && code.paintedWidth > made.width / 2, "the code fills it: " + code.paintedWidth);
            compare(code.paintedWidth, code.paintedHeight);
            fuzzyCompare(code.x + code.width / 2, made.width / 2, 1, "in the middle");
        }
        function test_without_an_address_it_is_empty(): void {
            compare(images(createTemporaryObject(tile, room, {
                code: ""
            })).length, 0);
        }
    }
    Component {
        id: tile

        QrTile {
            size: Theme.qrTile
        }
    }
}
