pragma ComponentBehavior: Bound

import QtQuick

// A QR code with one verb, and the address in words for those without a camera.
Rectangle {
    id: root

    required property SlideRoles slide
    required property KindColours tone

    color: tone.deep

    Column {
        anchors.centerIn: parent
        spacing: Theme.stageQrGap

        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            text: root.slide.verb
            color: root.tone.accent
            font.pixelSize: Theme.eyebrowText
            font.weight: Theme.strong
        }
        QrTile {
            anchors.horizontalCenter: parent.horizontalCenter
            code: root.slide.code
            size: Theme.stageQr
        }
        Words {
            width: root.width - 2 * Theme.stageQrGap
            text: root.slide.address
            leading: Theme.incidentalLine
            font.pixelSize: Theme.incidentalText
            font.weight: Theme.strong
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            maximumLineCount: 3
            elide: Text.ElideRight
        }
    }
}
