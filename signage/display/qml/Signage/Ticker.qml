pragma ComponentBehavior: Bound

import QtQuick

// The band along the bottom: the shelf or the crawl between the two caps, on one plank. Where the screen
// stands upright the caps are a row of their own below. Mirrored for an interface from right to left.
Item {
    id: root

    required property Sign sign
    readonly property int leftCap: Theme.portrait ? 0 : sign.mirrored ? Theme.rightCapWidth : Theme.leftCapWidth
    readonly property int rightCap: Theme.portrait ? 0 : sign.mirrored ? Theme.leftCapWidth : Theme.rightCapWidth
    readonly property int before: sign.crawls ? 0 : Theme.shelfPadding

    height: Theme.tickerHeight

    Rectangle {
        x: -Theme.insetAcross
        width: root.width + 2 * Theme.insetAcross
        height: root.height + Theme.insetDown
        color: Theme.shelfBackground
    }
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
        objectName: "cards"
        x: root.leftCap + root.before
        width: root.width - root.rightCap - x
        height: Theme.shelfRow
        active: !root.sign.alarm.takesOver
        sourceComponent: root.sign.crawls ? crawl : shelf
    }
    LeftCap {
        sign: root.sign
        visible: !Theme.portrait
        anchors.left: parent.left
        height: root.height
    }
    RightCap {
        sign: root.sign
        visible: !Theme.portrait
        anchors.right: parent.right
        height: root.height
    }
    CapRow {
        sign: root.sign
        visible: Theme.portrait
        y: Theme.shelfRow
        width: root.width
        height: root.height - y
    }
    Rectangle {
        x: -Theme.insetAcross
        width: root.width + 2 * Theme.insetAcross
        height: Theme.hairline
        color: Theme.edge
        visible: !root.sign.stripOnly
    }
    Plank {
        x: -Theme.insetAcross
        y: Theme.shelfRow - height
        width: root.width + 2 * Theme.insetAcross
    }
}
