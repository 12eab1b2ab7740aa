pragma ComponentBehavior: Bound

import QtQuick

// What is on today: at most four lines with time, title, room and a chip.
Item {
    id: root

    required property SlideRoles slide
    required property bool leaving
    required property Sign sign
    readonly property KindColours tone: Theme.kind("event")
    readonly property int column: width - Theme.bigSpine - Theme.slideLeft - Theme.slideRight

    BigSpine {
        slide: root.slide
        tone: root.tone
        height: root.height
    }
    Rise {
        id: head

        slide: root.slide
        leaving: root.leaving
        anchors.left: parent.left
        anchors.leftMargin: Theme.bigSpine + Theme.slideLeft
        y: Theme.todayTop
        width: root.column
        height: title.height - title.slack

        Words {
            id: title

            y: -slack / 2
            width: parent.width
            text: root.slide.title
            font.family: Theme.serif
            font.weight: Theme.title
            leading: Theme.titleMedium * Theme.titleLeading
            font.pixelSize: Theme.titleMedium
            font.letterSpacing: Theme.tracking * Theme.titleMedium
            elide: Text.ElideRight
        }
    }
    Repeater {
        model: root.sign.today

        Rise {
            id: row

            required property int index
            required property string time
            required property string title
            required property string place
            required property string chip
            required property bool current

            slide: root.slide
            leaving: root.leaving
            order: index + 1
            anchors.left: parent?.left
            anchors.leftMargin: Theme.bigSpine + Theme.slideLeft
            y: head.y + head.height + Theme.todayTitleGap + index * Theme.todayRow
            width: root.column
            height: Theme.todayRow

            Rectangle {
                width: parent.width
                height: Theme.hairline
                color: Theme.line
            }
            Words {
                anchors.left: parent.left
                width: Theme.todayTime
                height: parent.height
                text: row.time
                color: root.tone.accent
                font.pixelSize: Theme.todayTimeText
                font.weight: Theme.heavy
                fontSizeMode: Text.HorizontalFit
                verticalAlignment: Text.AlignVCenter
            }
            Column {
                anchors.left: parent.left
                anchors.leftMargin: Theme.todayTime + Theme.todayGap
                anchors.right: parent.right
                anchors.rightMargin: chip.visible ? chip.width + Theme.todayGap : 0
                anchors.verticalCenter: parent.verticalCenter
                spacing: -name.slack

                Words {
                    id: name

                    width: parent.width
                    text: row.title
                    leading: Theme.bodyLine
                    font.pixelSize: Theme.bodyText
                    font.weight: Theme.strong
                    elide: Text.ElideRight
                }
                Words {
                    width: parent.width
                    visible: text !== ""
                    text: row.place
                    color: Theme.secondaryInk
                    leading: Theme.todayRoomLine
                    font.pixelSize: Theme.todayRoomText
                    elide: Text.ElideRight
                }
            }
            Chip {
                id: chip

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                words: row.chip
                filled: row.current
                tone: root.tone
            }
        }
    }
}
