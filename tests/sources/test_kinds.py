import pytest

from signage.core.decision import Trust
from signage.errors import SettingsError
from signage.sources import KINDS, kind_of_url, plan_for
from signage.sources.plan import SourceOptions


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://social.example/@fernlibrary", "mastodon"),
        ("https://social.example/@fern@other.example", "mastodon"),
        ("https://social.example/tags/BookClub", "mastodon"),
        ("https://social.example/@fernlibrary.rss", "feed"),
        ("https://social.example/tags/BookClub.rss", "feed"),
        ("https://bsky.app/profile/fern.example", "bluesky"),
        ("https://bsky.app/profile/fern.example/lists/3abc", "bluesky"),
        ("https://bsky.app/profile/fern.example/rss", "feed"),
        ("https://x.com/fernlibrary", "x"),
        ("https://www.twitter.com/fernlibrary", "x"),
        ("webcal://calendar.example/a", "calendar"),
        ("https://calendar.example/public.ics", "calendar"),
        ("https://calendar.google.com/calendar/ical/a%40b.example/public/basic.ics", "calendar"),
        ("https://fern.libcal.com/ical_subscribe.php?src=p&cid=1", "calendar"),
        ("https://fern.example/events/?ical=1", "calendar"),
        ("https://fern.librarycalendar.com/events/feed/ical", "calendar"),
        ("https://tockify.com/api/feeds/ics/fern", "calendar"),
        ("https://docs.google.com/spreadsheets/d/e/2PACX/pub?gid=0&single=true&output=csv", "playlist"),
        ("https://docs.google.com/spreadsheets/d/1/gviz/tq?tqx=out:csv&sheet=a", "playlist"),
        ("https://fern.example/week.toml", "playlist"),
        ("https://fern.example/feed/", "feed"),
        ("https://fern.example/?feed=rss2", "feed"),
        ("https://fern.example/blog/atom.xml", "feed"),
        ("https://fern.example/feed.json", "feed"),
        ("https://www.youtube.com/feeds/videos.xml?channel_id=UC1", "feed"),
        ("https://fern.libcal.com/rss.php?iid=1&cid=2", "feed"),
        ("https://gateway.bibliocommons.com/v2/libraries/fern/rss/events", "feed"),
        ("https://fern.example/wp-json/tribe/events/v1/events", "feed"),
        ("feed://fern.example/news", "feed"),
        ("https://www.youtube.com/@fernlibrary", None),
        ("https://fern.example/", None),
        ("https://fern.example/news", None),
        ("ftp://fern.example/a.rss", None),
        ("fern.example", None),
        ("", None),
        ("http://[::1", None),
    ],
)
def test_a_kind_is_seen_in_an_address(url: str, kind: str | None) -> None:
    assert kind_of_url(url) == kind


def test_only_the_librarys_own_lists_are_published_unasked() -> None:
    assert {kind for kind, entry in KINDS.items() if entry.trust is Trust.PUBLISH} == {
        *("calendar", "playlist", "folder"),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_plan(kind: str) -> None:
    options = SourceOptions(id="a", kind=kind, url="https://social.example/@fern")
    assert hasattr(plan_for(options), "receive")


def test_an_unknown_kind_is_a_settings_error_that_names_the_known() -> None:
    with pytest.raises(SettingsError, match="calendar"):
        plan_for(SourceOptions(id="a", kind="gopher"))
