import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        id: look

        property Sign sign: null

        name: "Card"

        function put(wanted: var): Item {
            const sign = scene.show(Object.assign({
                layout: "strip",
                cards: true
            }, wanted));
            const rows = createTemporaryObject(cards, room, {
                model: sign.shelf
            });
            look.sign = sign;
            waitForPolish(room.Window.window);
            return rows.itemAt(0);
        }
        function test_every_kind_has_a_face_and_stands_where_it_was_laid_data(): var {
            const rows = [];
            for (const kind of ["post", "event", "comment", "question", "number", "notice"]) {
                for (const row of everyLook().slice(0, 9)) {
                    rows.push(Object.assign(row, {
                        tag: kind + " " + row.tag,
                        kind: kind
                    }));
                }
            }
            return rows;
        }
        function test_every_kind_has_a_face_and_stands_where_it_was_laid(row: var): void {
            dress(row);
            const made = put(row);
            compare(made.x, made.place);
            compare(made.width, made.span);
            compare(made.height, Theme.cardHeight);
            sound(made);
            verify(words(made).length > 0);
        }
        function test_it_rises_and_rests(): void {
            const made = put({
                kind: "post"
            });
            compare(movers(made).filter(one => one.running).length, 0, "a cut does not move");
            scene.rest(false);
            scene.put(look.sign, "shelf", {
                cut: false
            });
            const body = made.children[0];
            tryVerify(() => movers(made).some(one => one.running), 1000, "it begins");
            comesToRest(made);
            compare(body.opacity, 1);
            compare(body.y, 0);
        }
        function test_it_sinks_as_it_leaves(): void {
            const made = put({
                kind: "post"
            });
            scene.rest(false);
            made.leaving = true;
            tryCompare(made.children[0], "opacity", 0, 2000);
            comesToRest(made);
        }
        function test_a_card_in_another_direction_is_turned(): void {
            const made = put({
                kind: "post",
                text: "arabic"
            });
            verify(made.mirrored);
            const spine = filled(made, Theme.kind("post").accent)[0];
            verify(place(spine, made).x > made.width / 2, "its spine stands where reading begins");
        }
    }
    Component {
        id: cards

        Repeater {
            delegate: Card {
                leaving: false
            }
        }
    }
}
