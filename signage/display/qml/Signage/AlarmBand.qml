pragma ComponentBehavior: Bound

import QtQuick

// An emergency in a bar over other programs: the way to go, and beside it what to do, as large as fits.
Rectangle {
    id: root

    required property Alarm alarm

    LayoutMirroring.enabled: alarm.mirrored
    LayoutMirroring.childrenInherit: true
    color: Theme.alarmGround

    Rectangle {
        id: panel

        anchors.left: parent.left
        width: Theme.insetAcross + icons.width + 2 * Theme.alarmBandGap
        height: root.height
        color: Theme.alarm

        Row {
            id: icons

            anchors.right: parent.right
            anchors.rightMargin: Theme.alarmBandGap
            height: parent.height - Theme.insetDown
            spacing: Theme.alarmBandGap

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.alarm.icon
                tint: Theme.alarmGround
                size: Theme.alarmBandIcon
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.alarm.arrow !== ""
                name: root.alarm.arrow
                tint: Theme.alarmGround
                size: Theme.alarmBandArrow
            }
        }
    }
    Column {
        anchors.left: panel.right
        anchors.leftMargin: Theme.alarmBandGap
        y: (root.height - Theme.insetDown - height) / 2
        width: root.width - panel.width - Theme.insetAcross - 2 * Theme.alarmBandGap

        Words {
            width: parent.width
            text: root.alarm.headline
            color: Theme.alarm
            leading: root.alarm.bandSize * Theme.titleLeading
            font.pixelSize: root.alarm.bandSize
            font.weight: Theme.heavy
            wrapMode: Text.Wrap
            maximumLineCount: Theme.portrait ? 2 : 1
            elide: Text.ElideRight
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: root.alarm.inOne
            color: Theme.alarmInk
            leading: root.alarm.bandLineSize * Theme.alarmBandLeading
            font.pixelSize: root.alarm.bandLineSize
            font.weight: Theme.strong
            wrapMode: Text.Wrap
        }
    }
}
