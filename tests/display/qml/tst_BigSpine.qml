import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "BigSpine"
        wishes: [
            {
                kind: "event",
                slide: "event"
            },
            {
                kind: "wall",
                slide: "wall"
            }
        ]
        speaks: false
        function across(): real {
            return Theme.bigSpine;
        }
        face: Component {
            BigSpine {
                slide: look.slide
                tone: Theme.kind("event")
                height: look.down()
            }
        }

        function test_its_colour_is_the_kinds(): void {
            const made = put({});
            verify(filled(made, Theme.kind("event").deep).length > 0);
            compare(images(made).length, look.slide.icon === "" ? 0 : 1);
        }
        function test_themes_can_make_it_a_card(): void {
            dress(looking("children", size, "plain"));
            const made = put({});
            const body = filled(made, Theme.kind("event").deep)[0];
            compare(body.x, Theme.bigSpineInset);
            compare(body.radius, Theme.bigSpineRadius);
            verify(filled(made, Theme.kind("event").accent).filter(one => one.height === Theme.bigSpineHead).length === 1, "with a head");
        }
        function test_its_edge_draws_itself_and_rests(): void {
            const still = put({});
            compare(movers(still).filter(one => one.running).length, 0, "pictures stand still");
            scene.rest(false);
            scene.put(look.sign, "stage", {
                cut: false
            });
            comesToRest(still);
        }
    }
}
