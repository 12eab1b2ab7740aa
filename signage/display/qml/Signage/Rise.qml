pragma ComponentBehavior: Bound

import QtQuick

// Words of a slide: they rise as the slide comes, one after the other, and fade as it goes.
Item {
    id: root

    required property SlideRoles slide
    required property bool leaving
    property int order: 0
    default property alias words: body.data
    readonly property bool comes: !slide.cut && !Theme.still

    onLeavingChanged: {
        if (leaving && !Theme.still) {
            fade.start();
        }
    }

    Item {
        id: body

        width: root.width
        height: root.height
        opacity: root.comes ? 0 : 1
        // Without it every frame of the motion fills the large letters anew.
        layer.enabled: Theme.cacheText && GraphicsInfo.api === GraphicsInfo.Software && root.width > 0 && root.height > 0
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
