pragma ComponentBehavior: Bound

import QtQuick

// A line of facts on a slide: an icon and the words beside it.
Item {
    id: root

    required property string icon
    required property string words
    required property color tint
    property bool strong: false

    height: Math.max(Theme.factIcon, line.height - line.slack)
    visible: words !== ""

    Icon {
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        name: root.icon
        tint: root.tint
        size: Theme.factIcon
    }
    Words {
        id: line

        anchors.left: parent.left
        anchors.leftMargin: Theme.factIcon + Theme.factGap
        anchors.right: parent.right
        y: (root.height - height) / 2
        text: root.words
        leading: Theme.bodyLine
        font.pixelSize: Theme.bodyText
        font.weight: root.strong ? Theme.strong : Theme.body
        wrapMode: Text.Wrap
        maximumLineCount: 2
        elide: Text.ElideRight
    }
}
