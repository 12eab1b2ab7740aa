pragma ComponentBehavior: Bound

import QtQuick

// One card of the crawl as the press draws it: on the shelf's ground, with the room in front of it, so that
// the pictures of cards lie against each other.
Item {
    id: root

    required property Belt belt
    required property bool turned
    readonly property color paper: Theme.shelfBackground
    readonly property CrawlCard card: cards.count > 0 ? cards.itemAt(0) as CrawlCard : null

    width: card ? card.ahead + card.width : 1
    height: Theme.pegRise + Theme.cardHeight

    Repeater {
        id: cards

        model: root.belt.proof

        CrawlCard {
            id: card

            x: root.turned ? 0 : ahead
            y: Theme.pegRise
        }
    }
}
