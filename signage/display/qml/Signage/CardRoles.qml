pragma ComponentBehavior: Bound

import QtQuick

// What a card knows of its item: the roles of the ticker's models, ready to be drawn.
Item {
    required property int index
    required property string kind
    required property string part
    required property string text
    required property string detail
    required property string icon
    required property string label
    required property string lead
    required property string strong
    required property string figure
    required property string initial
    required property string name
    required property string meta
    required property string line
    required property string picture
    required property bool inverted
    required property bool boosted
    required property bool emoji
    required property bool mirrored
    required property bool reply
    required property bool cut
    required property int page
    required property int pages
    required property int place
    required property int span
    required property int spine
}
