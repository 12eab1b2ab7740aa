pragma ComponentBehavior: Bound

import QtQuick

// One slide: chooses the face of its kind.
SlideRoles {
    id: root

    required property Sign sign

    function face(): Component {
        switch (kind) {
        case "event":
            return event;
        case "post":
            return post;
        case "today":
            return today;
        default:
            return welcome;
        }
    }

    Component {
        id: event

        EventSlide {
            slide: root
            leaving: root.sign.stageLeaving
        }
    }
    Component {
        id: post

        PostSlide {
            slide: root
            leaving: root.sign.stageLeaving
        }
    }
    Component {
        id: today

        TodaySlide {
            slide: root
            sign: root.sign
            leaving: root.sign.stageLeaving
        }
    }
    Component {
        id: welcome

        WelcomeSlide {
            slide: root
            leaving: root.sign.stageLeaving
        }
    }
    Loader {
        width: root.width
        height: root.height
        sourceComponent: root.face()
    }
}
