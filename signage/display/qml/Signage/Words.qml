pragma ComponentBehavior: Bound

import QtQuick

// Text as the sign writes it: plain, in the sans face, of one fixed line height. It begins where its layout
// begins, whatever it is written in: at the left, or at the right of what is mirrored.
Text {
    id: root

    property int leading: 0
    // How much lower the first line stands than it would in its own face: a fallback face that reaches higher
    // pushes the whole line down, out of the room that it has.
    readonly property real sunk: {
        const shrunk = fontInfo.pixelSize / font.pixelSize;
        const tall = lineCount * (leading > 0 ? leading : face.height * shrunk * lineHeight);
        const above = verticalAlignment === Text.AlignVCenter ? (height - tall) / 2 : 0;
        return baselineOffset - above - face.ascent * shrunk;
    }
    // How much higher it is than its lines together: Qt gives the last one the height of its face. Half of it
    // is above the words, half below.
    readonly property real slack: leading > 0 ? Math.round(face.height * fontInfo.pixelSize / font.pixelSize) - leading : 0

    font.family: Theme.sans
    font.weight: Theme.body
    color: Theme.ink
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignLeft
    lineHeightMode: leading > 0 ? Text.FixedHeight : Text.ProportionalHeight
    lineHeight: leading > 0 ? leading : 1
    transform: Translate {
        y: -Math.round(root.sunk)
    }

    FontMetrics {
        id: face

        font: root.font
    }
}
