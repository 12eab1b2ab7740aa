pragma ComponentBehavior: Bound

import QtQuick

// What a slide knows of its item: the roles of the stage's model, ready to be drawn.
Item {
    required property string kind
    required property string icon
    required property string eyebrow
    required property string title
    required property string text
    required property string time
    required property string place
    required property string weekday
    required property string day
    required property string month
    required property string name
    required property string meta
    required property string initial
    required property string code
    required property string address
    required property string verb
    required property string picture
    required property string avatar
    required property string matte
    required property string matteInk
    required property int pictureSpan
    required property int titleSize
    required property int textSize
    required property bool asWritten
    required property bool mirrored
    required property bool cut
}
