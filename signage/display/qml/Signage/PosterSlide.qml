pragma ComponentBehavior: Bound

import QtQuick

// A poster, whole, on the colour of its own edge, and beside it in live text what it is too small to say.
Rectangle {
    id: root

    required property SlideRoles slide
    required property bool leaving

    color: slide.matte

    Rise {
        slide: root.slide
        leaving: root.leaving
        anchors.left: parent.left
        anchors.leftMargin: Theme.posterLeft
        y: Theme.portrait ? box.height : 0
        width: root.width - (Theme.portrait ? Theme.posterLeft : box.width + Theme.slideLeft) - Theme.posterLeft
        height: root.height - y

        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            spacing: Theme.posterGap - title.slack / 2

            Words {
                id: title

                width: parent.width
                text: root.slide.title
                color: root.slide.matteInk
                leading: root.slide.titleSize * Theme.titleLeading
                font.family: Theme.serif
                font.weight: Theme.title
                font.pixelSize: root.slide.titleSize
                font.letterSpacing: Theme.tracking * root.slide.titleSize
                wrapMode: Text.Wrap
                maximumLineCount: 4
                elide: Text.ElideRight
            }
            Column {
                width: parent.width

                Repeater {
                    model: [root.slide.time, root.slide.place, root.slide.text]

                    Words {
                        required property int index
                        required property string modelData

                        width: parent?.width ?? 0
                        visible: text !== ""
                        text: modelData
                        color: root.slide.matteInk
                        leading: Theme.passByText * Theme.posterLeading
                        font.pixelSize: Theme.passByText
                        font.weight: index === 0 ? Theme.strong : Theme.body
                        wrapMode: Text.Wrap
                        maximumLineCount: 2
                        elide: Text.ElideRight
                    }
                }
            }
        }
    }
    Item {
        id: box

        anchors.right: parent.right
        width: Theme.portrait ? root.width : Theme.posterWidth
        height: Theme.portrait ? Theme.posterHeight : root.height

        Picture {
            anchors.fill: parent
            source: root.slide.picture
            horizontalAlignment: Image.AlignHCenter
            verticalAlignment: Image.AlignVCenter
        }
    }
}
