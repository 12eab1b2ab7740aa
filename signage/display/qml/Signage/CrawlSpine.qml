pragma ComponentBehavior: Bound

import QtQuick

// The spine of a card in the crawl, by kind; the pinned one is the same.
Item {
    id: root

    required property CardRoles card

    function face(): Component {
        switch (card.kind) {
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
        case "post":
            return post;
        default:
            return null;
        }
    }

    Component {
        id: post

        PostSpine {
            card: root.card
        }
    }
    Component {
        id: event

        EventSpine {
            card: root.card
        }
    }
    Component {
        id: comment

        RoundTop {
            color: Theme.card
            roundLeft: !LayoutMirroring.enabled
            roundRight: LayoutMirroring.enabled

            Disc {
                card: root.card
                anchors.fill: parent
            }
        }
    }
    Component {
        id: question

        QuestionTabs {
            card: root.card
        }
    }
    Component {
        id: number

        RoundTop {
            color: Theme.card
            roundLeft: !LayoutMirroring.enabled
            roundRight: LayoutMirroring.enabled

            Stamp {
                card: root.card
                anchors.centerIn: parent
            }
        }
    }
    Component {
        id: notice

        Rectangle {
            color: Theme.plate

            Icon {
                anchors.centerIn: parent
                name: root.card.icon
                tint: Theme.plateInk
                size: Theme.plateIcon
            }
        }
    }
    Loader {
        anchors.fill: parent
        sourceComponent: root.face()
    }
}
