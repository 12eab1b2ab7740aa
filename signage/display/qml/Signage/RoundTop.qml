pragma ComponentBehavior: Bound

import QtQuick

// A filled area whose upper corners may be round, of plain rectangles. One Rectangle with unlike corners
// would be a path: the software backend fills it anew in every frame, and paints all that lies behind it.
Item {
    id: root

    property color color
    property bool roundLeft: true
    property bool roundRight: true
    readonly property bool round: Theme.cardRadius > 0 && (roundLeft || roundRight)

    Rectangle {
        visible: root.round
        width: root.width
        height: 2 * radius
        radius: Theme.cardRadius
        color: root.color
    }
    Rectangle {
        visible: root.round && !root.roundLeft
        width: Theme.cardRadius
        height: Theme.cardRadius
        color: root.color
    }
    Rectangle {
        visible: root.round && !root.roundRight
        x: root.width - width
        width: Theme.cardRadius
        height: Theme.cardRadius
        color: root.color
    }
    Rectangle {
        y: root.round ? Theme.cardRadius : 0
        width: root.width
        height: root.height - y
        color: root.color
    }
}
