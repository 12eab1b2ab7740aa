pragma ComponentBehavior: Bound

import QtQuick

// An event: a desk calendar, the title and the room; a title of two lines takes the room's line.
Rectangle {
    id: root

    required property CardRoles card

    topLeftRadius: Theme.cardRadius
    topRightRadius: Theme.cardRadius
    color: Theme.card

    EventSpine {
        card: root.card
        x: root.card.mirrored ? root.width - width : 0
        width: root.card.spine
        height: root.height
    }
    Column {
        x: root.card.mirrored ? Theme.bodyRight : root.card.spine + Theme.bodyLeft
        anchors.verticalCenter: parent.verticalCenter
        width: root.width - root.card.spine - Theme.bodyLeft - Theme.bodyRight

        Words {
            width: parent.width
            text: root.card.text
            leading: Theme.bodyLine
            font.pixelSize: Theme.bodyText
            font.weight: Theme.strong
            font.letterSpacing: Theme.tracking * Theme.bodyText
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            horizontalAlignment: root.card.mirrored ? Text.AlignRight : Text.AlignLeft
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
            horizontalAlignment: root.card.mirrored ? Text.AlignRight : Text.AlignLeft
        }
    }
    CardFrame {}
}
