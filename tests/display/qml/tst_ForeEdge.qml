import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "ForeEdge"

        function dots(pages: int, page: int): var {
            const made = createTemporaryObject(holder, room).children[0];
            made.pages = pages;
            made.page = page;
            waitForPolish(made.Window.window);
            return made;
        }
        function test_a_dot_for_each_page(): void {
            const made = dots(3, 1);
            const found = seen(made).filter(one => one.current !== undefined);
            compare(found.length, 3);
            compare(found.map(one => one.current), [false, true, false]);
            compare(found[1].height, Theme.foreEdgeCurrent);
            verify(Qt.colorEqual(found[1].color, Theme.kind("post").accent));
            for (let number = 1; number < 3; number++) {
                verify(found[number].y >= found[number - 1].y + found[number - 1].height, "one under the other");
            }
            const box = place(made, made.parent);
            verify(inside(box, Qt.rect(0, 0, made.parent.width, made.parent.height), 0), "inside its card");
        }
        function test_one_page_needs_none(): void {
            verify(!dots(1, 0).visible);
        }
    }
    Component {
        id: holder

        Item {
            width: 400
            height: Theme.cardHeight

            ForeEdge {
                page: 0
                pages: 1
                tint: Theme.kind("post").accent
            }
        }
    }
}
