pragma ComponentBehavior: Bound

import QtQuick

// The stage: one slide at a time, as large as the room above the ticker.
Rectangle {
    id: root

    required property Sign sign

    color: Theme.background

    Hills {
        anchors.fill: parent
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
