pragma ComponentBehavior: Bound

import QtQuick

// One event, large: the spine is its date.
Item {
    id: root

    required property SlideRoles slide
    required property bool leaving
    readonly property KindColours tone: Theme.kind("event")
    readonly property int column: width - Theme.dateSpine - Theme.slideLeft - Theme.slideRight - (Theme.portrait ? 0 : panel.width)
    readonly property int under: Theme.portrait && panel.visible ? panel.deep : 0

    BigSpine {
        slide: root.slide
        tone: root.tone
        y: root.under
        width: Theme.dateSpine
        height: root.height - y

        Column {
            anchors.left: parent.left
            y: (parent.height - height) / 2
            width: parent.width - Theme.bigSpineEdge

            Repeater {
                model: [root.slide.weekday, root.slide.day, root.slide.month]

                Words {
                    required property int index
                    required property string modelData
                    readonly property bool day: index === 1

                    x: Theme.datePadding
                    width: (parent?.width ?? 0) - 2 * x
                    height: day ? Theme.dateDayLine : Theme.dateText
                    text: modelData
                    color: root.tone.accent
                    font.pixelSize: day ? Theme.dateDay : Theme.dateText
                    font.weight: day ? Theme.heavy : Theme.dateStrong
                    font.letterSpacing: day ? Theme.dayTracking * (day ? Theme.dateDay : Theme.dateText) : 0
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.incidentalText
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                }
            }
        }
    }
    Rise {
        slide: root.slide
        leaving: root.leaving
        anchors.left: parent.left
        anchors.leftMargin: Theme.dateSpine + Theme.slideLeft
        y: root.under + Theme.slideTop
        width: root.column
        height: Theme.eyebrowIcon

        Icon {
            anchors.left: parent.left
            name: root.slide.eyebrow === "" ? "" : "calendar"
            tint: root.tone.accent
            size: Theme.eyebrowIcon
        }
        Words {
            anchors.left: parent.left
            anchors.leftMargin: Theme.eyebrowIcon + Theme.eyebrowGap
            anchors.right: parent.right
            height: parent.height
            text: root.slide.eyebrow
            color: root.tone.accent
            font.pixelSize: Theme.eyebrowText
            font.weight: Theme.strong
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
        }
    }
    Rise {
        slide: root.slide
        leaving: root.leaving
        order: 1
        anchors.left: parent.left
        anchors.leftMargin: Theme.dateSpine + Theme.slideLeft
        y: root.under + Theme.slideTop + Theme.eyebrowIcon
        width: root.column
        height: facts.y - y

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
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
        }
    }
    Rise {
        id: facts

        slide: root.slide
        leaving: root.leaving
        order: 2
        anchors.left: parent.left
        anchors.leftMargin: Theme.dateSpine + Theme.slideLeft
        y: root.height - Theme.slideBottom - height
        width: root.column
        height: lines.height

        Column {
            id: lines

            width: parent.width
            spacing: Theme.factGap

            Fact {
                width: parent.width
                icon: "clock"
                words: root.slide.time
                tint: root.tone.accent
                strong: true
            }
            Fact {
                width: parent.width
                icon: "place"
                words: root.slide.place
                tint: root.tone.accent
            }
        }
    }
    SidePanel {
        id: panel

        readonly property int deep: pictured ? Theme.pictureHeight : Theme.panelHeight

        anchors.right: parent.right
        width: !visible ? 0 : Theme.portrait ? root.width : pictured ? root.slide.pictureSpan : Theme.panelWidth
        height: Theme.portrait ? deep : root.height
        slide: root.slide
        tone: root.tone
    }
}
