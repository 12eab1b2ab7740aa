import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "Fact"

        function test_sound_data(): var {
            return everyLook();
        }
        function test_sound(row: var): void {
            dress(row);
            const sign = scene.show({
                kind: "post",
                text: row.text
            });
            const made = createTemporaryObject(fact, room, {
                words: scene.column(sign.shelf, "text")[0] ?? "Floor 1",
                width: size[0] / 2
            });
            sound(made);
            compare(images(made).length, 1);
            const icon = place(images(made)[0], made);
            verify(place(words(made)[0], made).x >= icon.x + icon.width, "the words stand beside the icon");
            verify(words(made)[0].lineCount <= 2);
        }
        function test_without_words_there_is_none(): void {
            verify(!createTemporaryObject(fact, room, {
                words: ""
            }).visible);
        }
    }
    Component {
        id: fact

        Fact {
            icon: "place"
            tint: Theme.kind("event").accent
        }
    }
}
