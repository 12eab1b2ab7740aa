pragma ComponentBehavior: Bound

import QtQuick

// The question of the week: large, with the newest answers under it and the way to give one beside it.
Item {
    id: root

    required property SlideRoles slide
    required property bool leaving
    required property Sign sign
    readonly property KindColours tone: Theme.kind("question")
    readonly property int under: Theme.portrait ? Theme.questionPanelHeight : 0
    readonly property int column: width - Theme.bigSpine - Theme.slideLeft - Theme.answerGap - (Theme.portrait ? 0 : Theme.questionPanel)

    BigSpine {
        slide: root.slide
        tone: root.tone
        y: root.under
        height: root.height - y
    }
    Rise {
        slide: root.slide
        leaving: root.leaving
        anchors.left: parent.left
        anchors.leftMargin: Theme.bigSpine + Theme.slideLeft
        y: root.under + Theme.slideTop
        width: root.column
        height: Theme.eyebrowIcon

        Words {
            y: -slack / 2
            width: parent.width
            text: root.slide.eyebrow
            color: root.tone.accent
            leading: Theme.eyebrowText
            font.pixelSize: Theme.eyebrowText
            font.weight: Theme.strong
            elide: Text.ElideRight
        }
    }
    Rise {
        slide: root.slide
        leaving: root.leaving
        order: 1
        anchors.left: parent.left
        anchors.leftMargin: Theme.bigSpine + Theme.slideLeft
        y: root.under + Theme.slideTop + Theme.eyebrowIcon
        width: root.column
        height: answers.y - y

        Words {
            width: parent.width
            height: parent.height
            text: root.slide.title
            leading: root.slide.titleSize * Theme.titleLeading
            font.family: Theme.serif
            font.weight: Theme.title
            font.pixelSize: root.slide.titleSize
            font.letterSpacing: Theme.tracking * root.slide.titleSize
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
        }
    }
    Bubbles {
        id: answers

        anchors.left: parent.left
        anchors.leftMargin: Theme.bigSpine + Theme.slideLeft
        y: root.height - height - Theme.slideBottom
        width: root.column
        spacing: Theme.answerGap
        slide: root.slide
        leaving: root.leaving
        sign: root.sign
    }
    Rectangle {
        anchors.right: parent.right
        width: Theme.portrait ? root.width : Theme.questionPanel
        height: Theme.portrait ? Theme.questionPanelHeight : root.height
        color: root.tone.deep

        Column {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.stageQrGap
            spacing: Theme.stageQrGap - verb.slack / 2

            Words {
                id: verb

                width: parent.width
                text: root.slide.verb
                color: root.tone.accent
                leading: Theme.factLine
                font.pixelSize: Theme.panelText
                font.weight: Theme.strong
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
            }
            QrTile {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: code !== ""
                code: root.slide.code
                size: Theme.questionQr
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: root.slide.address
                leading: Theme.factLine
                font.pixelSize: Theme.panelText
                font.weight: Theme.strong
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.smallestText
                horizontalAlignment: Text.AlignHCenter
                maximumLineCount: 2
            }
        }
    }
}
