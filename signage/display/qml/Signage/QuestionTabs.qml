pragma ComponentBehavior: Bound

import QtQuick

// Two stacked index tabs: a letter for the question on the accent, one for the answer on the deep tone.
Item {
    id: root

    required property CardRoles card
    readonly property KindColours tone: Theme.kind("question")

    Repeater {
        model: [root.card.lead, root.card.strong]

        Rectangle {
            id: tab

            required property int index
            required property string modelData

            y: index * height
            width: root.width
            height: root.height / 2
            topLeftRadius: index === 0 && !LayoutMirroring.enabled ? Theme.cardRadius : 0
            topRightRadius: index === 0 && LayoutMirroring.enabled ? Theme.cardRadius : 0
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
