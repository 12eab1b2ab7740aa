import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "EventCard"
        kinds: ["event", "current"]
        face: Component {
            EventCard {
                card: look.card
            }
        }

        function test_title_and_room(): void {
            const made = put({});
            says(made, "The terrace is open again");
            const room = theText(made, "Reading room");
            verify(Qt.colorEqual(room.color, Theme.secondaryInk), "the room is secondary");
            const title = theText(made, look.card.text);
            compare(title.font.weight, Theme.strong);
            verify(place(title, made).y < place(room, made).y, "the room stands under the title");
        }
        function test_a_title_of_two_lines_takes_the_rooms_line(): void {
            const made = put({
                text: "long"
            });
            const title = theText(made, look.card.text);
            compare(title.lineCount, 2);
            compare(look.card.detail, "");
            compare(words(made).filter(one => one.text === "Reading room").length, 0);
        }
    }
}
