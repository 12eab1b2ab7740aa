pragma ComponentBehavior: Bound

import QtQuick

// A post: a bound book with its text beside the spine. Mirrored for writing from right to left.
Rectangle {
    id: root

    required property CardRoles card
    readonly property int edge: Theme.bodyRight + (card.pages > 1 ? Theme.foreEdgeWidth : 0)

    topLeftRadius: Theme.cardRadius
    topRightRadius: Theme.cardRadius
    color: Theme.card

    PostSpine {
        id: spine

        card: root.card
        x: root.card.mirrored ? root.width - width : 0
        width: root.card.spine
        height: root.height
    }
    PagedText {
        x: root.card.mirrored ? root.edge : root.card.spine + Theme.bodyLeft
        width: root.width - root.card.spine - Theme.bodyLeft - root.edge
        height: root.height
        words: root.card.text
        page: root.card.page
        leading: root.card.emoji ? 0 : Theme.bodyLine
        styled: true
        mirrored: root.card.mirrored
        font.pixelSize: root.card.emoji ? Theme.emojiText : Theme.bodyText
        font.letterSpacing: Theme.tracking * (root.card.emoji ? Theme.emojiText : Theme.bodyText)
    }
    ForeEdge {
        x: root.card.mirrored ? Theme.foreEdgeWidth - width - Theme.foreEdgeGap : root.width - Theme.foreEdgeWidth
        anchors.verticalCenter: parent.verticalCenter
        page: root.card.page
        pages: root.card.pages
        tint: Theme.kind("post").accent
    }
    CardFrame {}
}
