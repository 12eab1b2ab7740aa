import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "Ticker"
        wishes: [
            {
                kind: "all"
            },
            {
                kind: "all",
                motion: "crawl"
            },
            {
                kind: "all",
                locale: "ar"
            },
            {
                kind: "all",
                form: false
            }
        ]
        turns: false
        function down(): real {
            return Theme.tickerHeight;
        }
        face: Component {
            Ticker {
                sign: look.sign
            }
        }

        function test_caps_at_the_sides_and_cards_between(): void {
            const made = put({});
            verify(place(theText(made, "14:32"), made).x < Theme.leftCapWidth);
            verify(place(theText(made, look.sign.caps.invitation), made).x > made.width - Theme.rightCapWidth);
            for (const card of seen(made).filter(one => one.span !== undefined && one.spine !== undefined)) {
                const box = place(card, made);
                verify(box.x >= Theme.leftCapWidth && box.x + box.width <= made.width - Theme.rightCapWidth, told(box) + " is between the caps");
            }
        }
        function test_mirrored_the_caps_change_sides(): void {
            const made = put({
                locale: "ar"
            });
            made.mirrored = true;
            settle(made);
            verify(place(theText(made, look.sign.caps.clock), made).x > made.width / 2);
        }
        function test_upright_the_caps_are_a_row_below(): void {
            dress(looking("night", [1080, 1920], "plain"));
            const made = put({});
            verify(place(theText(made, "14:32"), made).y > Theme.shelfRow);
        }
        function test_nothing_runs_behind_an_emergency(): void {
            const made = put({
                alarm: "replace"
            });
            compare(seen(made).filter(one => one.span !== undefined && one.spine !== undefined).length, 0);
        }
        // Between the caps the crawl goes on behind them.
        function test_sound(row: var): void {
            dress(row);
            const made = put(Object.assign({
                text: row.text
            }, row.wish));
            made.mirrored = look.sign.mirrored;
            settle(made);
            verify(words(made).length > 1);
            if (!look.sign.crawls) {
                sound(made);
            }
        }
    }
}
