pragma ComponentBehavior: Bound

import QtQuick

// One card of the crawl: the spine of its kind, a line that says who, and one line of words.
CardRoles {
    id: root

    readonly property int body: mirrored ? Theme.crawlBodyRight : spine + Theme.crawlBodyLeft

    x: place
    width: span
    height: Theme.cardHeight
    visible: kind !== ""

    Rectangle {
        width: root.width
        height: root.height
        topLeftRadius: Theme.cardRadius
        topRightRadius: Theme.cardRadius
        color: root.kind === "notice" ? Theme.plate : Theme.card
        // At 4K glyphs this large are filled as paths in every frame unless they are drawn once.
        layer.enabled: Theme.cacheText

        CrawlSpine {
            card: root
            x: root.mirrored ? root.width - width : 0
            width: root.spine
            height: root.height
        }
        Words {
            x: root.body
            y: Theme.crawlMetaTop
            height: Theme.crawlMetaLine
            text: root.meta
            color: root.kind === "notice" ? Theme.plateInk : Theme.kind(root.reply ? "question" : root.kind).accent
            font.pixelSize: Theme.incidentalText
            font.weight: Theme.strong
            verticalAlignment: Text.AlignVCenter
        }
        Words {
            x: root.body
            y: Theme.crawlMetaTop + Theme.crawlMetaLine
            height: Theme.crawlLine
            text: root.text
            textFormat: Text.StyledText
            color: root.kind === "notice" ? Theme.plateInk : Theme.ink
            font.pixelSize: Theme.passByText
            font.letterSpacing: Theme.tracking * Theme.passByText
            verticalAlignment: Text.AlignVCenter
        }
    }
}
