pragma ComponentBehavior: Bound

import QtQuick

// Text as the sign writes it: plain, in the sans face, of one fixed line height.
Text {
    property int leading: 0

    font.family: Theme.sans
    font.weight: Theme.body
    color: Theme.ink
    textFormat: Text.PlainText
    lineHeightMode: leading > 0 ? Text.FixedHeight : Text.ProportionalHeight
    lineHeight: leading > 0 ? leading : 1
}
