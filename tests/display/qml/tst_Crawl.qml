import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "Crawl"

        function put(wanted: var): Item {
            const sign = scene.show(Object.assign({
                kind: "all",
                motion: "crawl",
                layout: "strip"
            }, wanted));
            return createTemporaryObject(crawl, room, {
                sign: sign
            });
        }
        function test_it_is_full_of_cards_beside_each_other_data(): var {
            return everyLook();
        }
        function test_it_is_full_of_cards_beside_each_other(row: var): void {
            dress(row);
            const made = put({});
            verify(made.clip);
            const cards = seen(made).filter(one => one.picture !== undefined && one.ahead !== undefined && one.width > 0);
            verify(cards.length > 1);
            const boxes = cards.map(one => place(one, made)).sort((one, other) => one.x - other.x);
            for (let number = 1; number < boxes.length; number++) {
                verify(boxes[number].x >= boxes[number - 1].x + boxes[number - 1].width - 1, "none covers another");
            }
        }
        function test_the_render_thread_moves_it_against_reading_data(): var {
            return [
                {
                    tag: "to the left",
                    locale: "en-GB",
                    way: -1
                },
                {
                    tag: "to the right",
                    locale: "ar",
                    way: 1
                }
            ];
        }
        function test_the_render_thread_moves_it_against_reading(row: var): void {
            scene.rest(false);
            const made = put({
                locale: row.locale
            });
            const run = movers(made).filter(one => String(one).includes("XAnimator"))[0];
            verify(run, "an Animator");
            tryVerify(() => run.running, 1000);
            compare(Math.sign(run.to - run.from), row.way);
            verify(run.duration > 0);
        }
    }
    Component {
        id: crawl

        Crawl {
            width: 1280
            height: Theme.shelfRow
        }
    }
}
