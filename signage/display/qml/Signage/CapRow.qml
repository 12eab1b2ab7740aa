pragma ComponentBehavior: Bound

import QtQuick

// Both caps in one row, where the screen stands upright: clock, name and date; how to say something.
Rectangle {
    id: root

    required property Sign sign
    readonly property bool form: sign.invitationCode !== ""
    readonly property bool turned: sign.mirrored

    function place(x: int, width: int): int {
        return turned ? root.width - x - width : x;
    }

    color: Theme.cap

    Rectangle {
        x: -Theme.insetAcross
        width: root.width + 2 * Theme.insetAcross
        height: root.height + Theme.insetDown
        color: Theme.cap
    }
    Words {
        id: clock

        x: root.place(Theme.leftCapPadding, width)
        height: root.height
        text: root.sign.clock
        font.pixelSize: Theme.clockText
        font.weight: Theme.capStrong
        verticalAlignment: Text.AlignVCenter
    }
    Item {
        id: whose

        x: root.place(Theme.leftCapPadding + clock.width + Theme.slideLeft / 2, width)
        y: (root.height - height) / 2
        width: Theme.leftCapWidth
        height: 2 * Theme.sayLine

        Mark {
            id: mark

            x: root.turned ? parent.width - width : 0
        }
        Words {
            x: root.turned ? 0 : mark.width + Theme.capGap
            width: parent.width - mark.width - Theme.capGap
            height: mark.height
            text: root.sign.library
            font.pixelSize: Theme.capText
            font.weight: Theme.capStrong
            elide: Text.ElideRight
            horizontalAlignment: root.turned ? Text.AlignRight : Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
        }
        Words {
            id: date

            y: parent.height - height
            width: parent.width
            text: root.sign.date
            color: Theme.secondaryInk
            font.pixelSize: Theme.capText
            font.weight: Theme.secondary
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallestText
            horizontalAlignment: root.turned ? Text.AlignRight : Text.AlignLeft
        }
        StaffRing {
            sign: root.sign
            x: root.turned ? 0 : parent.width - width - Theme.capGap
            y: date.y + (date.height - height) / 2
        }
    }
    Column {
        readonly property int begin: Theme.leftCapPadding + clock.width + whose.width + Theme.slideLeft
        readonly property int end: root.width - 2 * Theme.rightCapRight - (root.form ? tile.width : 0)

        x: root.place(begin, width)
        y: (root.height - height) / 2
        width: end - begin

        Words {
            width: parent.width
            text: root.sign.invitation
            leading: Theme.sayLine
            font.pixelSize: Theme.sayText
            font.weight: Theme.capStrong
            wrapMode: Text.Wrap
            horizontalAlignment: root.turned ? Text.AlignLeft : Text.AlignRight
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: root.sign.invitationAddress
            color: Theme.secondaryInk
            leading: Theme.capLine
            font.pixelSize: Theme.capText
            font.weight: Theme.secondary
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallestText
            maximumLineCount: 2
            elide: Text.ElideRight
            horizontalAlignment: root.turned ? Text.AlignLeft : Text.AlignRight
        }
    }
    QrTile {
        id: tile

        visible: root.form
        x: root.place(root.width - width - Theme.rightCapRight, width)
        y: (root.height - height) / 2
        code: root.sign.invitationCode
        size: Theme.capRowQr
    }
}
