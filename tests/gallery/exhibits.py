"""The order of the gallery: which scenes hang in which room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from signage.core.emergency import Arrow, Mode
from signage.core.snapshot import Library, Screen
from tests.display.scenes import number
from tests.gallery import rooms
from tests.gallery.rooms import SECOND, Scene, Sheet, event, how, post, said

SAY = rooms.GARDEN
ANSWERS = (
    said("torchlight", "Emma. Three times.", "Jonas", answers=rooms.WEEKLY.content.text),
    said("atlas", "An atlas. All of it.", "", answers=rooms.WEEKLY.content.text),
)
WALL = (
    said("handstand", "My daughter learned to read the bus timetable here. We are never late now.", "Nora"),
    said("kettle", "Please buy a second hole punch. The queue is longer than the one for novels."),
    said("sofa", "Das grüne Sofa ist der beste Ort der Stadt, besonders wenn es regnet.", "Emre", language="de"),
)  # fmt: skip
TODAY = (
    event("maths", "Maths without tears", "Study room, floor 2", 0, 15),
    event("tea", "Tea & tales", "Story cave, floor 1", 0, 15.75),
    event("chess", "Chess for the stubborn", "Café, ground floor", 0, 17.5),
    event("poets", "An evening with poet Lena Brandt", "Large hall · tickets at the desk", 0, 19.5),
)
ARABIC = Library(name="مكتبة الدردار", timezone="Europe/Dublin", locale="ar", hours=rooms.WEEK)
ARABIC_ITEMS = (
    event("owls", "ليلة البوم والقمر", "قاعة القراءة، الطابق 2", 2, 18.5, language="ar", audience="للعائلات", url="https://elm.example/e/7",
          pictures=rooms.OWLS.content.pictures),
    post("garden", "حديقة السطح مفتوحة حتى الغروب. أحضروا سترة! ☕", 95, language="ar"),
)  # fmt: skip
GERMAN = Library(name="Ulmenhof", timezone="Europe/Berlin", locale="de-DE", hours=rooms.WEEK)
JAPANESE = post("books", "新しい絵本が84冊届きました。3階の窓のそばへどうぞ。", 300, "bluesky", language="ja")
MAIN = (rooms.OWLS, rooms.TEA, rooms.SEATS)

THEMES = (
    Scene(name="night", caption="`night`, the theme for most rooms. An event on the stage, two cards on the shelf.",
          items=MAIN),
    Scene(name="paper", caption="`paper`, for bright rooms. A post of the library in the ticker.",
          items=(rooms.OWLS, rooms.GARDEN), how=how(theme="paper", card=1, slide=1)),
    Scene(name="paper-three-lines", caption="A larger TV read from nearer: the same words are smaller and three lines fit.",
          items=(rooms.OWLS, rooms.SWEETS), screen=Screen(name="Hall", theme="paper", diagonal=65, distance=5.5), how=SECOND),
    Scene(name="high-contrast", caption="`high-contrast`, for readers who see little. A reader's words in the ticker.",
          items=(rooms.OWLS, rooms.LIFT), how=how(theme="high-contrast", card=1, slide=1)),
    Scene(name="children", caption="`children`, for the picture books. A question from the desk and its answer.",
          items=(rooms.CAVE, rooms.GHOSTS), how=how(theme="children", card=1, slide=1)),
    Scene(name="own-logo", caption="A theme of its own, with the library's logo in place of mark and name.",
          items=MAIN, how=how(theme=rooms.OWN_THEME)),
    Scene(name="crawl", caption="The motion `crawl`: one line that moves; its badge stays until its words have gone.",
          items=(rooms.LAMP, rooms.GARDEN, rooms.TEA, rooms.SCAN), how=how(motion="crawl", slide=2)),
    Scene(name="calm", caption="The motion `calm`, for reading rooms: one whole item, and nothing moves.",
          items=(rooms.OWLS, rooms.GARDEN, rooms.SCAN), how=how(motion="calm", theme="paper", card=2, slide=1)),
)  # fmt: skip
KINDS = (
    Sheet(name="posts", caption="Posts: from Mastodon; from Bluesky, longer than a page, so it turns; passed on from "
          "somebody else; from a blog.",
          bands=((rooms.GARDEN,), (rooms.SWEETS,), (rooms.MUSEUM,), (rooms.BLOG,))),
    Sheet(name="events", caption="Events say when: today, soon and beside a number, right now, later, two at once, called off.",
          bands=(
              (event("owls", "Owls after dark", "Reading room, floor 2", 0, 18.5),),
              (event("tea", "Homework", "Room 4", 0, 15.5), number("left", "7", "seats left")),
              (event("chess", "Chess for the stubborn", "Café", 0, 15),),
              (event("prize", "Vorlesepreis der Schulen, Finale im Ulmenhof", "Saal", 4, 10),),
              (event("rhymes", "Baby songs", "Floor 1", 0, 17.5), event("jazz", "Jazz", "Café", 3, 19.5)),
              (event("poems", "Poems by candlelight", "Reading room", 0, 18, cancelled=True),),
          )),
    Sheet(name="voices", caption="Readers' words, a reader's words and the library's answer, a question from the desk, a "
          "number, a notice.",
          bands=((rooms.LIFT,), (rooms.COLD,), (rooms.COLD,), (rooms.SCAN,), (rooms.LOANS,), (rooms.DOORS,)),
          cards=(0, 0, 1, 0, 0, 0)),
    Sheet(name="voices-grey", caption="The same without colour: shape and icon still tell them apart.", grey=True,
          bands=((rooms.LIFT,), (rooms.COLD,), (rooms.SCAN,), (rooms.LOANS,), (rooms.DOORS,), (rooms.GARDEN,), (rooms.TEA,)),
          cards=(0, 1, 0, 0, 0, 0, 0)),
    Sheet(name="writing", caption="Long text turns its pages; a long German word is hyphenated by the dictionary; Arabic turns "
          "its card around; Japanese breaks where Japanese does; emoji alone are large.",
          bands=(
              (post("long", rooms.LONG, 12),),
              (post("word", "Neu: Die Fahrradanhängerausleihzeitenverlängerung geht ab Montag", 60 * 90, "blog", language="de",
                    author=None),),
              (post("arabic", "حديقة السطح مفتوحة حتى الغروب #الحديقة", 180, language="ar"),),
              (JAPANESE,),
              (post("emoji", "🦉🌙📖☕", 60, author=None),),
          )),
)  # fmt: skip
STAGE = (
    Scene(name="today", caption="Today's events; what is on now and what begins within the hour says so.",
          items=(*TODAY, SAY), how=SECOND),
    Scene(name="german", caption="German: a long title is set one step smaller and breaks where the dictionary allows.",
          items=(rooms.GERMAN, post("garten", "Der Dachgarten ist bis zur Dämmerung offen. Bringt eine Jacke mit! ☕", 95,
                                    author=replace(rooms.OURS, name="Ulmenhof", handle="@ulmenhof@buecher.example"))),
          library=GERMAN, address="https://ulm.test/sag", how=SECOND),
    Scene(name="post", caption="A post with its picture.", items=(rooms.LAMP, rooms.SCAN), how=SECOND),
    Scene(name="question", caption="The question of the week, with what readers answered so far and where to answer.",
          items=(rooms.WEEKLY, *ANSWERS, rooms.LOANS), how=SECOND),
    Scene(name="wall", caption="What readers say, each in their own language.", items=(*WALL, rooms.DOORS), how=SECOND),
    Scene(name="poster", caption="A poster, whole, on its own colour, with its facts as words that can be read from afar.",
          items=(rooms.POSTER, rooms.TEA, rooms.SEATS)),
    Scene(name="hours", caption="The opening hours.", items=(SAY,), how=how(slide=1)),
    Scene(name="closing", caption="The same shortly before closing time.", items=(SAY,),
          how=how(slide=1, at=rooms.NOW + timedelta(hours=5, minutes=24))),
)  # fmt: skip
PLACES = (
    Scene(name="portrait", caption="An upright TV.", items=(rooms.WIDE_OWLS, rooms.GARDEN), how=how(size="1080x1920", card=1, slide=1)),
    Sheet(name="strip", caption="The layout `strip`: the ticker alone, at the bottom of an empty screen; as a `bar` it stands over other programs.",
          bands=((rooms.TEA, rooms.SEATS),)),
    Scene(name="4k", caption="The first picture on a 4K TV: the same, sharper.", items=MAIN,
          how=how(size="3840x2160")),
    Scene(name="720p", caption="And on an old TV with 1280 x 720.", items=MAIN, how=how(size="1280x720")),
)  # fmt: skip
LANGUAGES = (
    Scene(name="arabic", caption="Arabic: the whole screen is mirrored.", items=ARABIC_ITEMS, library=ARABIC, how=SECOND),
    Scene(name="japanese", caption="A Japanese post on the stage of an English library.",
          items=(replace(JAPANESE, content=replace(JAPANESE.content, pictures=rooms.LAMP.content.pictures)), rooms.TEA)),
)  # fmt: skip
QUIET = (
    Scene(name="welcome", caption="Nothing to show: a welcome, and until when the library is open.", items=()),
    Scene(name="pairing", caption="A screen that nobody has let in yet: staff type its code.", items=(),
          how=how(pairing="W7K4MP")),
    Scene(name="offline", caption="Five hours without the hub: everything goes on; the small ring beside the date is for staff.",
          items=(event("rhymes", "Baby songs, up to 2 years", "Story cave, floor 1", 1, 10),), how=how(silent=5.0)),
    Scene(name="emergency", caption="An emergency takes the whole screen until staff end it or its time is over.",
          items=(rooms.GARDEN,), emergency=rooms.ALARM),
    Scene(name="emergency-first", caption="An emergency of the milder kind: first on stage and in the ticker.",
          items=(rooms.OWLS, rooms.GARDEN),
          emergency=replace(rooms.ALARM, headline="The lift is out of order", lines=("Ask at the desk for the goods lift.",),
                            mode=Mode.INCLUDE, arrow=Arrow.NONE)),
)  # fmt: skip

ROOMS: Mapping[str, tuple[Scene | Sheet, ...]] = {
    "Themes and motions": THEMES,
    "The ticker, kind by kind": KINDS,
    "The stage": STAGE,
    "Screens of every shape": PLACES,
    "Languages": LANGUAGES,
    "Quiet states and emergencies": QUIET,
}
