import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "Plank"

        function test_the_board_with_its_light_data(): var {
            return everyLook();
        }
        function test_the_board_with_its_light(row: var): void {
            dress(row);
            const made = createTemporaryObject(plank, room);
            sound(made);
            compare(made.height, Theme.plankHeight);
            verify(Qt.colorEqual(made.color, Theme.plank));
            const light = filled(made, Theme.plankHighlight).filter(one => one !== made)[0];
            compare(light.y, 0);
            compare(light.height, Theme.plankHighlightHeight);
            compare(light.width, 300);
        }
    }
    Component {
        id: plank

        Plank {
            width: 300
        }
    }
}
