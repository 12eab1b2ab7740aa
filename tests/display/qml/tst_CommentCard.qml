import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "CommentCard"
        kinds: ["comment", "nameless", "reply"]
        face: Component {
            CommentCard {
                card: look.card
            }
        }

        function test_the_reply_is_turned_round(): void {
            const made = put({
                kind: "reply",
                card: 1
            });
            verify(look.card.reply, "the second card is the reply");
            const disc = filled(made, Theme.kind("question").accent)[0];
            verify(place(disc, made).x > made.width / 2, "the library's disc stands where reading ends");
        }
        function test_the_disc_has_the_readers_initial(): void {
            const made = put({});
            const initial = theText(made, "M");
            verify(Qt.colorEqual(initial.color, Theme.kind("comment").onAccent));
            says(made, "Mira");
            compare(words(made).filter(one => one.font.family === Theme.serif).length, 1, "what a reader says is in the serif face");
        }
        function test_its_tail_touches_the_bubble(): void {
            const made = put({});
            const bubble = seen(made).filter(one => isFilled(one) && one.height === Theme.bubbleHeight)[0];
            const tail = seen(made).filter(one => one.rotation === 45)[0];
            verify(bubble && tail, "there are a bubble and its tail");
            verify(overlap(place(tail, made), place(bubble, made)), "they touch");
        }
    }
}
