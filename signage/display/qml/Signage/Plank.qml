pragma ComponentBehavior: Bound

import QtQuick

// The board that everything on the shelf stands on.
Rectangle {
    height: Theme.plankHeight
    color: Theme.plank

    Rectangle {
        width: parent.width
        height: Theme.plankHighlightHeight
        color: Theme.plankHighlight
    }
}
