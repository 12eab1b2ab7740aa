pragma ComponentBehavior: Bound

import QtQuick

// One post, large: who said it, and the words in the serif face.
Item {
    id: root

    required property SlideRoles slide
    required property bool leaving
    readonly property KindColours tone: Theme.kind("post")
    readonly property int column: width - Theme.bigSpine - 2 * Theme.slideLeft - (Theme.portrait ? 0 : picture.width)
    readonly property int under: Theme.portrait && picture.visible ? Theme.pictureHeight : 0

    BigSpine {
        slide: root.slide
        tone: root.tone
        y: root.under
        height: root.height - y
    }
    Rise {
        id: head

        slide: root.slide
        leaving: root.leaving
        anchors.left: parent.left
        anchors.leftMargin: Theme.bigSpine + Theme.slideLeft
        y: root.under + Theme.slideTop
        width: root.column
        height: Theme.avatar

        Rectangle {
            anchors.left: parent.left
            width: Theme.avatar
            height: Theme.avatar
            radius: width / 2
            color: root.tone.deep

            Mark {
                anchors.centerIn: parent
                visible: root.slide.initial === "" && root.slide.avatar === ""
                size: Theme.authorLine
            }
            Words {
                anchors.centerIn: parent
                text: root.slide.avatar === "" ? root.slide.initial : ""
                color: root.tone.accent
                font.pixelSize: Theme.authorText
                font.weight: Theme.strong
            }
            Picture {
                anchors.fill: parent
                source: root.slide.avatar
            }
        }
        Column {
            anchors.left: parent.left
            anchors.leftMargin: Theme.avatar + Theme.avatarGap
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: -name.slack

            Words {
                id: name

                width: parent.width
                text: root.slide.name
                leading: Theme.authorLine
                font.pixelSize: Theme.authorText
                font.weight: Theme.strong
                elide: Text.ElideRight
            }
            Words {
                width: parent.width
                text: root.slide.meta
                color: Theme.secondaryInk
                leading: Theme.incidentalLine
                font.pixelSize: Theme.incidentalText
                elide: Text.ElideRight
            }
        }
    }
    Rise {
        slide: root.slide
        leaving: root.leaving
        order: 1
        anchors.left: parent.left
        anchors.leftMargin: Theme.bigSpine + Theme.slideLeft
        y: head.y + head.height + Theme.slideGap
        width: root.column
        height: root.height - y - Theme.slideBottom

        Words {
            y: -slack / 2
            width: parent.width
            height: parent.height + slack
            text: root.slide.text
            textFormat: root.slide.asWritten ? Text.PlainText : Text.StyledText
            leading: Theme.postLine
            font.family: Theme.serif
            font.weight: Theme.quote
            font.pixelSize: root.slide.textSize
            wrapMode: Text.Wrap
            elide: Text.ElideRight
        }
    }
    Rectangle {
        id: picture

        visible: root.slide.picture !== ""
        anchors.right: parent.right
        width: !visible ? 0 : Theme.portrait ? root.width : root.slide.pictureSpan
        height: Theme.portrait ? Theme.pictureHeight : root.height
        color: root.tone.deep

        Picture {
            anchors.fill: parent
            source: root.slide.picture
        }
    }
}
