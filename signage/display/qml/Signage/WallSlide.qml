pragma ComponentBehavior: Bound

import QtQuick

// The wall: what three readers say, the middle one mirrored.
Item {
    id: root

    required property SlideRoles slide
    required property bool leaving
    required property Sign sign

    BigSpine {
        slide: root.slide
        tone: Theme.kind("comment")
        height: root.height
    }
    Rise {
        id: head

        slide: root.slide
        leaving: root.leaving
        anchors.left: parent.left
        anchors.leftMargin: Theme.bigSpine + Theme.slideLeft
        anchors.right: parent.right
        anchors.rightMargin: Theme.slideRight
        y: Theme.wallTop
        height: title.height - title.slack

        Words {
            id: title

            y: -slack / 2
            width: parent.width
            text: root.slide.title
            leading: root.slide.titleSize * Theme.titleLeading
            font.family: Theme.serif
            font.weight: Theme.title
            font.pixelSize: root.slide.titleSize
            font.letterSpacing: Theme.tracking * root.slide.titleSize
            elide: Text.ElideRight
        }
    }
    Bubbles {
        anchors.left: head.left
        y: head.y + head.height + Math.max(Theme.wallGap, (root.height - head.y - head.height - Theme.wallBottom - height) / 2)
        width: head.width
        spacing: Theme.wallGap
        slide: root.slide
        leaving: root.leaving
        sign: root.sign
    }
}
