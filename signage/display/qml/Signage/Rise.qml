pragma ComponentBehavior: Bound

import QtQuick

// Words of a slide: they rise as the slide comes, one after the other, and fade as it goes. Where the
// processor draws they come and go by a cut: it would fill every large letter anew in each frame.
Item {
    id: root

    required property SlideRoles slide
    required property bool leaving
    property int order: 0
    default property alias words: body.data
    readonly property bool moves: !Theme.still && !(Theme.cacheText && GraphicsInfo.api === GraphicsInfo.Software)
    // A slide that is being taken down has none of its roles any more, while a theme still changes.
    readonly property bool comes: !(slide?.cut ?? true) && moves

    onLeavingChanged: {
        if (leaving && moves) {
            fade.start();
        }
    }

    Item {
        id: body

        width: root.width
        height: root.height
        opacity: root.comes ? 0 : 1
    }
    Timer {
        interval: 1 + root.order * Theme.slideStagger
        running: root.comes

        onTriggered: {
            rise.start();
            show.start();
        }
    }
    YAnimator {
        id: rise

        target: body
        from: Theme.slideRise
        to: 0
        duration: Theme.slideIn
        easing.type: Easing.OutCubic
    }
    OpacityAnimator {
        id: show

        target: body
        from: 0
        to: 1
        duration: Theme.slideIn
        easing.type: Easing.OutCubic
    }
    OpacityAnimator {
        id: fade

        target: body
        from: 1
        to: 0
        duration: Theme.slideOut
        easing.type: Easing.InCubic
    }
}
