pragma ComponentBehavior: Bound

import QtQuick

// The band along the bottom: the shelf or the crawl between the two caps, on one plank.
Rectangle {
    id: root

    required property Sign sign

    height: Theme.tickerHeight
    color: Theme.shelfBackground

    Component {
        id: shelf

        Shelf {
            sign: root.sign
        }
    }
    Component {
        id: crawl

        Crawl {
            sign: root.sign
        }
    }
    Loader {
        x: Theme.leftCapWidth + (root.sign.crawls ? 0 : Theme.shelfPadding)
        width: root.width - Theme.rightCapWidth - x
        height: root.height
        sourceComponent: root.sign.crawls ? crawl : shelf
    }
    LeftCap {
        sign: root.sign
        height: root.height
    }
    RightCap {
        sign: root.sign
        x: root.width - width
        height: root.height
    }
    Rectangle {
        width: root.width
        height: Theme.hairline
        color: Theme.edge
        visible: !root.sign.stripOnly
    }
    Plank {
        y: root.height - height
        width: root.width
    }
}
