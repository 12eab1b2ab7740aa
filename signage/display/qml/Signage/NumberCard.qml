pragma ComponentBehavior: Bound

import QtQuick

// A number worth telling: the stamp, the numeral and its caption.
Rectangle {
    id: root

    required property CardRoles card

    topLeftRadius: Theme.cardRadius
    topRightRadius: Theme.cardRadius
    color: Theme.card

    Row {
        x: Theme.numberPadding
        height: root.height
        spacing: Theme.numberPadding

        Stamp {
            card: root.card
            anchors.verticalCenter: parent.verticalCenter
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: root.card.figure
            color: Theme.kind("number").accent
            font.pixelSize: Theme.figureText
            font.weight: Theme.heavy
            font.letterSpacing: Theme.tracking * Theme.figureText
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            width: root.width - x - Theme.numberRight
            text: root.card.text
            leading: Theme.bodyLine
            font.pixelSize: Theme.bodyText
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
    }
    CardFrame {}
}
