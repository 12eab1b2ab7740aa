import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "PairingFace"
        wishes: [
            {
                kind: "none",
                code: "K7M4QX"
            },
            {
                kind: "none",
                code: "K7M4QX",
                codeLocale: "de"
            },
            {
                kind: "none",
                code: ""
            }
        ]
        turns: false
        function down(): real {
            return size[1];
        }
        face: Component {
            PairingFace {
                pairing: look.sign.newcomer
            }
        }

        function put(wanted: var): Item {
            sign = scene.show({
                kind: "none"
            });
            scene.pair(sign, wanted.code ?? "K7M4QX", wanted.codeLocale ?? "en-GB");
            return draw();
        }
        function test_the_code_is_large_and_in_two_halves(): void {
            const made = put({});
            compare(look.sign.newcomer.begin + look.sign.newcomer.end, "K7M4QX");
            const begin = theText(made, look.sign.newcomer.begin);
            const end = theText(made, look.sign.newcomer.end);
            verify(place(begin, made).x < place(end, made).x);
            for (const one of words(made)) {
                verify(one.font.pixelSize <= begin.font.pixelSize, "nothing is larger than the code");
            }
            for (const text of [look.sign.newcomer.headline, look.sign.newcomer.whatToDo, look.sign.newcomer.typed, look.sign.newcomer.foot]) {
                verify(text !== "");
                says(made, text);
            }
        }
        function test_a_code_reads_from_left_to_right_everywhere(): void {
            const made = put({
                codeLocale: "ar"
            });
            verify(look.sign.newcomer.mirrored);
            verify(place(theText(made, look.sign.newcomer.begin), made).x < place(theText(made, look.sign.newcomer.end), made).x);
        }
    }
}
