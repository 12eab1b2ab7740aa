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
        x: Theme.bigSpine + Theme.slideLeft
        y: Theme.wallTop
        width: root.width - x - Theme.slideRight
        height: title.height

        Words {
            id: title

            width: parent.width
            text: root.slide.title
            leading: root.slide.titleSize * Theme.titleLeading
            font.family: Theme.serif
            font.weight: Theme.title
            font.pixelSize: root.slide.titleSize
            font.letterSpacing: Theme.tracking * root.slide.titleSize
            horizontalAlignment: root.sign.mirrored ? Text.AlignRight : Text.AlignLeft
            elide: Text.ElideRight
        }
    }
    Bubbles {
        x: head.x
        y: head.y + head.height + (root.height - head.y - head.height - Theme.wallBottom - height) / 2
        width: head.width
        spacing: Theme.wallGap
        slide: root.slide
        leaving: root.leaving
        sign: root.sign
    }
}
