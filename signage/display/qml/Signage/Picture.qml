pragma ComponentBehavior: Bound

import QtQuick

// A picture in its place: decoded beside the GUI thread at the size that is drawn, seen when it is whole.
Image {
    sourceSize.width: width
    sourceSize.height: height
    fillMode: Image.Pad
    visible: status === Image.Ready
    smooth: false
    cache: false
}
