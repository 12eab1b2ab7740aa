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

        x: root.card.mirrored ? root.width - width - Theme.plateLeft : Theme.plateLeft
        anchors.verticalCenter: parent.verticalCenter
        name: root.card.icon
        tint: Theme.plateInk
        size: Theme.plateIcon
    }
    PagedText {
        x: root.card.mirrored ? Theme.plateRight : Theme.plateLeft + sign.width + Theme.plateGap
        width: root.width - Theme.plateLeft - sign.width - Theme.plateGap - Theme.plateRight - (root.card.pages > 1 ? Theme.foreEdgeWidth : 0)
        height: root.height
        words: root.card.text
        page: root.card.page
        leading: Theme.plateLine
        styled: false
        mirrored: root.card.mirrored
        color: Theme.plateInk
        font.pixelSize: Theme.bodyText
        font.weight: Theme.strong
        font.letterSpacing: Theme.tracking * Theme.bodyText
    }
    ForeEdge {
        x: root.width - Theme.foreEdgeWidth
        anchors.verticalCenter: parent.verticalCenter
        page: root.card.page
        pages: root.card.pages
        tint: Theme.plateInk
    }
}
