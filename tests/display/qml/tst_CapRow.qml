import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "CapRow"
        wishes: [
            {
                kind: "all"
            },
            {
                kind: "all",
                form: false
            },
            {
                kind: "all",
                locale: "de"
            },
            {
                kind: "all",
                library: "long"
            }
        ]
        function across(): real {
            return 1080;
        }
        function down(): real {
            return Theme.tickerHeight - Theme.shelfRow;
        }
        face: Component {
            CapRow {
                sign: look.sign
            }
        }

        function test_all_of_both_caps(): void {
            dress(looking("night", [1080, 1920], "plain"));
            const made = put({});
            for (const text of [look.sign.caps.library, look.sign.caps.clock, look.sign.caps.date, look.sign.caps.invitation, look.sign.caps.invitationAddress]) {
                says(made, text);
            }
            compare(images(made).length, 1);
        }
        function test_without_a_form(): void {
            dress(looking("night", [1080, 1920], "plain"));
            const made = put({
                form: false
            });
            compare(images(made).length, 0);
            says(made, "Say something at the desk");
        }
        function everyLook(): var {
            return scene.themes.map(theme => looking(theme, [1080, 1920], "plain"));
        }
    }
}
