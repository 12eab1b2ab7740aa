pragma ComponentBehavior: Bound

import QtQuick

// What readers say, one bubble under the other; each comes a little after the one above it.
Column {
    id: root

    required property SlideRoles slide
    required property Sign sign
    required property bool leaving

    Repeater {
        model: root.sign.bubbles

        Rise {
            id: row

            required property int index
            required property string text
            required property string name
            required property string initial
            required property bool turned
            required property bool mirrored
            required property int span
            required property int tall

            slide: root.slide
            leaving: root.leaving
            order: index + 1
            width: root.width
            height: bubble.height

            Bubble {
                id: bubble

                width: row.width
                text: row.text
                name: row.name
                initial: row.initial
                turned: row.turned
                mirrored: row.mirrored
                span: row.span
                tall: row.tall
            }
        }
    }
}
