pragma ComponentBehavior: Bound

import QtQuick

// A desk calendar: two pegs and a leaf that says when. The leaf inverts while the event is on.
RoundTop {
    id: root

    required property CardRoles card
    readonly property KindColours tone: Theme.kind("event")

    roundLeft: !LayoutMirroring.enabled
    roundRight: LayoutMirroring.enabled
    color: tone.accent

    Repeater {
        model: 2

        Rectangle {
            required property int index

            x: index === 0 ? root.width / 4 : root.width - root.width / 4 - width
            y: -Theme.pegRise
            width: Theme.pegWidth
            height: Theme.pegHeight
            radius: width / 2
            color: Theme.peg
            border.width: Theme.pegOutline
            border.color: Theme.shelfBackground
        }
    }
    Rectangle {
        x: Theme.leafInset
        y: root.height - height - Theme.leafInset
        width: root.width - 2 * Theme.leafInset
        height: Theme.leafHeight
        radius: Theme.leafRadius
        color: root.card.inverted ? root.tone.onAccent : Theme.label

        Words {
            id: lead

            y: Theme.leafTop
            width: parent.width
            height: Theme.leafLeadLine
            text: root.card.lead
            color: root.card.inverted ? root.tone.accent : Theme.labelInk
            font.pixelSize: Theme.incidentalText
            font.weight: Theme.dateStrong
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
        }
        Words {
            anchors.top: lead.bottom
            width: parent.width
            height: Theme.leafLine
            text: root.card.strong
            color: lead.color
            font.pixelSize: Theme.leafText
            font.weight: Theme.heavy
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
        }
    }
}
