pragma ComponentBehavior: Bound

import QtQuick

// One card of the crawl: the spine of its kind, a line that says who, and one line of words.
CardRoles {
    id: root

    readonly property bool first: part === "whole" || part === "first"
    readonly property bool last: part === "whole" || part === "last"
    // The room in front of it.
    readonly property int ahead: first ? Theme.crawlGap : 0
    readonly property int body: first ? spine + Theme.crawlBodyLeft : 0

    LayoutMirroring.enabled: mirrored
    LayoutMirroring.childrenInherit: true
    width: span
    height: Theme.cardHeight

    CrawlSpine {
        card: root
        visible: root.first
        anchors.left: parent.left
        z: 1
        width: root.spine
        height: root.height
    }
    RoundTop {
        width: root.width
        height: root.height
        roundLeft: root.mirrored ? root.last : root.first
        roundRight: root.mirrored ? root.first : root.last
        color: root.kind === "notice" ? Theme.plate : Theme.card

        Words {
            anchors.left: parent.left
            anchors.leftMargin: root.body
            y: Theme.crawlMetaTop
            height: Theme.crawlMetaLine
            visible: root.first
            text: root.meta
            color: root.kind === "notice" ? Theme.plateInk : Theme.kind(root.reply ? "question" : root.kind).accent
            font.pixelSize: Theme.incidentalText
            font.weight: Theme.strong
            verticalAlignment: Text.AlignVCenter
        }
        Image {
            anchors.left: parent.left
            anchors.leftMargin: root.body
            y: Theme.crawlMetaTop + Theme.crawlMetaLine
            source: root.line
            cache: false
            smooth: false
        }
    }
    CrawlFrame {
        z: 2
        width: root.width
        height: root.height
        visible: Theme.cardBorder > 0 && root.kind !== "notice"
        roundLeft: root.mirrored ? root.last : root.first
        roundRight: root.mirrored ? root.first : root.last
    }
}
