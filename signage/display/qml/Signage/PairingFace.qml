pragma ComponentBehavior: Bound

import QtQuick

// A screen that nobody has let in yet: its code, what staff do with it, and who it is.
Item {
    id: root

    required property Pairing pairing
    readonly property bool stacked: height > width
    readonly property int beside: tile.visible && !stacked ? tile.width + Theme.pairingGap : 0

    LayoutMirroring.enabled: pairing.mirrored
    LayoutMirroring.childrenInherit: true

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.pairingSide
        y: (root.height - height - (root.stacked ? tile.height + Theme.pairingGap : 0)) / 2
        width: root.width - 2 * Theme.pairingSide - root.beside

        Row {
            anchors.left: parent.left
            spacing: Theme.capGap

            Mark {
                id: mark
            }
            Words {
                height: mark.height
                text: root.pairing.headline
                font.pixelSize: Theme.eyebrowText
                font.weight: Theme.strong
                verticalAlignment: Text.AlignVCenter
            }
        }
        Item {
            width: 1
            height: Theme.pairingGap
        }
        Row {
            // A code reads from left to right in every language.
            LayoutMirroring.enabled: false
            x: root.pairing.mirrored ? parent.width - width : 0
            height: Theme.pairingCode
            visible: root.pairing.begin !== ""
            spacing: root.pairing.size * Theme.pairingSpace

            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: root.pairing.begin
                font.pixelSize: root.pairing.size
                font.weight: Theme.heavy
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: root.pairing.end
                color: Theme.kind("post").accent
                font.pixelSize: root.pairing.size
                font.weight: Theme.heavy
            }
        }
        Item {
            width: 1
            height: Theme.pairingGap
            visible: root.pairing.begin !== ""
        }
        Words {
            width: parent.width
            text: root.pairing.whatToDo
            font.pixelSize: Theme.panelText
            leading: Theme.panelText * Theme.posterLeading
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.capText
            elide: Text.ElideRight
        }
        Words {
            width: parent.width
            text: root.pairing.typed
            font.pixelSize: Theme.panelText
            font.weight: Theme.strong
            leading: Theme.panelText * Theme.posterLeading
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.capText
            elide: Text.ElideMiddle
        }
        Item {
            width: 1
            height: Theme.pairingFootGap
        }
        Words {
            width: parent.width
            text: root.pairing.foot
            color: Theme.secondaryInk
            font.pixelSize: Theme.capText
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallestText
            elide: Text.ElideRight
        }
    }
    QrTile {
        id: tile

        visible: root.pairing.picture !== ""
        anchors.right: parent.right
        anchors.rightMargin: root.stacked ? (root.width - width) / 2 : Theme.pairingSide
        y: root.stacked ? words.y + words.height + Theme.pairingGap : (root.height - height) / 2
        code: root.pairing.picture
        size: Theme.pairingQr
    }
}
