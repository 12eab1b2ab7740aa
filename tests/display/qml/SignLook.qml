import QtQuick
import Signage

// A test case of something that reads the sign, or a slide that its easel made: `face` reads `sign` and `slide`.
Look {
    id: look

    // What is asked of the scene, one after the other: {kind, slide, ...}.
    required property var wishes
    property Component face
    // What only draws, and what never turns round.
    property bool speaks: true
    property bool turns: true
    // False where words keep their own side: what readers say.
    property bool wordsTurn: true
    property SlideRoles slide: null
    property Sign sign: null

    // How large it is made, in pixels: as large as the stage, where nothing else is said.
    function across(): real {
        return size[0];
    }
    function down(): real {
        return size[1] - Theme.tickerHeight;
    }
    function put(wanted: var): Item {
        sign = scene.show(Object.assign({}, wishes[0], wanted));
        const rows = createTemporaryObject(roles, look.parent, {
            model: sign.stage
        });
        slide = rows.itemAt(0);
        return draw();
    }
    function draw(): Item {
        return begin(createTemporaryObject(holder, look.parent, {
            width: across(),
            height: down()
        }));
    }
    function test_sound_data(): var {
        const rows = [];
        for (const wish of wishes) {
            for (const row of everyLook()) {
                rows.push(Object.assign(row, {
                    tag: JSON.stringify(wish) + " " + row.tag,
                    wish: wish
                }));
            }
        }
        return rows;
    }
    function test_sound(row: var): void {
        dress(row);
        const made = put(Object.assign({
            text: row.text
        }, row.wish));
        sound(made);
        verify(!speaks || words(made).length > 0, "something is said");
    }
    function test_mirrored_data(): var {
        return wishes.map(wish => Object.assign({
                tag: JSON.stringify(wish)
            }, wish));
    }
    function test_mirrored(wish: var): void {
        if (!turns) {
            return;
        }
        const made = put(wish);
        const straight = places(made, wordsTurn);
        made.mirrored = true;
        settle(made);
        mirrors(straight, places(made, wordsTurn), made.width);
    }

    Component {
        id: roles

        Repeater {
            delegate: SlideRoles {}
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
