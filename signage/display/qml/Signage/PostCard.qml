pragma ComponentBehavior: Bound

import QtQuick

// A post: a bound book with its text beside the spine.
RoundTop {
    id: root

    required property CardRoles card
    readonly property int edge: Theme.bodyRight + (card.pages > 1 ? Theme.foreEdgeWidth : 0)

    color: Theme.card

    PostSpine {
        id: spine

        card: root.card
        anchors.left: parent.left
        width: root.card.spine
        height: root.height
    }
    PagedText {
        anchors.left: spine.right
        anchors.leftMargin: Theme.bodyLeft
        anchors.right: parent.right
        anchors.rightMargin: root.edge
        height: root.height
        words: root.card.text
        page: root.card.page
        leading: root.card.emoji ? 0 : Theme.bodyLine
        styled: true
        font.pixelSize: root.card.emoji ? Theme.emojiText : Theme.bodyText
        font.letterSpacing: root.card.emoji ? Theme.emojiTracking * Theme.emojiText : Theme.tracking * Theme.bodyText
    }
    ForeEdge {
        page: root.card.page
        pages: root.card.pages
        tint: Theme.kind("post").accent
    }
    CardFrame {}
}
