import QtQuick
import Signage

// A test case of something that draws a card, or a part of one. `face` reads `card`; the sign's own desk fills it.
Look {
    id: look

    required property list<string> kinds
    property Component face
    property CardRoles card: null
    property Sign sign: null
    // False for what is no larger than its own words: discs, spines.
    property bool whole: true

    function put(wanted: var): Item {
        sign = scene.show(Object.assign({
            kind: kinds[0],
            layout: "strip",
            cards: true
        }, wanted));
        const rows = createTemporaryObject(roles, look.parent, {
            model: sign.shelf
        });
        verify(rows.count > 0, "there is a card");
        card = rows.itemAt(wanted.card ?? 0);
        const made = createTemporaryObject(holder, look.parent, {
            width: whole ? card.span : card.spine,
            height: Theme.cardHeight
        });
        return begin(made);
    }
    function test_sound_data(): var {
        const rows = [];
        for (const kind of kinds) {
            for (const row of whole ? everyLook() : everyLook().slice(0, 9)) {
                rows.push(Object.assign(row, {
                    tag: kind + " " + row.tag,
                    kind: kind
                }));
            }
        }
        return rows;
    }
    function test_sound(row: var): void {
        dress(row);
        const made = put({
            kind: row.kind,
            text: row.text,
            card: row.kind === "reply" ? 1 : 0
        });
        sound(made);
        verify(places(made).length > 0, "something is drawn");
    }
    function test_mirrored_data(): var {
        return kinds.map(kind => ({
                    tag: kind,
                    kind: kind
                }));
    }
    function test_mirrored(row: var): void {
        const made = put({
            kind: row.kind,
            text: "long"
        });
        const straight = places(made);
        made.mirrored = true;
        settle(made);
        mirrors(straight, places(made), made.width);
    }

    Component {
        id: roles

        Repeater {
            delegate: CardRoles {}
        }
    }
    Component {
        id: holder

        Loader {
            property bool mirrored: false

            active: false
            LayoutMirroring.enabled: mirrored
            LayoutMirroring.childrenInherit: true
            sourceComponent: look.face
        }
    }
}
