import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "QuestionTabs"
        kinds: ["question"]
        whole: false
        face: Component {
            QuestionTabs {
                card: look.card
            }
        }

        function test_two_tabs_one_over_the_other(): void {
            const made = put({});
            const asked = theText(made, look.card.lead);
            const answered = theText(made, look.card.strong);
            verify(asked.text !== "" && answered.text !== "", "a letter each");
            verify(place(asked, made).y < made.height / 2);
            verify(place(answered, made).y > made.height / 2 - 1);
            verify(filled(made, Theme.kind("question").accent).length > 0);
            verify(filled(made, Theme.kind("question").deep).length > 0);
        }
    }
}
