import QtQuick
import QtTest
import Signage

// A test case that looks at what a component draws. What it makes stands in `parent`, the item around it.
TestCase {
    id: look

    // How far a letter may reach out of its own line, in parts of its size: marks above and below.
    readonly property real reach: 0.4

    // The size that the theme is laid out for.
    property var size: [1280, 720]
    // What is drawn, as Loaders: taken down before what it reads goes.
    property var drawn: []

    when: windowShown

    // Every theme on a wide and an upright screen, 4K, and every text in one theme after the other.
    function everyLook(): var {
        const rows = [];
        for (const theme of scene.themes) {
            for (const size of [[1280, 720], [1080, 1920]]) {
                rows.push(looking(theme, size, "plain"));
            }
        }
        rows.push(looking("paper", [3840, 2160], "plain"));
        let number = 0;
        for (const text of scene.texts.slice(1)) {
            rows.push(looking(scene.themes[number++ % scene.themes.length], [1280, 720], text));
        }
        return rows;
    }
    function looking(theme: string, size: var, text: string): var {
        return {
            tag: theme + " " + size[0] + "x" + size[1] + " " + text,
            theme: theme,
            size: size,
            text: text
        };
    }
    function dress(row: var): void {
        size = row.size;
        scene.dress(row.theme, row.size[0], row.size[1], row.inset ?? 0);
    }

    function begin(made: var): var {
        drawn.push(made);
        made.active = true;
        verify(made.item, "it is made");
        settle(made);
        return made;
    }
    // Columns and the like place what is in them before the next frame.
    function settle(made: var): void {
        verify(waitForPolish(made.Window.window, 1000), "it is laid out");
    }

    // What a viewer can see of an item, itself included: nothing that is hidden or has no extent.
    function seen(item: var): var {
        if (!item.visible || item.opacity === 0) {
            return [];
        }
        let found = [item];
        for (const child of item.children) {
            found = found.concat(seen(child));
        }
        return found;
    }
    function isOurs(color: color): bool {
        return scene.isToken(color);
    }
    function isText(item: var): bool {
        return item.textFormat !== undefined && item.contentWidth !== undefined;
    }
    function isFilled(item: var): bool {
        return item.radius !== undefined && item.border !== undefined;
    }
    function isImage(item: var): bool {
        return item.fillMode !== undefined && item.source !== undefined;
    }
    function words(item: var): var {
        return seen(item).filter(one => isText(one) && one.text !== "");
    }
    function images(item: var): var {
        return seen(item).filter(one => isImage(one) && String(one.source) !== "");
    }
    function filled(item: var, color: var): var {
        return seen(item).filter(one => isFilled(one) && one.width > 0 && one.height > 0 && Qt.colorEqual(one.color, color));
    }
    // All that is said, without what setting puts into it.
    function said(item: var): string {
        return words(item).map(one => one.text).join("\n").replace(/[\u00ad\u2066-\u2069]/g, "").replace(/\u00a0/g, " ");
    }
    function says(item: var, text: string): void {
        verify(said(item).includes(text.replace(/[\u00ad\u2066-\u2069]/g, "").replace(/\u00a0/g, " ")), "'" + text + "' is in what is said: " + said(item));
    }
    function theText(item: var, text: string): var {
        const found = words(item).filter(one => one.text === text);
        verify(found.length > 0, "'" + text + "' is a text of its own in: " + said(item));
        return found[0];
    }

    // Where a text is painted, or an item stands, seen from `root`.
    function place(item: var, root: var): rect {
        if (!isText(item)) {
            return item.mapToItem(root, Qt.rect(0, 0, item.width, item.height));
        }
        const wide = Math.min(item.contentWidth, item.width || item.contentWidth);
        const free = item.width - wide;
        const across = item.effectiveHorizontalAlignment;
        const x = across === Text.AlignRight ? free : across === Text.AlignHCenter ? free / 2 : 0;
        const over = item.height - item.contentHeight;
        const y = item.verticalAlignment === Text.AlignVCenter ? over / 2 : item.verticalAlignment === Text.AlignBottom ? over : 0;
        return item.mapToItem(root, Qt.rect(x, y, wide, item.contentHeight));
    }
    function inside(inner: rect, outer: rect, slack: real): bool {
        return inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.x + inner.width <= outer.x + outer.width + slack && inner.y + inner.height <= outer.y + outer.height + slack;
    }
    function overlap(one: rect, other: rect): bool {
        return one.x + 1 < other.x + other.width && other.x + 1 < one.x + one.width && one.y + 1 < other.y + other.height && other.y + 1 < one.y + one.height;
    }
    function told(box: rect): string {
        return [box.x, box.y, box.width, box.height].map(Math.round).join(" ");
    }

    // What must be so of everything that is drawn, whatever it says.
    function sound(root: var): void {
        const room = Qt.rect(0, 0, root.width, root.height);
        const texts = words(root);
        const lines = [];
        for (const one of texts) {
            const about = "'" + one.text.slice(0, 40) + "' ";
            const size = one.fontInfo.pixelSize;
            const box = place(one, root);
            const clipped = seen(root).some(other => other.clip && holds(other, one));
            verify(one.textFormat === Text.PlainText || one.textFormat === Text.StyledText, about + "is no rich text");
            verify(isOurs(one.color), about + "has a colour of the theme, not " + one.color);
            verify(size >= Math.min(Theme.smallestText, one.font.pixelSize) - 1, about + "is large enough to read: " + size);
            verify(one.clip || one.width === 0 || one.contentWidth <= one.width + 2, about + "is " + one.contentWidth + " wide in " + one.width);
            verify(clipped || inside(box, room, size * reach), about + "at " + told(box) + " is inside " + told(room));
            const air = Math.max(0, (box.height / one.lineCount - size * (1 - reach)) / 2);
            lines.push(Qt.rect(box.x, box.y + air, box.width, box.height - 2 * air));
        }
        for (let first = 0; first < texts.length; first++) {
            for (let second = first + 1; second < texts.length; second++) {
                verify(!overlap(lines[first], lines[second]), "'" + texts[first].text.slice(0, 40) + "' at " + told(lines[first]) + " is clear of '" + texts[second].text.slice(0, 40) + "' at " + told(lines[second]));
            }
        }
        for (const one of seen(root)) {
            if (isFilled(one)) {
                verify(isOurs(one.color), "an area has a colour of the theme, not " + one.color);
                verify(one.border.width === 0 || isOurs(one.border.color), "so has its border");
                verify(one.width >= 0 && one.height >= 0, "no area is less than nothing: " + one.width + "x" + one.height);
            }
        }
        for (const one of images(root)) {
            compare(one.status, Image.Ready, one.source + " is loaded");
            verify(one.paintedWidth > 0 && one.paintedHeight > 0, one.source + " is painted");
        }
    }
    function holds(outer: var, inner: var): bool {
        for (let one = inner; one; one = one.parent) {
            if (one === outer) {
                return true;
            }
        }
        return false;
    }

    // Where everything stands that can be seen, in the order in which it was made.
    function places(root: var, withWords = true): var {
        return seen(root).filter(one => !inMark(one)).filter(one => isText(one) ? withWords && one.text !== "" : isFilled(one) || isImage(one)).map(one => place(one, root));
    }
    // The books of the library's mark, which is never mirrored.
    function inMark(item: var): bool {
        return item.parent?.parent?.ratio !== undefined;
    }
    // `turned` is `straight` seen in a mirror.
    function mirrors(straight: var, turned: var, width: real): void {
        compare(turned.length, straight.length, "as much is drawn");
        verify(straight.length > 0, "something is drawn");
        const left = Array.from(turned);
        for (const one of straight) {
            const wanted = Qt.rect(width - one.x - one.width, one.y, one.width, one.height);
            const found = left.findIndex(other => near(other, wanted));
            verify(found >= 0, told(one) + " is turned to " + told(wanted) + ", not one of " + left.map(told).join(", "));
            left.splice(found, 1);
        }
    }
    function near(one: rect, other: rect): bool {
        const slack = 2 + other.width / 20;
        return ["x", "y", "width", "height"].every(side => Math.abs(one[side] - other[side]) <= slack);
    }

    // The objects of an item and all below it that make something move.
    function movers(item: var): var {
        let found = [];
        for (const one of item.resources) {
            if (/Animat/.test(String(one))) {
                found.push(one);
            }
        }
        for (const child of item.children) {
            found = found.concat(movers(child));
        }
        return found;
    }
    // Only the render thread moves anything, and it comes to an end.
    function comesToRest(item: var): void {
        const found = movers(item);
        for (const one of found) {
            verify(/Animator/.test(String(one)), one + " is an Animator");
            verify(one.duration >= 0 && one.duration <= Theme.edgeIn, "it is short: " + one.duration);
        }
        tryVerify(() => found.every(one => !one.running), 2000, "everything comes to rest");
    }
    function init(): void {
        scene.silence(0);
        dress(looking("night", [1280, 720], "plain"));
    }
    function cleanup(): void {
        for (const one of drawn) {
            one.active = false;
        }
        drawn = [];
        scene.clear();
    }
}
