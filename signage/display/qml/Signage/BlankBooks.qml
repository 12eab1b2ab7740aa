pragma ComponentBehavior: Bound

import QtQuick

// Books without words on an empty shelf, the last one leaning.
Item {
    id: root

    readonly property list<string> kinds: ["post", "event", "question", "number", "comment", "post", "question", "comment"]
    // In parts of a card's height.
    readonly property list<real> tall: [0.88, 0.75, 0.94, 0.71, 0.84, 0.77, 0.82, 0.82]
    // In parts of a card's height too.
    readonly property list<real> wide: [0.56, 0.46, 0.5, 0.41, 0.58, 0.4, 0.48, 0.34]

    Row {
        anchors.left: parent.left
        height: root.height
        spacing: Theme.blankGap

        Repeater {
            model: root.kinds

            Item {
                id: slot

                required property int index
                required property string modelData
                readonly property bool leans: index === root.kinds.length - 1

                width: root.wide[index] * Theme.cardHeight + (leans ? Theme.blankLean : 0)
                height: root.height

                Rectangle {
                    anchors.left: parent.left
                    anchors.leftMargin: slot.leans ? Theme.blankLean / 2 : 0
                    y: slot.height - height
                    width: root.wide[slot.index] * Theme.cardHeight
                    height: root.tall[slot.index] * Theme.cardHeight
                    topLeftRadius: Theme.cardRadius
                    topRightRadius: Theme.cardRadius
                    color: Theme.kind(slot.modelData).accent
                    rotation: !slot.leans ? 0 : LayoutMirroring.enabled ? -Theme.leanAngle : Theme.leanAngle
                    transformOrigin: LayoutMirroring.enabled ? Item.BottomRight : Item.BottomLeft

                    Repeater {
                        model: 2

                        Rectangle {
                            required property int index

                            y: index === 0 ? Theme.cardRadius : parent.height - Theme.cardRadius - height
                            width: parent.width
                            height: Theme.spineBand
                            color: Theme.kind(slot.modelData).onAccent
                            opacity: Theme.bandOpacity
                        }
                    }
                }
            }
        }
    }
}
