pragma ComponentBehavior: Bound

import QtQuick

// A card of the crawl as the press drew it.
Image {
    required property string picture
    required property int place
    required property string part
    required property bool turned
    readonly property int ahead: part === "whole" || part === "first" ? Theme.crawlGap : 0

    x: turned ? place : place - ahead
    y: -Theme.pegRise
    visible: picture !== ""
    source: picture
    cache: false
    smooth: false
}
