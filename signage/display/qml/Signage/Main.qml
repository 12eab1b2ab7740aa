pragma ComponentBehavior: Bound

import QtQuick

// The window: the stage above, the ticker below. Everything it shows comes from `sign`.
Window {
    id: root

    required property Sign sign

    color: Theme.background

    Item {
        id: safe

        LayoutMirroring.enabled: root.sign.mirrored
        LayoutMirroring.childrenInherit: true
        visible: !root.sign.alarm.takesOver
        // In a bar over other programs the window ends where the ticker begins.
        x: Theme.insetAcross
        y: Math.min(Theme.insetDown, root.height - Theme.insetDown - ticker.height)
        width: root.width - 2 * x
        height: root.height - Theme.insetDown - y

        Stage {
            sign: root.sign
            visible: !root.sign.stripOnly
            width: safe.width
            height: safe.height - ticker.height
        }
        Rectangle {
            x: -safe.x
            y: ticker.y - height
            width: root.width
            height: Theme.scrim
            visible: root.sign.stripOnly
            gradient: Gradient {
                GradientStop {
                    position: 0
                    color: Theme.scrimFrom
                }
                GradientStop {
                    position: 1
                    color: Theme.scrimTo
                }
            }
        }
        Ticker {
            id: ticker

            sign: root.sign
            y: safe.height - height
            width: safe.width
        }
    }
    Loader {
        width: root.width
        height: root.height
        active: root.sign.alarm.takesOver
        sourceComponent: AlarmFace {
            alarm: root.sign.alarm
            headlineSize: root.sign.alarm.size
            panelSize: Theme.alarmPanel
            iconSize: Theme.alarmIcon
            lineSize: Theme.alarmText
            footSize: Theme.panelText
        }
    }
}
