pragma ComponentBehavior: Bound

import QtQuick

// What stands beside a slide's words: its picture with the code in a corner, or the code alone.
Item {
    id: root

    required property SlideRoles slide
    required property KindColours tone
    readonly property bool pictured: slide.picture !== ""

    visible: pictured || slide.code !== ""

    CodePanel {
        anchors.fill: parent
        visible: !root.pictured
        slide: root.slide
        tone: root.tone
    }
    Rectangle {
        anchors.fill: parent
        anchors.topMargin: Theme.bigSpineInset
        anchors.bottomMargin: Theme.bigSpineInset
        anchors.rightMargin: Theme.bigSpineInset
        anchors.leftMargin: Theme.portrait ? Theme.bigSpineInset : 0
        visible: root.pictured
        radius: Theme.bigSpineRadius
        color: root.tone.deep

        Picture {
            anchors.fill: parent
            source: root.slide.picture
        }
        Rectangle {
            visible: root.slide.code !== ""
            anchors.right: parent.right
            anchors.rightMargin: Theme.tileInset
            y: parent.height - height - Theme.tileInset
            width: code.width + 2 * Theme.tilePadding
            height: verb.y + verb.height + Theme.tileBottom
            radius: Theme.tileRadius
            color: Theme.qrGround

            QrTile {
                id: code

                x: Theme.tilePadding
                y: Theme.tilePadding
                code: root.slide.code
                size: Theme.stageQr
            }
            Words {
                id: verb

                y: code.y + code.height
                width: parent.width
                text: root.slide.verb
                color: Theme.qrInk
                leading: Theme.capLine
                font.pixelSize: Theme.capText
                font.weight: Theme.strong
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.smallestText
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }
}
