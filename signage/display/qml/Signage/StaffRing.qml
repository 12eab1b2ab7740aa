pragma ComponentBehavior: Bound

import QtQuick

// For staff alone: the hub has not been heard for hours. Nobody else notices it.
Rectangle {
    id: root

    required property Sign sign

    width: Theme.staffRing
    height: width
    radius: width / 2
    visible: sign.caps.cutOff
    color: "transparent"
    border.width: Theme.staffRingStroke
    border.color: Theme.staffDot
}
