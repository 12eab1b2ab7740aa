import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "RightCap"
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
                locale: "de",
                form: false
            }
        ]
        function across(): real {
            return Theme.rightCapWidth;
        }
        function down(): real {
            return Theme.tickerHeight;
        }
        face: Component {
            RightCap {
                sign: look.sign
            }
        }

        function test_with_a_form_there_are_address_and_code(): void {
            const made = put({});
            says(made, look.sign.caps.invitation);
            says(made, look.sign.caps.invitationAddress);
            compare(images(made).length, 1);
            compare(filled(made, Theme.qrGround).length, 1, "on white");
        }
        function test_without_one_it_is_at_the_desk(): void {
            const made = put({
                form: false
            });
            says(made, "Say something at the desk");
            compare(images(made).length, 0);
            compare(filled(made, Theme.qrGround).length, 0);
        }
    }
}
