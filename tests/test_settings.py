"""Settings: what the file says, and what is said about a file that cannot be used."""

from __future__ import annotations

import tomllib
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from signage.core.decision import Trust
from signage.core.item import Kind, Lane
from signage.core.window import Window
from signage.errors import SettingsError
from signage.mistakes import explain
from signage.settings import find, load, slug
from signage.tables import File, Table, duration

ROOT = Path(__file__).parents[1]
SMALLEST = '[library]\nname = "Harbour Library"\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load(write(folder, text), {})
    return caught.value


def test_the_example_runs_as_it_is() -> None:
    """The first thing anybody starts must start."""
    found = load(ROOT / "config.example.toml", {})
    assert found.library.name == "Harbour Library"
    assert found.screens[0].name == "Foyer"
    source = found.source("staff-list")
    assert source
    assert source.options.path
    assert source.options.path.is_file()


def test_the_example_documents_every_key() -> None:
    """A key that the file knows and the example does not show would never be found."""
    text = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    for name, field in File.model_fields.items():
        inner = getattr(field.annotation, "__args__", (field.annotation,))[0]
        assert isinstance(inner, type)
        assert issubclass(inner, Table)
        assert f"[{name}]" in text
        for key in inner.model_fields:
            assert f"{key} =" in text, f"[{name}] {key}"


def test_the_example_with_its_comments_taken_away_is_valid_too(tmp_path: Path) -> None:
    """The commented tables are meant to be uncommented."""
    lines = (ROOT / "config.example.toml").read_text(encoding="utf-8").splitlines()
    text = "\n".join(
        line.removeprefix("# ") for line in lines if not line.startswith("# ") or "=" in line or "[[" in line
    )
    tomllib.loads(text)
    (tmp_path / "x.token").write_text("secret\n", encoding="utf-8")
    found = load(write(tmp_path, text), {})
    assert len(found.sources) == 8
    x = found.source("x")
    assert x
    assert x.token == "secret"
    assert "secret" not in repr(found)


def test_everything_has_a_default_but_the_name(tmp_path: Path) -> None:
    found = load(write(tmp_path, SMALLEST), {})
    assert (found.hub.host, found.hub.port) == ("127.0.0.1", 8080)
    assert found.mix.events == 2
    assert len(found.screens) == 1
    assert not found.library.hours.known


def test_hours_and_days_off(tmp_path: Path) -> None:
    text = (
        SMALLEST
        + 'hours = { mon-fri = ["09:00-19:00"], sat = ["10:00-13:00", "14:00-24:00"] }\nclosed = [2026-12-25, "2026-12-26"]\n'
    )
    hours = load(write(tmp_path, text), {}).library.hours
    assert hours.week[4] == ((time(9), time(19)),)
    assert hours.week[5] == ((time(10), time(13)), (time(14), time.max))
    assert hours.week[6] == ()
    assert hours.closed == (date(2026, 12, 25), date(2026, 12, 26))


def test_a_timetable_and_an_inset(tmp_path: Path) -> None:
    text = SMALLEST + (
        '[[screen]]\nname = "A"\nlayout = "strip"\nmotion = "calm"\ninset = 2.5\ntimetable = [\n'
        '  { days = "mon-fri", hours = "21:00-07:00", motion = "crawl", theme = "paper" },\n'
        '  { from = "2027-01-18", until = 2027-02-05, hours = "10:00-24:00", theme = "children" },\n]\n'
    )
    screen = load(write(tmp_path, text), {}).screens[0]
    assert (screen.layout, screen.motion, screen.inset) == ("strip", "calm", 2.5)
    night, exams = screen.timetable
    assert (night.motion, night.theme) == ("crawl", "paper")
    assert night.window == Window(weekdays=(0, 1, 2, 3, 4), opens=time(21), closes=time(7))
    assert exams.window == Window(
        first_day=date(2027, 1, 18), last_day=date(2027, 2, 5), opens=time(10), closes=None
    )


@pytest.mark.parametrize(
    ("text", "where", "what", "do"),
    [
        ('[libary]\nname = "x"\n', "config.toml, [libary]", "not a setting", 'Did you mean "library"?'),
        (SMALLEST + 'timezon = "UTC"\n', "config.toml, [library] timezon", "not a setting", '"timezone"'),
        (SMALLEST + 'timezone = "Europe/Lundon"\n', "[library] timezone", "Europe/Lundon", "Europe/London"),
        (SMALLEST + 'locale = "xx-YY"\n', "[library] locale", "xx-YY", "en-GB"),
        (SMALLEST + 'hours = { mon-fry = ["9-5"] }\n', "[library] hours", "mon-fry", "mon-fri"),
        (SMALLEST + 'hours = { mon = ["19:00-09:00"] }\n', "[library] hours", "19:00-09:00", "closes before"),
        (SMALLEST + 'closed = ["25.12.2026"]\n', "[library] closed", "25.12.2026", "2026-12-25"),
        (SMALLEST + "[hub]\nlisten = 8080\n", "[hub] listen", "8080", "string"),
        (SMALLEST + '[hub]\nlisten = "8080"\n', "[hub] listen", "8080", "127.0.0.1:8080"),
        (SMALLEST + '[patrons]\nkeep = "1 h"\n', "[patrons] keep", "1 h", "1 d"),
        (SMALLEST + '[patrons]\nkeep = "forever"\n', "[patrons] keep", "forever", "min, h, d"),
        (
            SMALLEST + '[patrons]\nkeep = "9 d"\nkeep_hidden = "20 d"\n',
            "[patrons] keep_hidden",
            "20 d",
            "make keep as long",
        ),
        (SMALLEST + '[hub]\ntrusted_proxies = ["*"]\n', "[hub] trusted_proxies", "*", "10.0.0.0/24"),
        (
            SMALLEST + '[[screen]]\nname = "A"\nmotion = "crawle"\n',
            "[[screen]] 1 (A) motion",
            "crawle",
            '"crawl"',
        ),
        (
            SMALLEST + '[[screen]]\nname = "A"\ntimetable = [{ days = "mon-fry", motion = "calm" }]\n',
            "[[screen]] 1 (A) timetable 1 days",
            "mon-fry",
            "mon-fri",
        ),
        (
            SMALLEST + '[[screen]]\nname = "A"\ntimetable = [{ motion = "calm" }]\n',
            "[[screen]] 1 (A) timetable 1",
            "",
            "say when",
        ),
        (
            SMALLEST + '[[screen]]\nname = "A"\ntimetable = [{ days = "mon" }]\n',
            "[[screen]] 1 (A) timetable 1",
            "",
            "motion or theme",
        ),
        (
            SMALLEST + '[[screen]]\nname = "A"\ntimetable = [{ day = "mon", motion = "calm" }]\n',
            "[[screen]] 1 (A) timetable 1 day",
            "not a setting",
            '"days"',
        ),
        (
            SMALLEST + '[[screen]]\nname = "A"\ntimetable = [{ hours = "9 to 5", theme = "paper" }]\n',
            "timetable 1 hours",
            "9 to 5",
            "09:00-19:00",
        ),
        (
            SMALLEST
            + '[[screen]]\nname = "A"\ntimetable = [{ from = 2027-02-05, until = "2027-01-18", motion = "calm" }]\n',
            "timetable 1",
            "",
            "ends before it begins",
        ),
        (SMALLEST + '[[screen]]\nname = "A"\ninset = 3\n', "[[screen]] 1 (A) inset", "3", "0, 2.5 and 5"),
        (SMALLEST + '[[screen]]\nname = "A"\n[[screen]]\nname = "a"\n', "[screen]", "", "name of its own"),
        (SMALLEST + '[[screen]]\nname = "A"\n[[screen]]\nname = "B"\n', "[screen]", "", "plugged in"),
        (
            SMALLEST + '[[screen]]\nname = "A"\ndiagonal = 0\n',
            "[[screen]] 1 (A) diagonal",
            "0 was found",
            "greater than 0",
        ),
        (
            SMALLEST + '[[screen]]\nname = "A"\ndistance = 0\n',
            "[[screen]] 1 (A) distance",
            "0 was found",
            "greater than 0",
        ),
        (
            SMALLEST + '[[screen]]\nname = "A"\ndiagonal = "big"\n',
            "[[screen]] 1 (A) diagonal",
            "big",
            "number",
        ),
        (SMALLEST + "[mix]\nevents = -1\n", "[mix] events", "-1", "0"),
        (SMALLEST + '[ages]\nposts = "soon"\n', "[ages] posts", "soon", "10 min"),
        (SMALLEST + '[[source]]\nid = "a"\n', "[[source]] 1", "", "kind"),
        (
            SMALLEST + '[[source]]\nkind = "rss"\nurl = "https://a.example/"\n',
            "[[source]] 1, kind",
            "rss",
            "feed",
        ),
        (SMALLEST + '[[source]]\nkind = "feed"\n', "[[source]] 1, url", "no address", "url ="),
        (
            SMALLEST + '[[source]]\nid = "b"\nkind = "feed"\nurl = "ftp://a.example"\n',
            "(b) url",
            "ftp",
            "https://",
        ),
        (
            SMALLEST + '[[source]]\nid = "b"\nkind = "feed"\nurl = "https://a.example"\n' * 2,
            "config.toml, [[source]] 2, id",
            '"b" already',
            "of its own",
        ),
        (
            SMALLEST + '[[source]]\nkind = "x"\nurl = "https://x.com/a"\ntoken_file = "none"\n',
            "token_file",
            "cannot be read",
            "SIGNAGE_TOKEN_",
        ),
        ('[library]\nname = "Harbour\n', "config.toml, line 2", "not valid TOML", "quotes"),
        ("", "config.toml, [library]", "missing", "library"),
    ],
)
def test_a_mistake_names_its_place_and_a_way_out(
    tmp_path: Path, text: str, where: str, what: str, do: str
) -> None:
    """File, table, key, what was found, what is allowed."""
    error = refused(tmp_path, text)
    assert where in error.where
    assert what in error.what
    assert do in error.do


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    error = refused(tmp_path, SMALLEST + 'locale = "??"\n[mix]\nevent = 1\n')
    assert {error.where, *(other.where for other in error.others)} == {
        "config.toml, [mix] event",
        "config.toml, [library] locale",
    }


def test_a_file_that_is_not_utf8_is_told_by_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes('[library]\nname = "Bücherei"\n'.encode("latin-1"))
    with pytest.raises(SettingsError, match="line 2"):
        load(path, {})


def test_no_file_says_where_it_was_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    with pytest.raises(SettingsError, match=r"config\.example\.toml"):
        find(None, {})
    with pytest.raises(SettingsError, match="does not exist"):
        find(tmp_path / "absent.toml", {})


def test_the_environment_names_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, SMALLEST)
    assert find(None, {"SIGNAGE_CONFIG": str(path)}) == path


def test_a_source_gets_what_its_kind_and_its_table_say(tmp_path: Path) -> None:
    text = (
        SMALLEST
        + '[[source]]\nname = "Our posts"\nurl = "https://social.example/@lib"\nboosts = "hide"\nevery = "5 min"\n'
        + '[[source]]\nkind = "calendar"\nname = "Events"\nurl = "webcal://c.example/a.ics"\nlane = "notices"\n'
        + '[[source]]\nname = "Alerts"\nkind = "feed"\nurl = "https://a.example/feed"\nitems = "notice"\ntrust = "publish"\n'
    )
    posts, events, alerts = load(write(tmp_path, text), {"SIGNAGE_TOKEN_OUR_POSTS": "t"}).sources
    assert (posts.id, posts.kind, posts.trust, posts.own) == ("our-posts", "mastodon", Trust.REVIEW, False)
    assert (posts.options.boosts, posts.every, posts.token, posts.options.signed) == (
        False,
        timedelta(minutes=5),
        "t",
        True,
    )
    assert (events.trust, events.lane, events.own) == (Trust.PUBLISH, Lane.NOTICES, True)
    assert (alerts.options.item_kind, alerts.trust) == (Kind.NOTICE, Trust.PUBLISH)


@pytest.mark.parametrize(
    ("text", "seconds"), [("10 min", 600), ("3h", 10800), ("1.5 d", 129600), (" 2 w ", 1209600)]
)
def test_lengths_of_time(text: str, seconds: float) -> None:
    assert duration(text) == timedelta(seconds=seconds)


@settings(deadline=None, max_examples=150)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=6,
    ),
    st.sampled_from(list(File.model_fields)),
)
def test_no_table_is_answered_with_a_traceback(value: object, table: str) -> None:
    """Whatever stands where a table belongs, the answer is a SettingsError or settings."""
    document = {"library": {"name": "x"}, table: value}
    error = _checked(document)
    assert error is None or error.where.startswith("config.toml, ")


def _checked(document: dict[str, object]) -> SettingsError | None:
    try:
        File.model_validate(document)
    except ValidationError as error:
        return explain("config.toml", document, error)
    return None


def test_ids_are_made_from_names() -> None:
    assert slug("Our posts!") == "our-posts"
    assert slug("https://a.example/feed") == "a-example-feed"


def test_whom_to_tell_stands_in_a_file_or_the_environment_and_in_no_repr(tmp_path: Path) -> None:
    (tmp_path / "notify.txt").write_text("# the desk\njson://desk/secret\n\n", encoding="utf-8")
    path = write(tmp_path, SMALLEST + '[moderation]\nnotify_file = "notify.txt"\n')
    found = load(path, {})
    assert found.notify == ("json://desk/secret",)
    assert "secret" not in repr(found)
    assert load(path, {"SIGNAGE_NOTIFY": "a://b c://d"}).notify == ("a://b", "c://d")
    gone = refused(tmp_path, SMALLEST + '[moderation]\nnotify_file = "none.txt"\n')
    assert "notify_file" in gone.where
