pragma ComponentBehavior: Bound

import QtQuick

// One card on the shelf: chooses the face of its kind, rises when it comes and sinks when it goes. It begins
// at the side at which its own words begin.
CardRoles {
    id: root

    required property bool leaving
    readonly property bool comes: !cut && !Theme.still

    function face(): Component {
        switch (kind) {
        case "event":
            return event;
        case "comment":
            return comment;
        case "question":
            return question;
        case "number":
            return number;
        case "notice":
            return notice;
        default:
            return post;
        }
    }

    LayoutMirroring.enabled: mirrored
    LayoutMirroring.childrenInherit: true
    x: place
    width: span
    height: Theme.cardHeight

    onLeavingChanged: {
        if (leaving && !Theme.still) {
            sink.start();
            fade.start();
        }
    }

    Component {
        id: post

        PostCard {
            card: root
        }
    }
    Component {
        id: event

        EventCard {
            card: root
        }
    }
    Component {
        id: comment

        CommentCard {
            card: root
        }
    }
    Component {
        id: question

        QuestionCard {
            card: root
        }
    }
    Component {
        id: number

        NumberCard {
            card: root
        }
    }
    Component {
        id: notice

        NoticeCard {
            card: root
        }
    }
    Item {
        id: body

        width: root.width
        height: root.height
        opacity: root.comes ? 0 : 1

        Loader {
            width: parent.width
            height: parent.height
            sourceComponent: root.face()
        }
    }
    Timer {
        // A card that is being taken away has the index -1.
        interval: 1 + Math.max(0, root.index) * Theme.cardStagger
        running: root.comes

        onTriggered: {
            rise.start();
            show.start();
        }
    }
    YAnimator {
        id: rise

        target: body
        from: Theme.shelfRise
        to: 0
        duration: Theme.cardIn
        easing.type: Easing.OutCubic
    }
    OpacityAnimator {
        id: show

        target: body
        from: 0
        to: 1
        duration: Theme.cardIn
        easing.type: Easing.OutCubic
    }
    YAnimator {
        id: sink

        target: body
        from: 0
        to: Theme.shelfSink
        duration: Theme.cardOut
        easing.type: Easing.InCubic
    }
    OpacityAnimator {
        id: fade

        target: body
        from: 1
        to: 0
        duration: Theme.cardOut
        easing.type: Easing.InCubic
    }
}
