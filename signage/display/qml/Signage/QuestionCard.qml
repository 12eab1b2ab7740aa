pragma ComponentBehavior: Bound

import QtQuick

// A question asked at the desk and its answer: an index card, one line each, or a page each.
Rectangle {
    id: root

    required property CardRoles card
    readonly property int column: card.mirrored ? Theme.bodyRight : card.spine + Theme.questionLeft
    readonly property int columnWidth: width - card.spine - Theme.questionLeft - Theme.bodyRight

    topLeftRadius: Theme.cardRadius
    topRightRadius: Theme.cardRadius
    color: Theme.card

    QuestionTabs {
        card: root.card
        x: root.card.mirrored ? root.width - width : 0
        width: root.card.spine
        height: root.height
    }
    Rectangle {
        visible: root.card.part === "both"
        x: root.column - Theme.questionLeft
        y: root.height / 2
        width: root.columnWidth + Theme.questionLeft
        height: Theme.hairline
        color: Theme.line
    }
    Repeater {
        model: root.card.part === "both" ? [root.card.text, root.card.detail] : []

        Words {
            required property int index
            required property string modelData

            x: root.column
            y: index * height
            width: root.columnWidth
            height: root.height / 2
            text: modelData
            font.pixelSize: Theme.bodyText
            font.weight: index === 0 ? Theme.strong : Theme.body
            font.letterSpacing: Theme.tracking * Theme.bodyText
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
            horizontalAlignment: root.card.mirrored ? Text.AlignRight : Text.AlignLeft
        }
    }
    PagedText {
        visible: root.card.part !== "both"
        x: root.column
        width: root.columnWidth - (root.card.pages > 1 ? Theme.foreEdgeWidth : 0)
        height: root.height
        words: root.card.part !== "both" ? root.card.text : ""
        page: root.card.page
        leading: Theme.bodyLine
        styled: false
        mirrored: root.card.mirrored
        font.pixelSize: Theme.bodyText
        font.weight: root.card.part === "question" ? Theme.strong : Theme.body
        font.letterSpacing: Theme.tracking * Theme.bodyText
    }
    ForeEdge {
        x: root.card.mirrored ? Theme.foreEdgeGap : root.width - Theme.foreEdgeWidth
        anchors.verticalCenter: parent.verticalCenter
        page: root.card.page
        pages: root.card.pages
        tint: Theme.kind("question").accent
    }
    CardFrame {}
}
