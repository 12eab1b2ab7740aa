pragma ComponentBehavior: Bound

import QtQuick

// A question asked at the desk and its answer: an index card, one line each, or a page each.
RoundTop {
    id: root

    required property CardRoles card

    color: Theme.card

    QuestionTabs {
        id: tabs

        card: root.card
        anchors.left: parent.left
        width: root.card.spine
        height: root.height
    }
    Rectangle {
        visible: root.card.part === "both"
        anchors.left: tabs.right
        anchors.right: parent.right
        anchors.rightMargin: Theme.bodyRight
        y: root.height / 2
        height: Theme.hairline
        color: Theme.line
    }
    Repeater {
        model: root.card.part === "both" ? [root.card.text, root.card.detail] : []

        Words {
            required property int index
            required property string modelData

            anchors.left: tabs.right
            anchors.leftMargin: Theme.questionLeft
            anchors.right: parent?.right
            anchors.rightMargin: Theme.bodyRight
            y: index * height
            height: root.height / 2
            text: modelData
            font.pixelSize: Theme.bodyText
            font.weight: index === 0 ? Theme.strong : Theme.body
            font.letterSpacing: Theme.tracking * Theme.bodyText
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
        }
    }
    PagedText {
        visible: root.card.part !== "both"
        anchors.left: tabs.right
        anchors.leftMargin: Theme.questionLeft
        anchors.right: parent.right
        anchors.rightMargin: Theme.bodyRight + (root.card.pages > 1 ? Theme.foreEdgeWidth : 0)
        height: root.height
        words: root.card.part !== "both" ? root.card.text : ""
        page: root.card.page
        leading: Theme.bodyLine
        styled: false
        font.pixelSize: Theme.bodyText
        font.weight: root.card.part === "question" ? Theme.strong : Theme.body
        font.letterSpacing: Theme.tracking * Theme.bodyText
    }
    ForeEdge {
        page: root.card.page
        pages: root.card.pages
        tint: Theme.kind("question").accent
    }
    CardFrame {}
}
