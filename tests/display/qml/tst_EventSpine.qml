import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "EventSpine"
        kinds: ["event", "current"]
        whole: false
        face: Component {
            EventSpine {
                card: look.card
            }
        }

        function test_the_leaf_says_when(): void {
            const made = put({});
            says(made, look.card.lead);
            says(made, look.card.strong);
            verify(!look.card.inverted);
            compare(filled(made, Theme.label).filter(one => one.height === Theme.leafHeight).length, 1, "one leaf");
            compare(filled(made, Theme.peg).filter(one => one.width === Theme.pegWidth).length, 2, "two pegs");
        }
        function test_the_leaf_inverts_while_the_event_is_on(): void {
            const made = put({
                kind: "current"
            });
            verify(look.card.inverted);
            compare(filled(made, Theme.kind("event").onAccent).length, 1);
            verify(Qt.colorEqual(theText(made, look.card.strong).color, Theme.kind("event").accent));
        }
    }
}
