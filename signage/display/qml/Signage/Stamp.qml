pragma ComponentBehavior: Bound

import QtQuick

// The ring of a date stamp around an icon: a number worth telling.
Rectangle {
    id: root

    required property CardRoles card

    width: Theme.stamp
    height: Theme.stamp
    radius: width / 2
    color: "transparent"
    border.width: Theme.stampStroke
    border.color: Theme.kind("number").accent

    Icon {
        anchors.centerIn: parent
        name: root.card.icon
        tint: Theme.kind("number").accent
        size: Theme.stampIcon
    }
}
