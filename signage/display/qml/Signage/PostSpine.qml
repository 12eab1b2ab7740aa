pragma ComponentBehavior: Bound

import QtQuick

// The back of a bound book: two raised bands, the platform's badge and the age.
RoundTop {
    id: root

    required property CardRoles card
    readonly property KindColours tone: Theme.kind("post")

    roundLeft: !LayoutMirroring.enabled
    roundRight: LayoutMirroring.enabled
    color: tone.accent

    Repeater {
        model: 2

        Rectangle {
            required property int index

            y: index === 0 ? Theme.spineBandInset : root.height - Theme.spineBandInset - height
            width: root.width
            height: Theme.spineBand
            color: root.tone.onAccent
            opacity: Theme.bandOpacity
        }
    }
    Column {
        anchors.centerIn: parent
        spacing: Theme.spineGap

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: root.card.icon
            tint: root.tone.onAccent
            size: Theme.spineIcon
        }
        Rectangle {
            visible: root.card.label !== ""
            width: age.implicitWidth + 2 * Theme.labelPadding
            height: Theme.labelHeight
            radius: Theme.labelRadius
            color: Theme.label

            Words {
                id: age

                anchors.centerIn: parent
                text: root.card.label
                color: Theme.labelInk
                font.pixelSize: Theme.incidentalText
                font.weight: Theme.strong
            }
        }
    }
    Icon {
        anchors.right: parent.right
        anchors.rightMargin: Theme.boostRight
        y: Theme.boostTop
        name: root.card.boosted ? "repeat" : ""
        tint: root.tone.onAccent
        size: Theme.boostIcon
    }
}
