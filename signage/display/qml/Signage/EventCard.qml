pragma ComponentBehavior: Bound

import QtQuick

// An event: a desk calendar, the title and the room; a title of two lines takes the room's line.
RoundTop {
    id: root

    required property CardRoles card

    color: Theme.card

    EventSpine {
        id: spine

        card: root.card
        anchors.left: parent.left
        width: root.card.spine
        height: root.height
    }
    Column {
        anchors.left: spine.right
        anchors.leftMargin: Theme.bodyLeft
        anchors.right: parent.right
        anchors.rightMargin: Theme.bodyRight
        anchors.verticalCenter: parent.verticalCenter
        spacing: -title.slack

        Words {
            id: title

            width: parent.width
            text: root.card.text
            leading: Theme.bodyLine
            font.pixelSize: Theme.bodyText
            font.weight: Theme.strong
            font.letterSpacing: Theme.tracking * Theme.bodyText
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: root.card.detail
            color: Theme.secondaryInk
            leading: Theme.bodyLine
            font.pixelSize: Theme.bodyText
            font.letterSpacing: Theme.tracking * Theme.bodyText
            elide: Text.ElideRight
        }
    }
    CardFrame {}
}
