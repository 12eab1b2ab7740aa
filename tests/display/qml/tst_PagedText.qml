import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "PagedText"

        function test_sound_data(): var {
            return everyLook();
        }
        function test_sound(row: var): void {
            dress(row);
            const sign = scene.show({
                kind: "post",
                text: row.text,
                layout: "strip",
                cards: true
            });
            const made = createTemporaryObject(paged, room, {
                words: scene.column(sign.shelf, "text")[0],
                width: scene.column(sign.shelf, "span")[0]
            });
            sound(made);
            compare(made.children[0].text, made.words);
            verify(made.children[0].clip, "a clumsy letter stays inside");
        }
        function test_a_page_turns_by_a_fade_and_keeps_its_place(): void {
            scene.rest(false);
            const made = createTemporaryObject(paged, room, {
                words: "one"
            });
            const face = made.children[0];
            made.words = "two";
            made.page = 1;
            compare(face.text, "one", "what is read stays until it has faded");
            tryCompare(face, "text", "two", 2000);
            compare(face.y, 0);
            comesToRest(made);
            compare(face.opacity, 1);
        }
        function test_another_wording_of_the_same_page_comes_at_once(): void {
            scene.rest(false);
            const made = createTemporaryObject(paged, room, {
                words: "in 9 min"
            });
            made.words = "in 8 min";
            tryCompare(made.children[0], "text", "in 8 min", 100);
            compare(movers(made).filter(one => one.running).length, 0);
        }
        function test_standing_still_it_turns_by_a_cut(): void {
            const made = createTemporaryObject(paged, room, {
                words: "one"
            });
            made.words = "two";
            made.page = 1;
            compare(made.children[0].text, "two");
            compare(movers(made).filter(one => one.running).length, 0);
        }
    }
    Component {
        id: paged

        PagedText {
            width: 600
            height: Theme.cardHeight
            page: 0
            leading: Theme.bodyLine
            styled: true
            font.pixelSize: Theme.bodyText
        }
    }
}
