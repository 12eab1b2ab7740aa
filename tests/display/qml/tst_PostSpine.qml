import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "PostSpine"
        kinds: ["post", "boosted"]
        whole: false
        face: Component {
            PostSpine {
                card: look.card
            }
        }

        function test_badge_and_age(): void {
            const made = put({});
            verify(look.card.label !== "", "a post has an age");
            verify(Qt.colorEqual(theText(made, look.card.label).color, Theme.labelInk));
            compare(images(made).length, 1, "one badge");
        }
        function test_what_was_boosted_says_so(): void {
            const made = put({
                kind: "boosted"
            });
            verify(look.card.boosted);
            compare(images(made).filter(one => String(one.source).includes("repeat")).length, 1);
        }
        function test_without_an_age_there_is_no_label(): void {
            const made = put({});
            scene.put(look.sign, "shelf", {
                label: ""
            });
            settle(made);
            compare(words(made).length, 0);
            compare(filled(made, Theme.label).length, 0);
        }
    }
}
