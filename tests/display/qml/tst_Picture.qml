import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    Look {
        name: "Picture"

        function test_it_is_seen_when_it_is_whole(): void {
            const sign = scene.show({
                kind: "post",
                slide: "post",
                pictured: true
            });
            const source = scene.column(sign.stage, "picture")[0];
            verify(source !== "");
            const made = createTemporaryObject(picture, room, {
                source: source,
                width: scene.column(sign.stage, "pictureSpan")[0],
                height: 576
            });
            compare(made.status, Image.Ready);
            verify(made.visible);
            verify(!made.cache, "what nobody shows any more is not kept");
            compare(made.sourceSize.width, made.width);
            verify(made.paintedWidth <= made.width + 1 && made.paintedHeight <= made.height + 1, "decoded at the size that is drawn");
        }
        function test_what_is_not_there_is_not_seen(): void {
            const made = createTemporaryObject(picture, room, {
                width: 100,
                height: 100
            });
            verify(!made.visible);
        }
    }
    Component {
        id: picture

        Picture {}
    }
}
