pragma ComponentBehavior: Bound

import QtQuick

// A number worth telling: the stamp, the numeral and its caption.
RoundTop {
    id: root

    required property CardRoles card

    color: Theme.card

    Stamp {
        id: stamp

        card: root.card
        anchors.left: parent.left
        anchors.leftMargin: Theme.numberPadding
        anchors.verticalCenter: parent.verticalCenter
    }
    Words {
        id: figure

        anchors.left: stamp.right
        anchors.leftMargin: Theme.numberPadding
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width / 2)
        text: root.card.figure
        color: Theme.kind("number").accent
        font.pixelSize: Theme.figureText
        font.weight: Theme.heavy
        font.letterSpacing: Theme.tracking * Theme.figureText
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.smallestText
    }
    Words {
        anchors.left: figure.right
        anchors.leftMargin: Theme.numberPadding
        anchors.right: parent.right
        anchors.rightMargin: Theme.numberRight
        anchors.verticalCenter: parent.verticalCenter
        text: root.card.text
        leading: Theme.bodyLine
        font.pixelSize: Theme.bodyText
        font.letterSpacing: Theme.tracking * Theme.bodyText
        wrapMode: Text.Wrap
        maximumLineCount: 2
        elide: Text.ElideRight
    }
    CardFrame {}
}
