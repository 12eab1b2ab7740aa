import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "QuestionSlide"
        wishes: [
            {
                kind: "asked",
                slide: "question"
            },
            {
                kind: "asked",
                slide: "question",
                form: false
            }
        ]
        face: Component {
            QuestionSlide {
                slide: look.slide
                sign: look.sign
                leaving: false
            }
        }

        function test_question_answers_and_the_way_to_give_one(): void {
            const made = put({});
            compare(theText(made, look.slide.title).font.family, Theme.serif);
            says(made, look.slide.verb);
            compare(images(made).filter(one => String(one.source).includes("qr")).length, 1, "one code");
            says(made, "Mira");
        }
        function test_without_a_form_there_is_no_code(): void {
            const made = put({
                form: false
            });
            compare(look.slide.code, "");
            compare(images(made).filter(one => String(one.source).includes("qr")).length, 0);
        }
    }
}
