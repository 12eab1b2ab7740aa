pragma ComponentBehavior: Bound

import QtQuick

// Whole cards side by side, as they are laid out; blank books while there is nothing to show.
Item {
    id: root

    required property Sign sign

    Repeater {
        model: root.sign.shelf

        Card {
            y: root.height - Theme.plankHeight - height
            leaving: root.sign.leaving
        }
    }
    BlankBooks {
        visible: root.sign.bare
        width: root.width - Theme.shelfPadding
        height: root.height - Theme.plankHeight
    }
}
