pragma ComponentBehavior: Bound

import QtQuick

// A notice: an enamel plate, square, filled, framed.
Rectangle {
    id: root

    required property CardRoles card

    y: parent.height - height - Theme.plateBottom
    height: Theme.plateHeight
    color: Theme.plate

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.plateInset
        color: "transparent"
        border.width: Theme.plateFrame
        border.color: Theme.plateInk
    }
    Icon {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: Theme.plateLeft
        anchors.verticalCenter: parent.verticalCenter
        name: root.card.icon
        tint: Theme.plateInk
        size: Theme.plateIcon
    }
    PagedText {
        anchors.left: sign.right
        anchors.leftMargin: Theme.plateGap
        anchors.right: parent.right
        anchors.rightMargin: Theme.plateRight + (root.card.pages > 1 ? Theme.foreEdgeWidth : 0)
        height: root.height
        words: root.card.text
        page: root.card.page
        leading: Theme.plateLine
        styled: false
        color: Theme.plateInk
        font.pixelSize: Theme.bodyText
        font.weight: Theme.strong
        font.letterSpacing: Theme.tracking * Theme.bodyText
    }
    ForeEdge {
        page: root.card.page
        pages: root.card.pages
        tint: Theme.plateInk
    }
}
