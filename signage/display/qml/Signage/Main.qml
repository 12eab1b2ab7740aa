pragma ComponentBehavior: Bound

import QtQuick

// The window: the stage above, the ticker below. Everything it shows comes from `sign`.
Window {
    id: root

    required property Sign sign

    color: Theme.background

    Stage {
        sign: root.sign
        visible: !root.sign.stripOnly
        width: root.width
        height: root.height - ticker.height
    }
    Ticker {
        id: ticker

        sign: root.sign
        y: root.height - height
        width: root.width
    }
}
