pragma ComponentBehavior: Bound

import QtQuick

// A reader on the stage: a disc with the name under it, and the words in a speech bubble beside it.
Item {
    id: root

    required property string text
    required property string name
    required property string initial
    required property bool turned
    required property bool mirrored
    required property int span
    required property int tall
    readonly property KindColours tone: Theme.kind("comment")

    height: Math.max(tall, reader.height)

    Column {
        id: reader

        anchors.left: root.turned ? undefined : parent.left
        anchors.right: root.turned ? parent.right : undefined
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.stageBubbleDisc
        spacing: Theme.discGap

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.stageDisc
            height: Theme.stageDisc
            radius: width / 2
            color: root.tone.accent

            Words {
                anchors.centerIn: parent
                text: root.initial
                color: root.tone.onAccent
                font.pixelSize: Theme.stageDiscText
                font.weight: Theme.strong
            }
            Icon {
                anchors.centerIn: parent
                name: root.initial === "" ? "person" : ""
                tint: root.tone.onAccent
                size: Theme.stageDiscText
            }
        }
        Words {
            width: parent.width
            height: Theme.incidentalText
            text: root.name
            color: root.tone.accent
            font.pixelSize: Theme.incidentalText
            font.weight: Theme.strong
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallestText
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
        }
    }
    Rectangle {
        anchors.left: root.turned ? undefined : bubble.left
        anchors.leftMargin: -Theme.bubbleTailOut
        anchors.right: root.turned ? bubble.right : undefined
        anchors.rightMargin: -Theme.bubbleTailOut
        y: (root.height - height) / 2
        width: Theme.bubbleTail
        height: Theme.bubbleTail
        rotation: 45
        color: Theme.card
        border.width: Theme.cardBorder
        border.color: root.tone.accent
    }
    Rectangle {
        id: bubble

        anchors.left: root.turned ? undefined : reader.right
        anchors.leftMargin: Theme.stageBubbleGap
        anchors.right: root.turned ? reader.left : undefined
        anchors.rightMargin: Theme.stageBubbleGap
        y: (root.height - height) / 2
        width: root.span
        height: root.tall
        radius: Theme.stageBubbleRadius
        color: Theme.card
        border.width: Theme.cardBorder
        border.color: root.tone.accent

        Words {
            LayoutMirroring.enabled: root.mirrored
            x: Theme.stageBubblePadding
            width: parent.width - 2 * x
            height: parent.height
            text: root.text
            leading: Theme.bodyLine
            font.family: Theme.serif
            font.weight: Theme.quote
            font.pixelSize: Theme.quoteText
            wrapMode: Text.Wrap
            verticalAlignment: Text.AlignVCenter
            clip: true
        }
    }
}
