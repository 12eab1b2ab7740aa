import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "QuestionCard"
        kinds: ["question"]
        face: Component {
            QuestionCard {
                card: look.card
            }
        }

        function test_a_short_one_has_both_lines(): void {
            const made = put({});
            compare(look.card.part, "both");
            const asked = theText(made, look.card.text);
            const answered = theText(made, look.card.detail);
            verify(place(asked, made).y + 1 < place(answered, made).y, "the answer stands under the question");
            compare(asked.font.weight, Theme.strong);
            compare(answered.font.weight, Theme.body);
        }
        function test_a_long_one_has_a_page_each(): void {
            const made = put({
                text: "long"
            });
            verify(look.card.part !== "both");
            says(made, look.card.text.slice(0, 20).replace(/[\u00ad]/g, ""));
            compare(seen(made).filter(one => isFilled(one) && one.height === Theme.hairline).length, 0, "no line between them");
        }
    }
}
