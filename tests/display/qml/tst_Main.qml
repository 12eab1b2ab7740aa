import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "Main"

        function put(wanted: var, size: var): var {
            const made = Qt.createComponent(scene.main);
            compare(made.status, Component.Ready, made.errorString());
            const sign = scene.show(wanted);
            const found = createTemporaryObject(made, null, {
                sign: sign,
                width: size[0],
                height: size[1],
                visible: true
            });
            waitForPolish(found);
            return found;
        }
        function test_sound_data(): var {
            return everyLook();
        }
        function test_sound(row: var): void {
            dress(row);
            const made = put({
                kind: "all",
                text: row.text
            }, row.size);
            sound(made.contentItem);
            says(made.contentItem, "14:32");
            verify(Qt.colorEqual(made.color, Theme.background));
        }
        function test_an_inset_moves_words_in(): void {
            scene.dress("night", 1280, 720, 5);
            const made = put({
                kind: "all"
            }, [1280, 720]);
            const room = Qt.rect(Theme.insetAcross, Theme.insetDown, 1280 - 2 * Theme.insetAcross, 720 - 2 * Theme.insetDown);
            verify(Theme.insetAcross > 0);
            for (const one of words(made.contentItem)) {
                verify(inside(place(one, made.contentItem), room, one.fontInfo.pixelSize * reach), one.text + " is in the safe area");
            }
        }
        function test_a_strip_has_no_stage(): void {
            const made = put({
                kind: "all",
                layout: "strip"
            }, [1280, 720]);
            for (const one of words(made.contentItem)) {
                verify(place(one, made.contentItem).y > 720 - 1.1 * Theme.tickerHeight, one.text + " is in the ticker");
            }
        }
        function test_an_emergency_takes_over(): void {
            const made = put({
                kind: "all",
                text: "plain",
                alarm: "replace"
            }, [1280, 720]);
            verify(!said(made.contentItem).includes("14:32"));
            says(made.contentItem, "Do not use the lift.");
            sound(made.contentItem);
        }
        function test_a_newcomer_shows_its_code_alone(): void {
            const made = put({
                kind: "all"
            }, [1280, 720]);
            scene.pair(made.sign, "K7M4QX", "en-GB");
            waitForPolish(made);
            verify(!said(made.contentItem).includes("14:32"));
            says(made.contentItem, made.sign.newcomer.begin);
            sound(made.contentItem);
        }
        function test_nothing_stays_while_the_window_is_down(): void {
            const made = put({
                kind: "all"
            }, [1280, 720]);
            made.drawn = false;
            compare(words(made.contentItem).length, 0);
            made.drawn = true;
            says(made.contentItem, "14:32");
        }
    }
}
