pragma ComponentBehavior: Bound

import QtQuick

// A reader's words in a speech bubble; the library's reply is the same bubble turned round.
Item {
    id: root

    required property CardRoles card
    readonly property color frame: Theme.kind(card.reply ? "question" : "comment").accent
    readonly property int edge: Theme.bodyRight + (card.pages > 1 ? Theme.foreEdgeWidth : 0)

    Disc {
        id: disc

        anchors.left: root.card.reply ? undefined : parent.left
        anchors.right: root.card.reply ? parent.right : undefined
        card: root.card
        width: root.card.spine
        height: root.height
    }
    Rectangle {
        id: tail

        anchors.left: root.card.reply ? undefined : bubble.left
        anchors.leftMargin: -Theme.bubbleTailOut
        anchors.right: root.card.reply ? bubble.right : undefined
        anchors.rightMargin: -Theme.bubbleTailOut
        y: Theme.bubbleTailTop
        width: Theme.bubbleTail
        height: Theme.bubbleTail
        rotation: 45
        color: Theme.card
        border.width: Theme.cardBorder
        border.color: root.frame
    }
    Rectangle {
        id: bubble

        anchors.left: root.card.reply ? parent.left : disc.right
        anchors.leftMargin: root.card.reply ? 0 : Theme.bubbleGap
        anchors.right: root.card.reply ? disc.left : parent.right
        anchors.rightMargin: root.card.reply ? Theme.bubbleGap : 0
        height: Theme.bubbleHeight
        radius: Theme.bubbleRadius
        color: Theme.card
        border.width: Theme.cardBorder
        border.color: root.frame

        Rectangle {
            x: tail.x - bubble.x + Theme.cardBorder
            y: tail.y + Theme.cardBorder
            width: tail.width - 2 * Theme.cardBorder
            height: width
            visible: Theme.cardBorder > 0
            rotation: tail.rotation
            color: Theme.card
        }

        PagedText {
            anchors.left: parent.left
            anchors.leftMargin: Theme.bubbleLeft
            anchors.right: parent.right
            anchors.rightMargin: root.edge
            height: parent.height
            words: root.card.text
            page: root.card.page
            leading: Theme.bodyLine
            styled: true
            font.family: Theme.serif
            font.weight: Theme.quote
            font.pixelSize: Theme.quoteText
            font.letterSpacing: Theme.tracking * Theme.quoteText
        }
        ForeEdge {
            page: root.card.page
            pages: root.card.pages
            tint: root.frame
        }
    }
}
