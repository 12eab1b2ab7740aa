import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "PinnedSpine"

        function put(wanted: var): Item {
            const sign = scene.show({
                kind: "post",
                layout: "strip",
                cards: true
            });
            return createTemporaryObject(cards, room, {
                model: sign.shelf
            }).itemAt(0);
        }
        function test_it_stands_until_its_card_has_passed(): void {
            const made = put({});
            compare(made.width, made.spine);
            compare(made.opacity, 1);
            made.shown = false;
            compare(made.opacity, 0, "by a cut where nothing moves");
            made.shown = true;
            compare(made.opacity, 1);
            sound(made);
            verify(filled(made, Theme.shelfBackground).length > 0, "nothing shows through it");
        }
        function test_it_fades_and_rests(): void {
            const made = put({});
            scene.rest(false);
            made.shown = false;
            tryCompare(made, "opacity", 0, 2000);
            comesToRest(made);
            made.shown = true;
            compare(made.opacity, 1, "the next one is there at once");
        }
    }
    Component {
        id: cards

        Repeater {
            delegate: PinnedSpine {
                shown: true
            }
        }
    }
}
