pragma ComponentBehavior: Bound

import QtQuick

// One slide: chooses the face of its kind, and the side at which it begins.
SlideRoles {
    id: root

    required property Sign sign

    LayoutMirroring.enabled: mirrored
    LayoutMirroring.childrenInherit: true

    function face(): Component {
        switch (kind) {
        case "event":
            return event;
        case "post":
            return post;
        case "today":
            return today;
        case "wall":
            return wall;
        case "question":
            return question;
        case "hours":
            return hours;
        case "poster":
            return poster;
        case "emergency":
            return emergency;
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
        id: wall

        WallSlide {
            slide: root
            sign: root.sign
            leaving: root.sign.stageLeaving
        }
    }
    Component {
        id: question

        QuestionSlide {
            slide: root
            sign: root.sign
            leaving: root.sign.stageLeaving
        }
    }
    Component {
        id: hours

        HoursSlide {
            slide: root
            sign: root.sign
            leaving: root.sign.stageLeaving
        }
    }
    Component {
        id: poster

        PosterSlide {
            slide: root
            leaving: root.sign.stageLeaving
        }
    }
    Component {
        id: emergency

        AlarmFace {
            alarm: root.sign.alarm
            headlineSize: root.sign.alarm.slideSize
            panelSize: Theme.dateSpine
            iconSize: Theme.dateSpine * Theme.alarmIconShare
            lineSize: root.sign.alarm.slideLineSize
            footSize: Theme.incidentalText
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
