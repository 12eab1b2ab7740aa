import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "Chip"

        function test_sound_data(): var {
            return everyLook();
        }
        function test_sound(row: var): void {
            dress(row);
            for (const filled of [true, false]) {
                const made = createTemporaryObject(chip, room, {
                    words: "in 20 min",
                    filled: filled
                });
                sound(made);
                says(made, "in 20 min");
                verify(Qt.colorEqual(words(made)[0].color, filled ? Theme.kind("event").onAccent : Theme.kind("event").accent));
                verify(made.width >= words(made)[0].implicitWidth + 2 * Theme.chipPadding, "the words have room");
            }
        }
        function test_without_words_there_is_none(): void {
            verify(!createTemporaryObject(chip, room, {
                words: "",
                filled: true
            }).visible);
        }
    }
    Component {
        id: chip

        Chip {
            tone: Theme.kind("event")
        }
    }
}
