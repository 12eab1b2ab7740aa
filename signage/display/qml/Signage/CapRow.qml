pragma ComponentBehavior: Bound

import QtQuick

// Both caps in one row, where the screen stands upright: clock, name and date; how to say something.
Rectangle {
    id: root

    required property Sign sign
    readonly property bool form: sign.caps.invitationCode !== ""

    color: Theme.cap

    Rectangle {
        x: -Theme.insetAcross
        width: root.width + 2 * Theme.insetAcross
        height: root.height + Theme.insetDown
        color: Theme.cap
    }
    Words {
        id: clock

        anchors.left: parent.left
        anchors.leftMargin: Theme.leftCapPadding
        height: root.height
        text: root.sign.caps.clock
        font.pixelSize: Theme.clockText
        font.weight: Theme.capStrong
        verticalAlignment: Text.AlignVCenter
    }
    Item {
        id: whose

        anchors.left: clock.right
        anchors.leftMargin: Theme.slideLeft / 2
        y: (root.height - height) / 2
        width: Theme.leftCapWidth
        height: 2 * Theme.sayLine

        Mark {
            id: mark

            anchors.left: parent.left
        }
        Words {
            visible: !mark.own
            anchors.right: parent.right
            width: parent.width - mark.width - Theme.capGap
            height: mark.height
            text: root.sign.caps.library
            font.pixelSize: Theme.capText
            font.weight: Theme.capStrong
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallestText
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
        }
        Words {
            id: date

            y: parent.height - height
            width: parent.width
            height: Theme.sayLine
            verticalAlignment: Text.AlignVCenter
            text: root.sign.caps.date
            color: Theme.secondaryInk
            font.pixelSize: Theme.capText
            font.weight: Theme.secondary
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallestText
        }
        StaffRing {
            sign: root.sign
            anchors.right: parent.right
            anchors.rightMargin: Theme.capGap
            y: date.y + (date.height - height) / 2
        }
    }
    Column {
        readonly property int begin: Theme.leftCapPadding + clock.width + whose.width + Theme.slideLeft
        readonly property int end: root.width - 2 * Theme.rightCapRight - (root.form ? tile.width : 0)

        anchors.left: parent.left
        anchors.leftMargin: begin
        y: (root.height - height) / 2
        width: end - begin

        Words {
            width: parent.width
            height: root.form ? Theme.sayLine : root.height
            text: root.sign.caps.invitation
            leading: Theme.sayLine
            font.pixelSize: Theme.sayText
            font.weight: Theme.capStrong
            fontSizeMode: root.form ? Text.HorizontalFit : Text.Fit
            minimumPixelSize: Theme.smallestText
            wrapMode: root.form ? Text.NoWrap : Text.Wrap
            verticalAlignment: Text.AlignVCenter
            horizontalAlignment: Text.AlignRight
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: root.sign.caps.invitationAddress
            color: Theme.secondaryInk
            leading: Theme.capLine
            font.pixelSize: Theme.capText
            font.weight: Theme.secondary
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallestText
            maximumLineCount: 2
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignRight
        }
    }
    QrTile {
        id: tile

        visible: root.form
        anchors.right: parent.right
        anchors.rightMargin: Theme.rightCapRight
        y: (root.height - height) / 2
        code: root.sign.caps.invitationCode
        size: Theme.capRowQr
    }
}
