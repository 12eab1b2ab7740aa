pragma ComponentBehavior: Bound

import QtQuick

// The one big spine where a slide begins: deep colour, icon, and an edge line that draws itself; or, in
// themes that say so, a card of its own with a coloured head.
Item {
    id: root

    required property SlideRoles slide
    required property KindColours tone
    default property alias words: body.data

    anchors.left: parent?.left
    width: Theme.bigSpine

    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: -Theme.insetAcross
        y: -Theme.insetDown
        width: root.width + Theme.insetAcross
        height: root.height + Theme.insetDown
        visible: Theme.bigSpineInset === 0
        color: root.tone.deep
    }
    Rectangle {
        id: body

        anchors.left: parent.left
        anchors.leftMargin: Theme.bigSpineInset
        y: Theme.bigSpineInset
        width: root.width
        height: root.height - 2 * Theme.bigSpineInset
        radius: Theme.bigSpineRadius
        color: root.tone.deep

        Rectangle {
            width: body.width
            height: Theme.bigSpineHead
            topLeftRadius: Theme.bigSpineRadius
            topRightRadius: Theme.bigSpineRadius
            color: root.tone.accent
        }
        Icon {
            anchors.left: body.left
            anchors.leftMargin: (body.width - Theme.bigSpineEdge - width) / 2
            y: Theme.bigSpineTop + Theme.bigSpineHead
            name: root.slide.icon
            tint: root.tone.accent
            size: Theme.bigSpineIcon
        }
        Item {
            anchors.right: body.right
            width: Theme.bigSpineEdge
            height: body.height
            clip: true
            visible: Theme.bigSpineHead === 0

            Rectangle {
                id: edge

                y: (root.slide?.cut ?? true) || Theme.still ? 0 : -root.height
                width: parent.width
                height: body.height
                color: root.tone.accent
            }
        }
    }
    YAnimator {
        target: edge
        from: -root.height
        to: 0
        duration: Theme.edgeIn
        easing.type: Easing.OutCubic
        running: !(root.slide?.cut ?? true) && !Theme.still
    }
}
