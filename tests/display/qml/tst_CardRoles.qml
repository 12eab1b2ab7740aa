import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "CardRoles"

        function test_it_has_the_rows_roles_and_follows_them(): void {
            const sign = scene.show({
                kind: "boosted",
                layout: "strip",
                cards: true
            });
            const made = createTemporaryObject(rows, room, {
                model: sign.shelf
            });
            const card = made.itemAt(0);
            const roles = ["kind", "part", "text", "detail", "icon", "label", "lead", "strong", "figure", "initial", "name", "meta", "line", "picture", "inverted", "boosted", "emoji", "mirrored", "reply", "cut", "page", "pages", "place", "span", "spine"];
            for (const role of roles) {
                compare(card[role], scene.column(sign.shelf, role)[0], role);
            }
            verify(card.boosted);
            scene.put(sign, "shelf", {
                label: "3 h",
                page: 1
            });
            compare(card.label, "3 h");
            compare(card.page, 1);
        }
    }
    Component {
        id: rows

        Repeater {
            delegate: CardRoles {}
        }
    }
}
