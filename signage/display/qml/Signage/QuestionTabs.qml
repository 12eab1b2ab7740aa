pragma ComponentBehavior: Bound

import QtQuick

// Two stacked index tabs: a letter for the question on the accent, one for the answer on the deep tone.
Item {
    id: root

    required property CardRoles card
    readonly property KindColours tone: Theme.kind("question")

    Repeater {
        model: [root.card.lead, root.card.strong]

        RoundTop {
            id: tab

            required property int index
            required property string modelData

            y: index * height
            width: root.width
            height: root.height / 2
            roundLeft: index === 0 && !LayoutMirroring.enabled
            roundRight: index === 0 && LayoutMirroring.enabled
            color: index === 0 ? root.tone.accent : root.tone.deep

            Words {
                anchors.centerIn: parent
                text: tab.modelData
                color: tab.index === 0 ? root.tone.onAccent : Theme.ink
                font.pixelSize: Theme.tabText
                font.weight: Theme.heavy
            }
        }
    }
}
