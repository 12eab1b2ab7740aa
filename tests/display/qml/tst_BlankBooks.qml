import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "BlankBooks"

        function test_books_without_words_the_last_one_leaning_data(): var {
            return everyLook();
        }
        function test_books_without_words_the_last_one_leaning(row: var): void {
            dress(row);
            const made = createTemporaryObject(books, room);
            waitForPolish(made.Window.window);
            compare(words(made).length, 0);
            const slots = seen(made).filter(one => one.leans !== undefined);
            compare(slots.filter(one => one.leans).length, 1);
            verify(slots[slots.length - 1].leans, "the last one");
            for (const slot of slots) {
                const book = slot.children[0];
                verify(Qt.colorEqual(book.color, Theme.kind(slot.modelData).accent), "in the colour of its kind");
                compare(book.rotation, slot.leans ? Theme.leanAngle : 0);
                verify(book.height <= Theme.cardHeight && book.y + book.height === made.height, "it stands on the shelf");
            }
        }
        function test_mirrored_it_leans_the_other_way(): void {
            const made = createTemporaryObject(mirrored, room);
            waitForPolish(made.Window.window);
            const slots = seen(made).filter(one => one.leans);
            compare(slots[0].children[0].rotation, -Theme.leanAngle);
            const all = seen(made).filter(one => one.leans !== undefined).map(one => place(one, made).x);
            compare(place(slots[0], made).x, Math.min(...all), "the last one stands at the left");
        }
    }
    Component {
        id: books

        BlankBooks {
            width: 1200
            height: Theme.shelfRow
        }
    }
    Component {
        id: mirrored

        BlankBooks {
            LayoutMirroring.enabled: true
            LayoutMirroring.childrenInherit: true
            width: 1200
            height: Theme.shelfRow
        }
    }
}
