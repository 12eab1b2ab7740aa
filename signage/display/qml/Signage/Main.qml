pragma ComponentBehavior: Bound

import QtQuick

// The window: the stage above, the ticker below. Everything it shows comes from `sign`.
Window {
    id: root

    required property Sign sign
    // No higher than the band: a bar over other programs.
    readonly property bool bar: height <= Theme.tickerHeight + Theme.insetDown

    // False while the window is down: pictures that were drawn before are black in one that comes back.
    property bool drawn: true

    color: Theme.background

    Component {
        id: face

        Item {
            id: safe

            LayoutMirroring.enabled: root.sign.mirrored
            LayoutMirroring.childrenInherit: true
            visible: !root.sign.alarm.takesOver && !root.sign.newcomer.shown
            // In a bar over other programs the window ends where the ticker begins.
            x: Theme.insetAcross
            y: Math.min(Theme.insetDown, glass.height - Theme.insetDown - ticker.height)
            width: glass.width - 2 * x
            height: glass.height - Theme.insetDown - y

            Stage {
                sign: root.sign
                visible: !root.sign.stripOnly
                width: safe.width
                height: safe.height - ticker.height
            }
            Rectangle {
                x: -safe.x
                y: ticker.y - height
                width: glass.width
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
    }
    Component {
        id: alarmFace

        AlarmFace {
            alarm: root.sign.alarm
            headlineSize: root.sign.alarm.size
            panelSize: Theme.alarmPanel
            iconSize: Theme.alarmIcon
            lineSize: Theme.alarmText
            footSize: Theme.panelText
        }
    }
    Component {
        id: alarmBand

        AlarmBand {
            alarm: root.sign.alarm
        }
    }
    // Larger than the window by as much as it moves, so that no edge of it is ever seen.
    Item {
        id: glass

        x: root.sign.orbit.across
        y: root.bar ? 0 : root.sign.orbit.down
        width: root.width + root.sign.orbit.room
        height: root.height + (root.bar ? 0 : root.sign.orbit.room)

        Loader {
            active: root.drawn
            sourceComponent: face
        }
        Loader {
            width: glass.width
            height: glass.height
            active: root.drawn && root.sign.alarm.takesOver
            sourceComponent: root.bar ? alarmBand : alarmFace
        }
        Loader {
            x: Theme.insetAcross
            y: Theme.insetDown
            width: glass.width - 2 * x
            height: glass.height - 2 * y
            active: root.drawn && root.sign.newcomer.shown
            sourceComponent: PairingFace {
                pairing: root.sign.newcomer
            }
        }
    }
}
