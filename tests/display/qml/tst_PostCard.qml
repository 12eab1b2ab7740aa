import QtQuick
import Signage

Item {
    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "PostCard"
        kinds: ["post", "boosted"]
        face: Component {
            PostCard {
                card: look.card
            }
        }

        function test_its_words_stand_beside_its_spine(): void {
            const made = put({});
            says(made, "The terrace is open again");
            const spine = made.item.children.filter(one => one.width === look.card.spine)[0];
            for (const one of words(made).filter(text => text.text.includes("terrace"))) {
                verify(place(one, made).x >= spine.width + Theme.bodyLeft - 1, "beside the spine");
                verify(Qt.colorEqual(one.color, Theme.ink));
                compare(one.font.pixelSize, Theme.bodyText);
            }
            verify(filled(made, Theme.kind("post").accent).length > 0, "the spine has the accent of posts");
            verify(filled(made, Theme.card).length > 0, "the card has the ground of cards");
        }
        function test_emoji_alone_are_large(): void {
            const made = put({
                text: "emoji"
            });
            const size = look.card.emoji ? Theme.emojiText : Theme.bodyText;
            compare(words(made).filter(text => text.text === look.card.text)[0].font.pixelSize, size);
        }
        function test_a_page_turns_by_a_fade(): void {
            const made = put({
                text: "long"
            });
            scene.rest(false);
            const before = look.card.text;
            scene.put(look.sign, "shelf", {
                text: "the second page",
                page: 1
            });
            wait(20);
            theText(made, before);
            tryVerify(() => words(made).some(one => one.text === "the second page"), 2000);
            comesToRest(made);
        }
        function test_pages_have_dots(): void {
            const made = put({
                text: "long"
            });
            verify(look.card.pages > 1, "a long text has pages");
            compare(seen(made).filter(one => one.current !== undefined).length, look.card.pages);
        }
    }
}
