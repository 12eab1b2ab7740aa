import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "Mark"

        function test_three_books_in_three_colours_data(): var {
            return everyLook();
        }
        function test_three_books_in_three_colours(row: var): void {
            dress(row);
            const made = createTemporaryObject(mark, room);
            waitForPolish(made.Window.window);
            const books = seen(made).filter(isFilled);
            compare(books.length, 3);
            compare(books.map(one => String(one.color)), ["event", "post", "question"].map(kind => String(Theme.kind(kind).accent)));
            for (const book of books) {
                compare(Math.round(book.y + book.height), made.height, "all stand on one line");
            }
        }
        function test_it_is_never_mirrored(): void {
            const straight = createTemporaryObject(mark, room);
            const turned = createTemporaryObject(mirrored, room);
            waitForPolish(turned.Window.window);
            compare(places(turned).map(told), places(straight).map(told));
        }
        function test_it_scales(): void {
            const made = createTemporaryObject(mark, room, {
                size: 2 * Theme.markHeight
            });
            compare(made.ratio, 2);
            compare(made.height, 2 * Theme.markHeight);
        }
    }
    Component {
        id: mark

        Mark {}
    }
    Component {
        id: mirrored

        Mark {
            LayoutMirroring.enabled: true
            LayoutMirroring.childrenInherit: true
        }
    }
}
