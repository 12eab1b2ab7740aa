pragma ComponentBehavior: Bound

import QtQuick

// Two flat hills behind the slides, in themes that have them.
Item {
    id: root

    // Where the tops stand, in parts of the width.
    readonly property list<real> tops: [0.25, 0.8]

    visible: Theme.hillRadius > 0
    clip: true

    Repeater {
        model: Theme.hillRadius > 0 ? root.tops : []

        Rectangle {
            required property int index
            required property real modelData

            x: modelData * root.width - radius
            y: root.height - Theme.hillRise
            width: 2 * radius
            height: 2 * radius
            radius: Theme.hillRadius
            color: index === 0 ? Theme.farHill : Theme.hill
        }
    }
}
