pragma ComponentBehavior: Bound

import QtQuick

// The library's mark and name, the clock and the date.
Rectangle {
    id: root

    required property Sign sign

    width: Theme.leftCapWidth
    color: Theme.cap

    Rectangle {
        anchors.right: parent.right
        width: root.width + Theme.insetAcross
        height: root.height + Theme.insetDown
        color: Theme.cap
    }
    Rectangle {
        anchors.right: parent.right
        width: Theme.hairline
        height: parent.height
        color: Theme.edge
    }
    Item {
        anchors.right: parent.right
        y: Theme.leftCapTop
        width: parent.width - Theme.leftCapPadding
        height: parent.height - Theme.leftCapTop - Theme.leftCapBottom

        Mark {
            id: mark

            anchors.left: parent.left
        }
        Words {
            visible: !mark.own
            anchors.right: parent.right
            anchors.rightMargin: Theme.capGap
            width: parent.width - mark.width - 2 * Theme.capGap
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
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            height: Theme.clockLine
            text: root.sign.caps.clock
            font.pixelSize: Theme.clockText
            font.weight: Theme.capStrong
            verticalAlignment: Text.AlignVCenter
        }
        Words {
            id: date

            anchors.left: parent.left
            y: parent.height - height
            width: parent.width - Theme.capGap
            height: Theme.capLine
            text: root.sign.caps.date
            color: Theme.secondaryInk
            font.pixelSize: Theme.capText
            font.weight: Theme.secondary
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallestText
            verticalAlignment: Text.AlignVCenter
        }
        StaffRing {
            sign: root.sign
            anchors.right: parent.right
            anchors.rightMargin: Theme.capGap
            y: date.y + (date.height - height) / 2
        }
    }
}
