pragma ComponentBehavior: Bound

import QtQuick

// The stage: one slide at a time, as large as the room above the ticker.
Rectangle {
    id: root

    required property Sign sign

    color: Theme.background

    Hills {
        x: -Theme.insetAcross
        width: root.width + 2 * Theme.insetAcross
        height: root.height
    }
    Repeater {
        model: root.sign.stage

        Slide {
            sign: root.sign
            width: root.width
            height: root.height
        }
    }
}
