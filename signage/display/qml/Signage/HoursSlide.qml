pragma ComponentBehavior: Bound

import QtQuick

// The opening hours: until when today, and the whole week with today filled.
Item {
    id: root

    required property SlideRoles slide
    required property bool leaving
    required property Sign sign
    readonly property KindColours tone: Theme.kind("number")
    readonly property int begin: Theme.bigSpine + Theme.slideLeft

    BigSpine {
        slide: root.slide
        tone: root.tone
        height: root.height
    }
    Rise {
        id: words

        slide: root.slide
        leaving: root.leaving
        anchors.left: parent.left
        anchors.leftMargin: root.begin
        y: Theme.slideTop
        width: root.width - (Theme.portrait ? Theme.slideRight : week.width) - root.begin
        height: (Theme.portrait ? week.y : root.height) - Theme.slideBottom - y

        Words {
            y: -slack / 2
            width: parent.width
            text: root.slide.eyebrow
            color: root.tone.accent
            leading: Theme.eyebrowText
            font.pixelSize: Theme.eyebrowText
            font.weight: Theme.strong
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            text: root.slide.title
            textFormat: Text.StyledText
            leading: root.slide.titleSize * Theme.titleLeading
            font.family: Theme.serif
            font.weight: Theme.title
            font.pixelSize: root.slide.titleSize
            font.letterSpacing: Theme.tracking * root.slide.titleSize
            wrapMode: Text.Wrap
        }
        Words {
            y: parent.height - height + slack / 2
            width: parent.width
            text: root.slide.text
            leading: Theme.bodyLine
            font.pixelSize: Theme.bodyText
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
    }
    Column {
        id: week

        anchors.left: parent.left
        anchors.leftMargin: Theme.portrait ? root.begin : root.width - width
        y: Theme.portrait ? root.height - height - Theme.slideBottom : (root.height - height) / 2
        width: Theme.hoursWidth

        Repeater {
            model: root.sign.week

            Rise {
                id: day

                required property int index
                required property string name
                required property string hours
                required property bool small
                required property bool open
                required property bool today
                readonly property color ink: today ? root.tone.onAccent : open ? Theme.ink : Theme.secondaryInk

                slide: root.slide
                leaving: root.leaving
                order: index + 1
                width: week.width
                height: Theme.hoursRow

                Rectangle {
                    anchors.left: parent.left
                    width: parent.width - Theme.slideRight
                    height: parent.height
                    radius: Theme.hoursRadius
                    color: day.today ? root.tone.accent : "transparent"

                    Words {
                        x: Theme.hoursPadding
                        width: parent.width - 2 * x
                        height: parent.height
                        text: day.name
                        color: day.ink
                        font.pixelSize: Theme.bodyText
                        font.weight: day.today ? Theme.strong : Theme.body
                        verticalAlignment: Text.AlignVCenter
                    }
                    Words {
                        x: Theme.hoursPadding
                        width: parent.width - 2 * x
                        height: parent.height
                        text: day.hours
                        color: day.ink
                        leading: day.small ? Theme.incidentalLine : Theme.bodyLine
                        font.pixelSize: day.small ? Theme.incidentalText : Theme.bodyText
                        font.weight: day.today ? Theme.strong : Theme.body
                        horizontalAlignment: Text.AlignRight
                        verticalAlignment: Text.AlignVCenter
                    }
                }
            }
        }
    }
}
