pragma ComponentBehavior: Bound

import QtQuick

// The library's mark and name, the clock and the date.
Rectangle {
    id: root

    required property Sign sign

    width: Theme.leftCapWidth
    color: Theme.cap

    Rectangle {
        x: parent.width - width
        width: Theme.hairline
        height: parent.height
        color: Theme.edge
    }
    Item {
        x: Theme.leftCapPadding
        y: Theme.leftCapTop
        width: parent.width - x
        height: parent.height - Theme.leftCapTop - Theme.leftCapBottom

        Mark {
            id: mark
        }
        Words {
            x: mark.width + Theme.capGap
            width: parent.width - x - Theme.capGap
            height: mark.height
            text: root.sign.library
            font.pixelSize: Theme.capText
            font.weight: Theme.capStrong
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            height: Theme.clockLine
            text: root.sign.clock
            font.pixelSize: Theme.clockText
            font.weight: Theme.capStrong
            verticalAlignment: Text.AlignVCenter
        }
        Words {
            y: parent.height - height
            height: Theme.capLine
            text: root.sign.date
            color: Theme.secondaryInk
            font.pixelSize: Theme.capText
            font.weight: Theme.secondary
            verticalAlignment: Text.AlignVCenter
        }
    }
}
