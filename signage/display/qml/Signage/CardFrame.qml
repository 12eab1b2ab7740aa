pragma ComponentBehavior: Bound

import QtQuick

// The line around a card in themes that have one; its foot stands behind the plank.
Rectangle {
    width: parent.width
    height: parent.height + Theme.cardBorder
    visible: Theme.cardBorder > 0
    topLeftRadius: Theme.cardRadius
    topRightRadius: Theme.cardRadius
    color: "transparent"
    border.width: Theme.cardBorder
    border.color: Theme.edge
}
