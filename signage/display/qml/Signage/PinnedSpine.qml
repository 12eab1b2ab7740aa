pragma ComponentBehavior: Bound

import QtQuick

// The spine that stays where reading begins while its card passes, so that a late reader knows what it is.
CardRoles {
    id: root

    required property bool shown

    width: spine
    height: Theme.cardHeight
    opacity: 1

    onShownChanged: {
        if (shown) {
            fade.stop();
            opacity = 1;
        } else if (Theme.still) {
            opacity = 0;
        } else {
            fade.start();
        }
    }

    Rectangle {
        anchors.right: parent.right
        y: -Theme.pegRise
        width: parent.width + Theme.shelfPadding
        height: parent.height + Theme.pegRise
        color: Theme.shelfBackground
    }
    CrawlSpine {
        anchors.fill: parent
        card: root
    }
    OpacityAnimator {
        id: fade

        target: root
        from: 1
        to: 0
        duration: Theme.spineFade
    }
}
