pragma ComponentBehavior: Bound

import QtQuick

// A text that turns its pages: the old one fades out, the new one in; nothing else moves.
Item {
    id: root

    required property string words
    required property int page
    required property int leading
    required property bool styled
    property alias font: face.font
    property alias color: face.color
    property string _shown
    property int _page

    implicitHeight: face.implicitHeight

    // Words and page of a card change one after the other; only together do they say whether a page is turned.
    function follow(): void {
        if (page === _page || Theme.still) {
            _shown = words;
        } else {
            out.start();
        }
        _page = page;
    }

    onWordsChanged: Theme.still ? follow() : Qt.callLater(follow)
    onPageChanged: Theme.still ? follow() : Qt.callLater(follow)
    Component.onCompleted: {
        _shown = words;
        _page = page;
    }

    Words {
        id: face

        width: root.width
        height: root.height
        text: root._shown
        textFormat: root.styled ? Text.StyledText : Text.PlainText
        leading: root.leading
        wrapMode: Text.Wrap
        verticalAlignment: Text.AlignVCenter
        clip: true
    }
    OpacityAnimator {
        id: out

        target: face
        from: 1
        to: 0
        duration: Theme.pageOut
        easing.type: Easing.InCubic

        onFinished: {
            root._shown = root.words;
            back.start();
        }
    }
    OpacityAnimator {
        id: back

        target: face
        from: 0
        to: 1
        duration: Theme.pageIn
        easing.type: Easing.OutCubic
    }
}
