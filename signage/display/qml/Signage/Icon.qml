pragma ComponentBehavior: Bound

import QtQuick

// One icon in one colour, drawn once at its own size.
Image {
    id: root

    required property string name
    required property color tint
    required property int size

    width: size
    height: size
    visible: name !== ""
    source: name === "" ? "" : "image://icon/" + name + "/" + String(tint).slice(1)
    sourceSize.width: size
    sourceSize.height: size
    smooth: false
}
