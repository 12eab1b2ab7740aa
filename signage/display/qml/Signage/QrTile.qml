pragma ComponentBehavior: Bound

import QtQuick

// A QR code: always black on white, never tinted, with its quiet zone inside the tile.
Rectangle {
    id: root

    required property string code
    required property int size

    width: size
    height: size
    radius: Theme.qrRadius
    color: Theme.qrGround

    Image {
        anchors.centerIn: parent
        source: root.code === "" ? "" : root.code
        sourceSize.width: root.size
        sourceSize.height: root.size
        smooth: false
        cache: false
    }
}
