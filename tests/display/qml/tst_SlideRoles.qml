import QtQuick
import Signage

Item {
    id: room

    width: 1920
    height: 1080

    SignLook {
        id: look

        name: "SlideRoles"
        wishes: [
            {
                kind: "event",
                slide: "event"
            },
            {
                kind: "post",
                slide: "post",
                pictured: true
            }
        ]
        speaks: false
        turns: false
        face: Component {
            Item {
                SlideRoles {
                    kind: look.slide.kind
                    icon: look.slide.icon
                    eyebrow: look.slide.eyebrow
                    title: look.slide.title
                    text: look.slide.text
                    time: look.slide.time
                    place: look.slide.place
                    weekday: look.slide.weekday
                    day: look.slide.day
                    month: look.slide.month
                    name: look.slide.name
                    meta: look.slide.meta
                    initial: look.slide.initial
                    code: look.slide.code
                    address: look.slide.address
                    verb: look.slide.verb
                    picture: look.slide.picture
                    avatar: look.slide.avatar
                    matte: look.slide.matte
                    matteInk: look.slide.matteInk
                    pictureSpan: look.slide.pictureSpan
                    titleSize: look.slide.titleSize
                    textSize: look.slide.textSize
                    asWritten: look.slide.asWritten
                    mirrored: look.slide.mirrored
                    cut: look.slide.cut
                }
            }
        }

        function test_it_has_the_rows_roles_and_follows_them(): void {
            const made = put({});
            compare(look.slide.kind, "event");
            compare(look.slide.title.replace("\n", " "), "The terrace is open again");
            compare(look.slide.place, "Reading room");
            compare(look.slide.mirrored, false);
            scene.put(look.sign, "stage", {
                eyebrow: "in 3 min",
                mirrored: true
            });
            compare(look.slide.eyebrow, "in 3 min");
            compare(look.slide.mirrored, true);
        }
    }
}
