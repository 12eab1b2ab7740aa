pragma ComponentBehavior: Bound

import QtQuick

// An emergency: a red panel with the way to go, and beside it what to do. Nothing on it moves.
Rectangle {
    id: root

    required property Alarm alarm
    required property int headlineSize
    required property int panelSize
    required property int iconSize
    required property int lineSize
    required property int footSize
    readonly property bool stacked: height > width

    LayoutMirroring.enabled: alarm.mirrored
    LayoutMirroring.childrenInherit: true
    color: Theme.alarmGround

    Rectangle {
        id: panel

        anchors.left: parent.left
        width: root.stacked ? root.width : root.panelSize + Theme.insetAcross
        height: root.stacked ? root.panelSize + Theme.insetDown : root.height
        color: Theme.alarm

        Grid {
            anchors.centerIn: parent
            anchors.horizontalCenterOffset: root.stacked ? 0 : Theme.insetAcross / 2
            anchors.verticalCenterOffset: root.stacked ? Theme.insetDown / 2 : 0
            columns: root.stacked ? 2 : 1
            spacing: Theme.alarmIconGap
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter

            Icon {
                name: root.alarm.icon
                mirror: root.alarm.icon === "run" && root.alarm.arrow === "arrow-left"
                tint: Theme.alarmGround
                size: root.iconSize
            }
            Icon {
                name: root.alarm.arrow
                tint: Theme.alarmGround
                size: root.iconSize / 2
            }
        }
    }
    Item {
        anchors.right: parent.right
        anchors.rightMargin: Theme.alarmRight + Theme.insetAcross
        y: (root.stacked ? panel.height : Theme.insetDown) + Theme.alarmTop
        width: root.width - (root.stacked ? Theme.insetAcross : panel.width) - Theme.insetAcross - Theme.alarmLeft - Theme.alarmRight
        height: root.height - y - Theme.alarmBottom - Theme.insetDown

        Words {
            id: headline

            width: parent.width
            text: root.alarm.title
            color: Theme.alarmInk
            leading: root.headlineSize * Theme.alarmLeading
            font.pixelSize: root.headlineSize
            font.weight: Theme.heavy
            font.letterSpacing: Theme.tracking * root.headlineSize
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
        }
        Words {
            y: headline.height - headline.slack + Theme.alarmIconGap
            width: parent.width
            height: foot.y - y - Theme.alarmIconGap
            text: root.alarm.lines
            color: Theme.alarmInk
            font.pixelSize: root.lineSize
            font.weight: Theme.strong
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.incidentalText
            wrapMode: Text.Wrap
            verticalAlignment: Text.AlignVCenter
        }
        Item {
            id: foot

            y: parent.height - height
            width: parent.width
            height: Theme.alarmRule + Theme.alarmIconGap + help.height

            Rectangle {
                width: parent.width
                height: Theme.alarmRule
                color: Theme.alarm
            }
            Words {
                id: help

                y: parent.height - height
                width: parent.width
                opacity: implicitWidth + since.implicitWidth < width ? 1 : 0
                text: root.alarm.help
                color: Theme.alarm
                font.pixelSize: root.footSize
                font.weight: Theme.strong
            }
            Words {
                id: since

                y: help.y
                width: parent.width
                text: root.alarm.since
                color: Theme.alarm
                font.pixelSize: root.footSize
                font.weight: Theme.strong
                horizontalAlignment: Text.AlignRight
            }
        }
    }
}
