pragma ComponentBehavior: Bound

import QtQuick

// The dots at the far edge of a card whose text has pages, where its reading ends.
Column {
    id: root

    required property int page
    required property int pages
    required property color tint

    anchors.right: parent?.right
    anchors.rightMargin: Theme.foreEdgeWidth - Theme.foreEdgeDot
    anchors.verticalCenter: parent?.verticalCenter
    spacing: Theme.foreEdgeGap
    visible: pages > 1

    Repeater {
        model: root.pages > 1 ? root.pages : 0

        Rectangle {
            required property int index
            readonly property bool current: index === root.page

            width: Theme.foreEdgeDot
            height: current ? Theme.foreEdgeCurrent : Theme.foreEdgeDot
            radius: width / 2
            color: current ? root.tint : Theme.secondaryInk
            opacity: current ? 1 : Theme.dotOpacity
        }
    }
}
