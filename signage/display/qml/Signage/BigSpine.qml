pragma ComponentBehavior: Bound

import QtQuick

// The one big spine at the left of a slide: deep colour, icon, and an edge line that draws itself.
Rectangle {
    id: root

    required property SlideRoles slide
    required property KindColours tone

    width: Theme.bigSpine
    color: tone.deep

    Icon {
        x: (parent.width - Theme.bigSpineEdge - width) / 2
        y: Theme.bigSpineTop
        name: root.slide.icon
        tint: root.tone.accent
        size: Theme.bigSpineIcon
    }
    Item {
        x: root.width - width
        width: Theme.bigSpineEdge
        height: root.height
        clip: true

        Rectangle {
            id: edge

            y: root.slide.cut || Theme.still ? 0 : -root.height
            width: parent.width
            height: root.height
            color: root.tone.accent
        }
    }
    YAnimator {
        target: edge
        from: -root.height
        to: 0
        duration: Theme.edgeIn
        easing.type: Easing.OutCubic
        running: !root.slide.cut && !Theme.still
    }
}
