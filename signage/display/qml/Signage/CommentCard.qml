pragma ComponentBehavior: Bound

import QtQuick

// A reader's words in a speech bubble; the library's reply is the same bubble mirrored.
Item {
    id: root

    required property CardRoles card
    readonly property bool turned: card.reply !== card.mirrored
    readonly property color frame: Theme.kind(card.reply ? "question" : "comment").accent
    readonly property int edge: Theme.bodyRight + (card.pages > 1 ? Theme.foreEdgeWidth : 0)

    Disc {
        card: root.card
        x: root.turned ? root.width - width : 0
        width: root.card.spine
        height: root.height
    }
    Rectangle {
        id: tail

        x: (root.turned ? bubble.x + bubble.width + Theme.bubbleTailOut - width : bubble.x - Theme.bubbleTailOut)
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

        x: root.turned ? 0 : root.card.spine + Theme.bubbleGap
        width: root.width - root.card.spine - Theme.bubbleGap
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
            x: root.card.mirrored ? root.edge : Theme.bubbleLeft
            width: parent.width - Theme.bubbleLeft - root.edge
            height: parent.height
            words: root.card.text
            page: root.card.page
            leading: Theme.bodyLine
            styled: true
            mirrored: root.card.mirrored
            font.family: Theme.serif
            font.weight: Theme.quote
            font.pixelSize: Theme.quoteText
            font.letterSpacing: Theme.tracking * Theme.quoteText
        }
        ForeEdge {
            x: root.card.mirrored ? Theme.foreEdgeWidth - width : parent.width - Theme.foreEdgeWidth
            anchors.verticalCenter: parent.verticalCenter
            page: root.card.page
            pages: root.card.pages
            tint: root.frame
        }
    }
}
