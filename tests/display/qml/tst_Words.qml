import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "Words"

        function test_sound_data(): var {
            return everyLook();
        }
        function test_sound(row: var): void {
            dress(row);
            const sign = scene.show({
                kind: "notice",
                text: row.text,
                layout: "strip",
                cards: true
            });
            const made = createTemporaryObject(box, room);
            made.children[0].text = scene.column(sign.shelf, "text")[0];
            sound(made);
        }
        function test_plain_text_never_markup(): void {
            const made = createTemporaryObject(box, room).children[0];
            const plain = made.contentWidth;
            made.text = "<b>bold</b>";
            compare(made.textFormat, Text.PlainText);
            verify(made.contentWidth > plain);
            verify(Qt.colorEqual(made.color, Theme.ink));
            compare(made.font.family, Theme.sans);
        }
        function test_it_begins_where_its_layout_begins(): void {
            const made = createTemporaryObject(box, room).children[0];
            for (const text of ["words", "كلمات"]) {
                made.text = text;
                made.LayoutMirroring.enabled = false;
                compare(made.effectiveHorizontalAlignment, Text.AlignLeft, text);
                made.LayoutMirroring.enabled = true;
                compare(made.effectiveHorizontalAlignment, Text.AlignRight, text + " mirrored");
            }
        }
        function test_lines_stand_as_far_apart_as_it_is_said(): void {
            const made = createTemporaryObject(box, room).children[0];
            made.leading = 2 * Theme.bodyText;
            made.text = "one";
            const one = made.contentHeight;
            made.text = "one\ntwo\nthree";
            compare(made.contentHeight - one, 2 * made.leading);
        }
        function test_another_alphabet_keeps_the_line(): void {
            const made = createTemporaryObject(box, room).children[0];
            made.leading = Theme.bodyLine;
            made.text = "words";
            const latin = made.baselineOffset + made.transform[0].y;
            for (const text of ["ساعة الحكاية", "絵本が", "हिन्दी", "ภาษาไทย"]) {
                made.text = text;
                verify(Math.abs(made.baselineOffset + made.transform[0].y - latin) <= 1, text + " stands on the line of Latin words");
            }
        }
    }
    Component {
        id: box

        Item {
            width: 1200
            height: 2000

            Words {
                width: parent.width
                wrapMode: Text.Wrap
                font.pixelSize: Theme.bodyText
            }
        }
    }
}
