pragma ComponentBehavior: Bound

import QtQuick

// A small word beside a line: filled for what is on, outlined for what comes.
Rectangle {
    id: root

    required property string words
    required property bool filled
    required property KindColours tone

    visible: words !== ""
    width: line.implicitWidth + 2 * Theme.chipPadding
    height: Theme.chipHeight
    radius: Theme.chipRadius
    color: filled ? tone.accent : "transparent"
    border.width: Theme.chipStroke
    border.color: tone.accent

    Words {
        id: line

        anchors.centerIn: parent
        text: root.words
        color: root.filled ? root.tone.onAccent : root.tone.accent
        font.pixelSize: Theme.chipText
        font.weight: Theme.strong
    }
}
