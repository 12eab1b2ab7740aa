pragma ComponentBehavior: Bound

import QtQuick

// How to say something: a QR code and a short address, or "at the desk" where there is no form.
Rectangle {
    id: root

    required property Sign sign
    readonly property bool form: sign.caps.invitationCode !== ""
    // A long address needs the room of the invitation's second line.
    readonly property bool crowded: address.lineCount > 2

    width: Theme.rightCapWidth
    color: Theme.cap

    Rectangle {
        anchors.left: parent.left
        width: root.width + Theme.insetAcross
        height: root.height + Theme.insetDown
        color: Theme.cap
    }
    Rectangle {
        anchors.left: parent.left
        width: Theme.hairline
        height: parent.height
        color: Theme.edge
    }
    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.rightCapLeft
        y: (parent.height - Theme.rightCapBottom - height) / 2
        width: parent.width - Theme.rightCapLeft - (root.form ? tile.width + Theme.rightCapRight + Theme.capGap : 0)
        spacing: (address.lineCount > 1 ? Theme.capGap : Theme.addressGap) - said.slack

        Words {
            id: said

            width: parent.width
            text: root.sign.caps.invitation
            leading: root.crowded ? Theme.capLine : Theme.sayLine
            font.pixelSize: root.crowded ? Theme.smallestText : Theme.sayText
            font.weight: Theme.capStrong
            wrapMode: Text.WordWrap
        }
        Words {
            id: address

            width: parent.width
            visible: text !== ""
            text: root.sign.caps.invitationAddress
            color: Theme.secondaryInk
            leading: Theme.capLine
            font.pixelSize: Theme.capText
            font.weight: Theme.secondary
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallestText
            maximumLineCount: 3
            elide: Text.ElideRight
        }
    }
    QrTile {
        id: tile

        visible: root.form
        anchors.right: parent.right
        anchors.rightMargin: Theme.rightCapRight
        y: (parent.height - Theme.rightCapBottom - height) / 2
        code: root.sign.caps.invitationCode
        size: Theme.qrTile
    }
}
