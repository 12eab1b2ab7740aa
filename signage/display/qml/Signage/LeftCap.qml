pragma ComponentBehavior: Bound

import QtQuick

// The library's mark and name, the clock and the date.
Rectangle {
    id: root

    required property Sign sign

    width: Theme.leftCapWidth
    color: Theme.cap

    Rectangle {
        x: root.sign.mirrored ? 0 : -Theme.insetAcross
        width: root.width + Theme.insetAcross
        height: root.height + Theme.insetDown
        color: Theme.cap
    }
    Rectangle {
        x: root.sign.mirrored ? 0 : parent.width - width
        width: Theme.hairline
        height: parent.height
        color: Theme.edge
    }
    Item {
        x: root.sign.mirrored ? 0 : Theme.leftCapPadding
        y: Theme.leftCapTop
        width: parent.width - Theme.leftCapPadding
        height: parent.height - Theme.leftCapTop - Theme.leftCapBottom

        Mark {
            id: mark

            x: root.sign.mirrored ? parent.width - width : 0
        }
        Words {
            x: root.sign.mirrored ? 0 : mark.width + Theme.capGap
            width: parent.width - mark.width - Theme.capGap
            horizontalAlignment: root.sign.mirrored ? Text.AlignRight : Text.AlignLeft
            height: mark.height
            text: root.sign.library
            font.pixelSize: Theme.capText
            font.weight: Theme.capStrong
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            height: Theme.clockLine
            horizontalAlignment: root.sign.mirrored ? Text.AlignRight : Text.AlignLeft
            text: root.sign.clock
            font.pixelSize: Theme.clockText
            font.weight: Theme.capStrong
            verticalAlignment: Text.AlignVCenter
        }
        Words {
            id: date

            y: parent.height - height
            width: parent.width
            height: Theme.capLine
            horizontalAlignment: root.sign.mirrored ? Text.AlignRight : Text.AlignLeft
            text: root.sign.date
            color: Theme.secondaryInk
            font.pixelSize: Theme.capText
            font.weight: Theme.secondary
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallestText
            verticalAlignment: Text.AlignVCenter
        }
        StaffRing {
            sign: root.sign
            x: root.sign.mirrored ? 0 : parent.width - width - Theme.capGap
            y: date.y + (date.height - height) / 2
        }
    }
}
