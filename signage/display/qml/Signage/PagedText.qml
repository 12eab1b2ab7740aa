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
    property string _shown: words

    implicitHeight: face.implicitHeight

    onWordsChanged: {
        if (_turning.page === page || Theme.still) {
            _shown = words;
        }
    }
    onPageChanged: {
        if (Theme.still) {
            _turning.page = page;
            _shown = words;
        } else {
            out.start();
        }
    }

    QtObject {
        id: _turning

        property int page: root.page
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
