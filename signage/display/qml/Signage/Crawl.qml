pragma ComponentBehavior: Bound

import QtQuick

// A strip of pooled cards that runs on for ever. The belt (Python) says where cards lie and how fast
// the strip goes; the animation runs on the render thread and asks nobody.
Item {
    id: root

    required property Sign sign
    readonly property Belt belt: sign.belt

    // Without it each frame paints the caps anew, behind which the strip goes on.
    clip: true

    Item {
        id: strip

        y: root.height - Theme.plankHeight - Theme.cardHeight
        height: Theme.cardHeight

        Repeater {
            model: root.belt.cards

            CrawlCard {}
        }
    }
    Rectangle {
        x: root.width - width
        width: Theme.crawlFade
        height: root.height
        gradient: Gradient {
            orientation: Gradient.Horizontal

            GradientStop {
                position: 0
                color: Qt.alpha(Theme.shelfBackground, 0)
            }
            GradientStop {
                position: 1
                color: Theme.shelfBackground
            }
        }
    }
    Repeater {
        model: root.belt.pinned

        PinnedSpine {
            x: Theme.shelfPadding
            y: strip.y
            shown: root.belt.pinShown
        }
    }
    XAnimator {
        id: run

        target: strip
        from: 0

        onFinished: root.belt.again()
    }
    Connections {
        function onRunning(distance: int, duration: int) {
            strip.x = 0;
            run.to = -distance;
            run.duration = duration;
            run.start();
        }

        target: root.belt
    }
    Component.onCompleted: root.belt.begin(root.width)
}
