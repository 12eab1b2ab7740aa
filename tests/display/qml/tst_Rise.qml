import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "Rise"
        wishes: [
            {
                kind: "event",
                slide: "event"
            }
        ]
        turns: false
        face: Component {
            Rise {
                id: rise

                slide: look.slide
                leaving: false

                Words {
                    text: rise.slide.title
                    width: rise.width
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.bodyText
                }
            }
        }

        function body(made: var): Item {
            return made.item.children[0];
        }
        function test_it_stands_where_nothing_moves(): void {
            const made = put({});
            compare(body(made).opacity, 1);
            compare(movers(made).filter(one => one.running).length, 0);
        }
        function test_where_the_processor_draws_large_letters_it_comes_by_a_cut(): void {
            const made = put({});
            dress(looking("night", [3840, 2160], "plain"));
            scene.rest(false);
            scene.put(look.sign, "stage", {
                cut: false
            });
            compare(made.item.moves, GraphicsInfo.api !== GraphicsInfo.Software);
            compare(made.item.comes, made.item.moves);
        }
        function test_it_rises_and_rests(): void {
            scene.rest(false);
            const made = put({});
            scene.put(look.sign, "stage", {
                cut: false
            });
            verify(made.item.comes, "small letters rise");
            tryVerify(() => movers(made).some(one => one.running), 1000, "it begins");
            comesToRest(made);
            compare(body(made).opacity, 1, "all of it is there");
            compare(body(made).y, 0);
        }
        function test_it_fades_as_it_leaves(): void {
            scene.rest(false);
            const made = put({});
            made.item.leaving = true;
            tryCompare(body(made), "opacity", 0, 2000);
            comesToRest(made);
        }
    }
}
