pragma ComponentBehavior: Bound

import QtQuick

// A reader, or the library answering: a disc with an initial or an icon, and the name under it.
Item {
    id: root

    required property CardRoles card
    readonly property KindColours tone: Theme.kind(card.reply ? "question" : "comment")

    Column {
        anchors.centerIn: parent
        spacing: Theme.discGap

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.disc
            height: Theme.disc
            radius: width / 2
            color: root.tone.accent

            Words {
                anchors.centerIn: parent
                text: root.card.initial
                color: root.tone.onAccent
                font.pixelSize: Theme.discText
                font.weight: Theme.strong
            }
            Icon {
                anchors.centerIn: parent
                name: root.card.initial === "" ? root.card.icon : ""
                tint: root.tone.onAccent
                size: Theme.discIcon
            }
        }
        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            text: root.card.name
            color: root.tone.accent
            font.pixelSize: Theme.incidentalText
            font.weight: Theme.strong
        }
    }
}
