pragma ComponentBehavior: Bound

import QtQuick

// Nothing to show: the mark, a welcome, and whether the library is open.
Item {
    id: root

    required property SlideRoles slide
    required property bool leaving

    Rise {
        slide: root.slide
        leaving: root.leaving
        width: root.width
        height: root.height

        Column {
            anchors.centerIn: parent

            Mark {
                anchors.horizontalCenter: parent.horizontalCenter
                size: Theme.welcomeMark
            }
            Item {
                width: 1
                height: Theme.welcomeGap
            }
            Item {
                anchors.horizontalCenter: parent.horizontalCenter
                width: title.width
                height: title.height - title.slack

                Words {
                    id: title

                    y: -slack / 2
                    text: root.slide.title
                    leading: Theme.welcomeTitle * Theme.titleLeading
                    font.family: Theme.serif
                    font.weight: Theme.title
                    font.pixelSize: Theme.welcomeTitle
                    font.letterSpacing: Theme.tracking * Theme.welcomeTitle
                }
            }
            Item {
                width: 1
                height: Theme.welcomeLineGap
            }
            Words {
                width: root.width - 2 * Theme.slideLeft
                text: root.slide.text
                leading: Theme.bodyLine
                font.pixelSize: Theme.bodyText
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
            }
        }
    }
}
