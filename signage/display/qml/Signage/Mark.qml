pragma ComponentBehavior: Bound

import QtQuick

// The library's own logo, or the three books that stand for one without. A logo is never mirrored.
Item {
    id: root

    property int size: Theme.markHeight
    readonly property real ratio: size / Theme.markHeight

    readonly property bool own: Theme.logo !== ""

    width: own ? logo.width : books.width
    height: own ? Math.round(Theme.logoHeight * ratio) : size

    Image {
        id: logo

        source: Theme.logo
        sourceSize: Qt.size(Math.round(Theme.logoWidth * root.ratio), root.height)
        visible: root.own
        y: Math.round((root.height - height) / 2)
        smooth: false
        cache: false
    }
    Row {
        id: books

        LayoutMirroring.enabled: false
        visible: !root.own
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
