pragma ComponentBehavior: Bound

import QtQuick

// A strip of pooled cards that runs on for ever, against the direction of reading. The belt (Python) says
// where cards lie and how fast the strip goes; the animation runs on the render thread and asks nobody.
Item {
    id: root

    required property Sign sign
    readonly property Belt belt: sign.belt
    readonly property bool turned: sign.mirrored
    readonly property CrawlSheet sheet: CrawlSheet {
        belt: root.belt
        turned: root.turned
    }

    property bool complete: false

    function begin(): void {
        if (complete && width > 0) {
            belt.begin(width, sheet);
        }
    }

    // Without it each frame paints the caps anew, behind which the strip goes on.
    clip: true

    onTurnedChanged: begin()
    onWidthChanged: begin()
    Component.onCompleted: {
        complete = true;
        begin();
    }

    Item {
        id: strip

        y: root.height - Theme.plankHeight - Theme.cardHeight
        height: Theme.cardHeight

        Repeater {
            model: root.belt.prints ? root.belt.cards : null

            CrawlPrint {
                turned: root.turned
            }
        }
        Repeater {
            model: root.belt.prints ? null : root.belt.cards

            CrawlCard {
                x: place
                visible: kind !== ""
            }
        }
    }
    Rectangle {
        anchors.right: parent.right
        width: Theme.crawlFade
        height: root.height
        gradient: Gradient {
            orientation: Gradient.Horizontal

            GradientStop {
                position: root.turned ? 1 : 0
                color: Qt.alpha(Theme.shelfBackground, 0)
            }
            GradientStop {
                position: root.turned ? 0 : 1
                color: Theme.shelfBackground
            }
        }
    }
    Repeater {
        model: root.belt.pinned

        PinnedSpine {
            anchors.left: parent?.left
            anchors.leftMargin: Theme.shelfPadding
            y: strip.y
            shown: root.belt.pinShown
        }
    }
    XAnimator {
        id: run

        target: strip

        onFinished: root.belt.again()
    }
    Connections {
        function onRunning(begin: int, end: int, duration: int) {
            strip.x = begin;
            run.from = begin;
            run.to = end;
            run.duration = duration;
            if (duration > 0) {
                run.start();
            }
        }

        target: root.belt
    }
}
