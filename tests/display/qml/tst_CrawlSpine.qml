import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    CardLook {
        id: look

        name: "CrawlSpine"
        kinds: ["post", "event", "comment", "question", "number", "notice"]
        whole: false
        face: Component {
            CrawlSpine {
                card: look.card
            }
        }

        function test_every_kind_has_its_own(): void {
            const drawn = new Set();
            for (const kind of kinds) {
                const made = put({
                    kind: kind
                });
                drawn.add(places(made).map(told).join(" "));
            }
            compare(drawn.size, kinds.length);
        }
    }
}
