import csv
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import signage
from signage.core.item import Kind, RawItem
from signage.core.window import Window
from signage.errors import NeedsSignIn, NotRecognised, SourceError
from signage.sources import plan_for
from signage.sources.plan import Place, Received, SourceOptions, SourceState
from tests.sources.answers import LONDON, NOW, answer, list_options

BERLIN = Place(timezone="Europe/Berlin", locale="de-DE")
EXAMPLE = Path(signage.__file__).parent / "example/week.csv"


def listed(text: str | bytes, name: str = "week.csv", place: Place = LONDON, now: datetime = NOW) -> Received:
    return answer(list_options(name, place), text, now=now)


def only(received: Received) -> RawItem:
    assert len(received.items) == 1, received.problems
    assert received.problems == ()
    return received.items[0]


def local(day: int, hour: int = 0, minute: int = 0, zone: str = "Europe/London") -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(zone))


def test_a_file_is_asked_for_by_path_and_a_sheet_by_address() -> None:
    (request,) = plan_for(list_options()).start(SourceState(), NOW)
    assert (request.path, request.url) == (Path("/library/week.csv"), "")
    sheet = SourceOptions(id="s", kind="playlist", url="https://sheets.example/pub?output=csv")
    (request,) = plan_for(sheet).start(SourceState(), NOW)
    assert (request.path, request.url) == (None, "https://sheets.example/pub?output=csv")


def test_an_event_with_all_its_columns() -> None:
    item = only(
        listed(
            "Kind,Title,Description,Date,Starts,Ends,Place,For whom,Link,Picture,Pin,Cancelled,Show from,Hours\n"
            "event,Chess,Bring nothing,28/11/2026,6 pm,8 pm,Café,For adults,fern.example/chess,"
            "https://fern.example/c.jpg,yes,no,27/11/2026,09:00-18:00\n"
        )
    )
    content = item.content
    assert (content.kind, content.text, content.detail) == (Kind.EVENT, "Chess", "Bring nothing")
    assert content.when is not None
    assert (content.when.starts, content.when.ends) == (local(28, 18), local(28, 20))
    assert (content.place, content.audience, content.url) == (
        "Café",
        "For adults",
        "https://fern.example/chess",
    )
    assert (item.pinned, content.cancelled) == (True, False)
    assert item.windows == (Window(first_day=date(2026, 11, 27), opens=time(9), closes=time(18)),)


def test_german_headings_semicolons_and_dates() -> None:
    item = only(
        listed(
            "Art;Titel;Datum;Beginn;Ende;Ort;Für wen;Abgesagt\r\n"
            "Veranstaltung;Vorlesestunde;28.11.2026;15.00 Uhr;16:00;Lesesaal;Familien;ja\r\n",
            place=BERLIN,
        )
    )
    assert item.content.when is not None
    assert item.content.when.starts == local(28, 15, zone="Europe/Berlin")
    assert (item.content.place, item.content.cancelled) == ("Lesesaal", True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_encodings_and_separators_are_found_out(encoding: str, mark: str) -> None:
    text = f"kind{mark}text{mark}place\nnotice{mark}Müde? Café!{mark}Hall\n"
    item = only(listed(text.encode(encoding)))
    assert (item.content.text, item.content.place) == ("Müde? Café!", "Hall")


def test_an_event_without_a_time_is_all_day_and_may_run_for_days() -> None:
    item = only(listed("kind,text,date,ends\nevent,Book sale,28/11/2026,30/11/2026"))
    when = item.content.when
    assert when is not None
    assert (when.all_day, when.starts, when.ends) == (
        True,
        local(28),
        datetime(2026, 12, 1, tzinfo=ZoneInfo("Europe/London")),
    )


def test_an_event_may_end_after_midnight() -> None:
    when = only(listed("text,date,starts,ends\nNight at the library,27/11/2026,20:00,01:00")).content.when
    assert when is not None
    assert when.ends == local(28, 1)


def test_day_and_time_may_share_a_cell() -> None:
    when = only(listed("text,starts,ends\nTea,2026-11-28 15:00,2026-11-28 16:30")).content.when
    assert when is not None
    assert (when.starts, when.ends) == (local(28, 15), local(28, 16, 30))


def test_what_comes_back_every_week_is_a_series() -> None:
    for rows in (
        "text,date,starts\nChess,every Tuesday,18:00",
        "kind,text,weekdays,starts\nevent,Chess,Tue,18:00",
    ):
        items = listed(rows).items
        assert [item.content.when and item.content.when.starts for item in items] == [
            local(24, 18),
            datetime(2026, 12, 1, 18, tzinfo=ZoneInfo("Europe/London")),
        ]
        assert len({item.series for item in items}) == 1
        assert len({item.id for item in items}) == 2


def test_an_hour_stays_the_same_over_the_clock_change() -> None:
    items = listed(
        "text,date,starts\nTea,every Sunday,15:00", now=datetime(2026, 10, 20, 12, tzinfo=UTC)
    ).items
    starts = [item.content.when.starts for item in items if item.content.when]
    assert [moment.astimezone(ZoneInfo("Europe/London")).hour for moment in starts] == [15, 15]


def test_numbers_questions_comments_posts_and_notices() -> None:
    received = listed(
        "kind,text,number,answer,author,expires,weekdays,date\n"
        "number,books lent,94,,,,,\n"
        "question,May I eat?,,Bread yes.,,,,\n"
        "comment,Lovely lamps,,Thank you,Ann,,,today\n"
        "post,The gull is back,,,Fernmoor Library,,,\n"
        "notice,Half price,,,,27/11/2026,mon-fri,\n"
    )
    assert received.problems == ()
    assert received.complete
    number, question, comment, post, notice = received.items
    assert (number.content.kind, number.content.figure) == (Kind.NUMBER, "94")
    assert (question.content.kind, question.content.detail) == (Kind.QUESTION, "Bread yes.")
    assert comment.content.author is not None
    assert (comment.content.author.name, comment.content.published) == ("Ann", local(23))
    assert post.content.kind is Kind.POST
    assert notice.expires == local(28)
    assert notice.windows == (Window(weekdays=(0, 1, 2, 3, 4)),)


def test_an_answer_or_a_figure_may_change_without_a_new_item() -> None:
    first = only(listed("kind,text,figure\nnumber,books lent,94"))
    assert only(listed("kind,text,figure\nnumber,books lent,95")).id == first.id
    assert only(listed("kind,id,text\nnotice,n1,one")).id == only(listed("kind,id,text\nnotice,n1,two")).id


def test_a_bad_row_is_named_by_its_line_and_the_others_stay() -> None:
    received = listed(
        "kind,text,date,starts,link,pin\n"
        "event,Tea,today,15:00,,\n"
        "\n"
        "event,Chess,someday,15:00,,\n"
        'event,"Two\nlines",today,16:00,,\n'
        "event,Bingo,today,late,,\n"
        "concert,Song,today,17:00,,\n"
        "notice,,,,,\n"
        "notice,Sale,,,javascript:alert(1),\n"
        "notice,Pinned,,,,perhaps\n"
        "number,books,,,,\n"
        "notice,#REF!,,,,\n"
        "event,Nowhere,,,,\n"
        "event,Tea,today,15:00,,\n"
        "notice,Open late,,,,\n"
    )
    assert [item.content.text for item in received.items] == ["Tea", "Two lines", "Open late"]
    assert [problem.where for problem in received.problems] == [
        f"line {n}" for n in (4, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    ]
    assert "someday" in received.problems[0].what
    assert "every Tuesday" in received.problems[0].what
    assert "concert" in received.problems[2].what
    assert "event, notice, number" in received.problems[2].what


def test_a_heading_that_is_not_known_is_said() -> None:
    received = listed("kind,text,plaice\nnotice,Hello,Hall")
    assert 'did you mean "place"?' in received.problems[0].what
    assert len(received.items) == 1


def test_a_hashtag_is_no_comment() -> None:
    received = listed("# our list\ntext\n# not shown\n#LibraryWeek is here")
    assert [item.content.text for item in received.items] == ["#LibraryWeek is here"]


@pytest.mark.parametrize("text", ["", "\n \n", "a,b\n1,2", "\x00\x01"])
def test_a_list_without_headings_is_no_list(text: str) -> None:
    with pytest.raises(NotRecognised) as caught:
        listed(text)
    assert "text" in caught.value.do or "text" in caught.value.what


def test_headings_alone_are_an_empty_list() -> None:
    received = listed("kind,text,date\n")
    assert (received.items, received.problems, received.complete) == ((), (), True)


def test_a_sheet_that_is_not_public_says_how_to_publish_it() -> None:
    sheet = SourceOptions(id="s", kind="playlist", url="https://sheets.example/pub?output=csv")
    with pytest.raises(NeedsSignIn, match="Publish to web"):
        answer(sheet, "<!doctype html><title>Sign in</title>", url="https://accounts.google.com/ServiceLogin")
    with pytest.raises(NotRecognised, match="Publish to web"):
        answer(sheet, "<!DOCTYPE html><html><body>hello</body></html>")


TOML = """
[[event]]
title = "Chess"
date = 2026-11-28
starts = 18:00:00
place = "Café"

[[number]]
text = "books lent"
figure = 94

[[event]]
title = "Tea"
date = "sometime"

[[notice]]
text = "Open late"
weekdays = ["mon", "wed"]
pin = true
colour = "red"

[[ghost]]
text = "Boo"
"""


def test_toml_has_the_same_words_and_names_its_tables() -> None:
    received = listed(TOML, "week.toml")
    assert [item.content.text for item in received.items] == ["Chess", "books lent", "Open late"]
    chess, number, notice = received.items
    assert chess.content.when is not None
    assert chess.content.when.starts == local(28, 18)
    assert number.content.figure == "94"
    assert (notice.pinned, notice.windows) == (True, (Window(weekdays=(0, 2)),))
    assert [problem.where for problem in received.problems] == [
        "line 16, [[notice]] 1",
        "line 12, [[event]] 2",
        "line 22, [[ghost]] 1",
    ]


def test_a_mistake_in_toml_is_named_by_its_line() -> None:
    with pytest.raises(NotRecognised, match="line 3"):
        listed('[[event]]\ntitle = "x"\ndate = oops\n', "week.toml")


@pytest.mark.parametrize("days", range(0, 400, 13))
def test_the_example_shows_something_on_any_day(days: int) -> None:
    now = NOW + timedelta(days=days)
    received = listed(EXAMPLE.read_bytes(), now=now)
    assert received.problems == ()
    events = [item for item in received.items if item.content.when]
    today = now.astimezone(ZoneInfo("Europe/London")).date()
    assert len(events) >= 8
    assert sum(item.content.when.starts.date() == today for item in events if item.content.when) >= 4
    for kind, count in (
        (Kind.NOTICE, 3),
        (Kind.NUMBER, 4),
        (Kind.QUESTION, 3),
        (Kind.POST, 2),
        (Kind.COMMENT, 1),
    ):
        assert sum(item.content.kind is kind for item in received.items) >= count
    assert all(len(item.content.text) <= 140 for item in received.items)


CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=8))
def test_any_cells_are_items_or_problems(rows: list[list[str]]) -> None:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerows([["kind", "text", "date", "starts", "ends", "expires"], *rows])
    received = listed(out.getvalue())
    assert len({item.id for item in received.items}) == len(received.items)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(["week.csv", "week.toml"]))
def test_any_bytes_raise_nothing_but_source_errors(body: bytes, name: str) -> None:
    for lead in (b"", b"kind,text,date,starts\n"):
        try:
            listed(lead + body, name)
        except SourceError as error:
            caught = error
        else:
            continue
        assert caught.do


def test_a_comment_may_answer_a_question() -> None:
    received = listed(
        'kind,id,text,answers\nquestion,q1,"Which film, and why?",\ncomment,,"Stalker.",q1\n'
        'comment,,"Solaris!","Which film, and why?"\nnotice,,Closed early,q1\n'
    )
    assert received.problems == ()
    assert [item.content.answers for item in received.items] == ["", "q1", "Which film, and why?", ""]
