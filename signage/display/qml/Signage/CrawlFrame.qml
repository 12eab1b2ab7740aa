pragma ComponentBehavior: Bound

import QtQuick

// The line around a card of the crawl in themes that have one. A card may be several pieces, so it is open
// where the next one lies against it; its foot stands on the plank.
Item {
    id: root

    property bool roundLeft: true
    property bool roundRight: true
    readonly property int begin: roundLeft ? Theme.cardRadius : 0
    readonly property int end: width - (roundRight ? Theme.cardRadius : 0)

    component Corner: Item {
        id: corner

        property bool turned: false

        width: Theme.cardRadius
        height: Theme.cardRadius
        clip: true

        Rectangle {
            x: corner.turned ? -Theme.cardRadius : 0
            width: 2 * Theme.cardRadius
            height: width
            radius: Theme.cardRadius
            color: "transparent"
            border.width: Theme.cardBorder
            border.color: Theme.edge
        }
    }

    Rectangle {
        x: root.begin
        width: root.end - root.begin
        height: Theme.cardBorder
        color: Theme.edge
    }
    Rectangle {
        visible: root.roundLeft
        y: Theme.cardRadius
        width: Theme.cardBorder
        height: root.height - y
        color: Theme.edge
    }
    Rectangle {
        visible: root.roundRight
        x: root.width - width
        y: Theme.cardRadius
        width: Theme.cardBorder
        height: root.height - y
        color: Theme.edge
    }
    Corner {
        visible: root.roundLeft
    }
    Corner {
        x: root.width - width
        visible: root.roundRight
        turned: true
    }
}
