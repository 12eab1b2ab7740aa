pragma ComponentBehavior: Bound

import QtQuick

// The three books that stand for a library without a logo of its own. A logo is never mirrored.
Item {
    id: root

    property int size: Theme.markHeight
    readonly property real ratio: size / Theme.markHeight

    width: books.width
    height: size

    Row {
        id: books

        LayoutMirroring.enabled: false
        height: root.size
        spacing: Theme.markGap * root.ratio

        Repeater {
            model: [
                {
                    tall: Theme.markMedium,
                    kind: "event"
                },
                {
                    tall: Theme.markHeight,
                    kind: "post"
                },
                {
                    tall: Theme.markSmall,
                    kind: "question"
                }
            ]

            Rectangle {
                id: book

                required property var modelData

                y: root.height - height
                width: Theme.markBook * root.ratio
                height: modelData.tall * root.ratio
                radius: Theme.markRadius * root.ratio
                color: Theme.kind(modelData.kind).accent
            }
        }
    }
}
