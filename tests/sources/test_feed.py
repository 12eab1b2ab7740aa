import json
import pickle
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from signage.core.item import Kind
from signage.errors import GoneForGood, NeedsSignIn, NotRecognised, SourceError, TooLarge, Unavailable
from signage.sources import plan_for
from signage.sources.plan import FEED_TYPES, SourceState
from tests.sources.answers import NOW, TORONTO, answer, feed_answer, feed_options


def rss(items: str, channel: str = "", namespaces: str = "") -> str:
    return (
        f'<rss version="2.0" {namespaces}><channel><title>Fernmoor Library</title>'
        f"<link>https://www.fern.example/</link>{channel}{items}</channel></rss>"
    )


def one(body: str, **options: object):  # type: ignore[no-untyped-def]
    received = feed_answer(body)
    assert len(received.items) == 1, received.problems
    return received.items[0]


def test_it_asks_once_and_conditionally() -> None:
    (request,) = plan_for(feed_options()).start(SourceState(), NOW)
    assert (request.url, request.accept, request.conditional) == (
        "https://www.fern.example/feed",
        FEED_TYPES,
        True,
    )


def test_a_plan_can_be_sent_to_a_worker() -> None:
    plan = plan_for(feed_options())
    assert pickle.loads(pickle.dumps(plan)) == plan


def test_a_blog_post_is_its_title_with_its_first_sentences() -> None:
    item = one(
        rss(
            "<item><title>Fish &amp;amp; chips &lt;i&gt;night&lt;/i&gt;</title><link>https://www.fern.example/fish</link>"
            "<guid isPermaLink='false'>fish-1</guid><pubDate>Mon, 23 Nov 2026 09:00:00 +0100</pubDate>"
            "<description>&lt;p&gt;Come at six. [&amp;hellip;]&lt;/p&gt;&lt;p&gt;The post Fish appeared first on Fernmoor.&lt;/p&gt;"
            "</description></item>",
            "<language>en-gb</language>",
        )
    )
    content = item.content
    assert (content.kind, content.text, content.detail) == (Kind.POST, "Fish & chips night", "Come at six.…")
    assert content.published == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert (content.url, content.platform, content.language) == (
        "https://www.fern.example/fish",
        "blog",
        "en-gb",
    )
    assert content.author is not None
    assert content.author.name == "Fernmoor Library"
    assert item.id == "feed:fern.example:fish-1"


def test_an_atom_title_of_type_text_keeps_its_letters() -> None:
    item = one(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>f</title><entry><id>1</id>'
        '<title type="text">How &lt;b&gt; works</title><content type="xhtml">'
        '<div xmlns="http://www.w3.org/1999/xhtml"><p>Tea &amp; cake.</p></div></content></entry></feed>'
    )
    assert (item.content.text, item.content.detail) == ("How <b> works", "Tea & cake.")


def test_a_post_without_a_title_is_shown_whole() -> None:
    words = "The gull is back. " * 30
    item = one(
        rss(f"<item><description>&lt;p&gt;{words}&lt;/p&gt;&lt;p&gt;End.&lt;/p&gt;</description></item>")
    )
    assert item.content.text == words.strip() + "\nEnd."
    assert item.content.detail == ""


def test_a_title_that_only_begins_the_text_is_not_said_twice() -> None:
    item = one(
        rss(
            "<item><title>The gull is…</title><description>The gull is back again today.</description></item>"
        )
    )
    assert (item.content.text, item.content.detail) == ("The gull is back again today.", "")


MASTODON = rss(
    "<item><guid isPermaLink='true'>https://social.example/@fern/1</guid><link>https://social.example/@fern/1</link>"
    "<pubDate>Mon, 23 Nov 2026 11:00:00 +0000</pubDate>"
    "<description>&lt;p&gt;&lt;strong&gt;Inhaltswarnung:&lt;/strong&gt; spoilers for chapter 9&lt;/p&gt;&lt;hr /&gt;"
    "&lt;p&gt;She lives. &lt;a href='https://social.example/tags/BookClub'&gt;#&lt;span&gt;BookClub&lt;/span&gt;&lt;/a&gt;&lt;/p&gt;"
    "</description>"
    "<media:content url='https://files.example/a.png' type='image/png' medium='image'>"
    "<media:rating scheme='urn:simple'>adult</media:rating>"
    "<media:description type='plain'>A book, open at chapter 9</media:description></media:content>"
    "<media:content url='https://files.example/b.png' type='image/png' medium='image'>"
    "<media:rating scheme='urn:simple'>nonadult</media:rating>"
    "<media:description type='plain'>The reading circle</media:description></media:content>"
    "<media:content url='https://files.example/c.png' type='image/png' medium='image'>"
    "<media:description type='plain'>Cake</media:description></media:content></item>",
    "<generator>Mastodon v4.5.0</generator><image><url>https://files.example/avatar.png</url></image>",
    'xmlns:media="http://search.yahoo.com/mrss/"',
).replace("<link>https://www.fern.example/</link>", "<link>https://social.example/@fern</link>")


def test_mastodon_keeps_alt_texts_warning_and_rating() -> None:
    item = one(MASTODON)
    assert item.content.text == "She lives. #BookClub"
    assert (item.warning, item.sensitive) == ("spoilers for chapter 9", True)
    assert [(picture.url[-5:], picture.alt) for picture in item.content.pictures] == [
        ("a.png", "A book, open at chapter 9"),
        ("b.png", "The reading circle"),
        ("c.png", "Cake"),
    ]
    author = item.content.author
    assert author is not None
    assert (item.content.platform, author.handle) == ("mastodon", "@fern@social.example")
    assert author.picture == "https://files.example/avatar.png"


def test_wordpress_pictures_come_out_of_the_content() -> None:
    item = one(
        rss(
            "<item><title>New shelves</title><description>They are here.</description><content:encoded><![CDATA["
            "<p>They are <img class='wp-smiley' alt='🙂' src='https://s.w.org/1.png'> here.</p>"
            "<img src='/shelf.jpg' alt='Oak &amp; brass' width='900' height='600'>"
            "<img src='https://pixel.example/t.gif' width='1' height='1'>"
            "<img src='javascript:alert(1)'>]]></content:encoded></item>",
            namespaces='xmlns:content="http://purl.org/rss/1.0/modules/content/"',
        )
    )
    (picture,) = item.content.pictures
    assert (picture.url, picture.alt, picture.width) == (
        "https://www.fern.example/shelf.jpg",
        "Oak & brass",
        900,
    )


def test_youtube_shows_title_thumbnail_and_description() -> None:
    item = one(
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
        'xmlns:media="http://search.yahoo.com/mrss/"><title>Fern TV</title><entry><id>yt:video:abc</id>'
        "<yt:videoId>abc</yt:videoId><title>Story time</title>"
        '<link rel="alternate" href="https://www.youtube.com/watch?v=abc"/><published>2026-11-20T10:00:00+00:00</published>'
        "<media:group><media:title>Story time</media:title><media:thumbnail url='https://i.example/abc.jpg' width='480' "
        "height='360'/><media:description>We read aloud.</media:description></media:group></entry></feed>"
    )
    assert (item.content.platform, item.content.text, item.content.detail) == (
        "youtube",
        "Story time",
        "We read aloud.",
    )
    assert [picture.url for picture in item.content.pictures] == ["https://i.example/abc.jpg"]


def test_bibliocommons_dates_make_events() -> None:
    item = one(
        rss(
            "<item><title>Quiet crafts</title><link>https://x.example/1</link><bc:start_date>2026-11-24T18:00:00Z</bc:start_date>"
            "<bc:end_date>2026-11-24T19:30:00Z</bc:end_date><bc:is_cancelled>true</bc:is_cancelled>"
            "<bc:location><bc:id>1</bc:id><bc:name>Harbour branch</bc:name><bc:location_details>Room 2</bc:location_details>"
            "</bc:location></item>",
            namespaces='xmlns:bc="http://bibliocommons.com/rss/1.0/modules/event/"',
        )
    )
    content = item.content
    assert content.when is not None
    assert (content.kind, content.when.starts) == (Kind.EVENT, datetime(2026, 11, 24, 18, 0, tzinfo=UTC))
    assert content.when.ends - content.when.starts == timedelta(minutes=90)
    assert (content.place, content.cancelled, content.author) == ("Harbour branch, Room 2", True, None)


LIBCAL = 'xmlns:libcal="https://libcal.com/rss_xmlns.php"'


def libcal(date: str, start: str, end: str, title: str = "Scrabble") -> str:
    return rss(
        f"<item><title>{title}</title><libcal:date>{date}</libcal:date><libcal:start>{start}</libcal:start>"
        f"<libcal:end>{end}</libcal:end><libcal:location>Café</libcal:location><libcal:campus>Main</libcal:campus>"
        "<libcal:audience>Adults</libcal:audience></item>",
        namespaces=LIBCAL,
    )


def test_libcal_times_are_local() -> None:
    (item,) = feed_answer(libcal("2026-07-01", "15:00:00", "16:00:00"), TORONTO).items
    assert item.content.when is not None
    assert item.content.when.starts == datetime(2026, 7, 1, 19, 0, tzinfo=UTC)
    assert (item.content.place, item.content.audience) == ("Café, Main", "Adults")


def test_a_libcal_day_from_midnight_to_midnight_is_all_day() -> None:
    when = one(libcal("2026-12-01", "00:00:00", "23:59:59")).content.when
    assert when is not None
    zone = ZoneInfo("Europe/London")
    assert (when.all_day, when.starts, when.ends) == (
        True,
        datetime(2026, 12, 1, tzinfo=zone),
        datetime(2026, 12, 2, tzinfo=zone),
    )


def test_a_cancelled_title_says_so_once() -> None:
    item = one(libcal("2026-12-01", "10:00:00", "11:00:00", "CANCELLED - Scrabble"))
    assert (item.content.text, item.content.cancelled) == ("Scrabble", True)


def test_an_event_without_a_date_is_a_problem() -> None:
    received = feed_answer(libcal("soon", "10:00:00", "11:00:00"))
    assert received.items == ()
    assert "soon" in received.problems[0].what


def test_tribe_and_communico_events_are_local_times() -> None:
    tribe = {
        "events": [
            {
                "id": 7,
                "title": "Let&#8217;s sing",
                "url": "https://fern.example/sing",
                "description": "<p>Bring a voice.</p>",
                "start_date": "2026-11-24 18:00:00",
                "end_date": "2026-11-24 19:00:00",
                "timezone": "Europe/Berlin",
                "all_day": False,
                "venue": {"venue": "Main hall"},
                "image": False,
            }
        ]
    }
    (item,) = feed_answer(json.dumps(tribe), TORONTO).items
    assert item.content.when is not None
    assert (item.content.text, item.content.when.starts) == (
        "Let’s sing",
        datetime(2026, 11, 24, 17, 0, tzinfo=UTC),
    )
    communico = [
        {"id": "1", "title": "Staff meeting", "event_start": "2026-11-24 09:00:00", "private_event": "1"},
        {
            "id": "2",
            "title": "Book club",
            "event_start": "2026-11-24 10:00:00",
            "agesArray": ["Adults"],
            "location": "North",
        },
    ]
    private, public = feed_answer(json.dumps(communico), TORONTO).items
    assert (private.private, public.private) == (True, False)
    assert public.content.when is not None
    assert (public.content.when.starts, public.content.place) == (
        datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
        "North",
    )


def test_events_in_an_ordinary_feed_take_their_time_from_its_date() -> None:
    body = rss("<item><title>Fair</title><pubDate>September 13, 2027 - 3:00pm</pubDate></item>")
    (item,) = feed_answer(body, TORONTO, Kind.EVENT).items
    assert item.content.when is not None
    assert item.content.when.starts == datetime(2027, 9, 13, 19, 0, tzinfo=UTC)


def test_a_post_from_the_future_is_left_out_and_listed() -> None:
    soon, later = (NOW + timedelta(minutes=n) for n in (9, 11))
    items = "".join(
        f"<item><title>{name}</title><guid>{name}</guid><pubDate>{when:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        for name, when in (("soon", soon), ("later", later))
    )
    received = feed_answer(rss(items))
    assert [item.content.text for item in received.items] == ["soon"]
    assert received.problems[0].where == "item 2 of 2"


def test_a_date_without_a_zone_is_the_librarys() -> None:
    body = rss("<item><title>x</title><pubDate>2026-07-01 09:00:00</pubDate></item>")
    (item,) = feed_answer(body, TORONTO).items
    assert item.content.published == datetime(2026, 7, 1, 13, 0, tzinfo=UTC)


def test_ids_come_from_guid_then_link_then_words() -> None:
    ids = [
        item.id
        for item in feed_answer(
            rss(
                "<item><title>a</title><guid isPermaLink='false'>g</guid></item><item><title>b</title><link>https://fern.example/b</link></item>"
                "<item><title>c</title></item>"
            )
        ).items
    ]
    assert ids[:2] == ["feed:fern.example:g", "feed:fern.example:https://fern.example/b"]
    assert ids[2].startswith("feed:fern.example:sha256:")


def test_two_items_may_share_a_guid_but_a_copy_is_dropped() -> None:
    received = feed_answer(
        rss(
            "<item><title>a</title><guid isPermaLink='false'>g</guid><link>https://fern.example/a</link></item>"
            "<item><title>b</title><guid isPermaLink='false'>g</guid><link>https://fern.example/b</link></item>"
            "<item><title>a</title><guid isPermaLink='false'>g</guid><link>https://fern.example/a</link></item>"
        )
    )
    assert [item.content.text for item in received.items] == ["a", "b"]
    assert len({item.id for item in received.items}) == 2
    assert len(received.problems) == 1


@pytest.mark.parametrize(
    ("channel", "hours"),
    [
        ("<ttl>120</ttl>", 2.0),
        ("<ttl>999999</ttl>", 24.0),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 6.0),
    ],
)
def test_the_publishers_wish_is_heard(channel: str, hours: float | None) -> None:
    spaces = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    wish = feed_answer(rss("", channel, spaces)).poll_after
    assert wish == (None if hours is None else timedelta(hours=hours))


def test_an_empty_feed_is_valid() -> None:
    received = feed_answer(rss(""))
    assert (received.items, received.problems, received.complete) == ((), (), False)


def test_at_most_500_items() -> None:
    received = feed_answer(rss("".join(f"<item><title>t{n}</title></item>" for n in range(700))))
    assert len(received.items) == 500


def test_links_are_http_or_none() -> None:
    for link, kept in (
        ("javascript:alert(1)", ""),
        ("/news", "https://www.fern.example/news"),
        ("file:///etc/passwd", ""),
    ):
        assert one(rss(f"<item><title>x</title><link>{link}</link></item>")).content.url == kept


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Fern &amp; Moor",
        "icon": "https://fern.example/icon.png",
        "items": [
            {
                "id": 17,
                "url": "https://fern.example/17",
                "title": "Open late",
                "content_html": "<p>Until <b>nine</b>.</p><img src='/lamp.jpg' alt='A lamp'>",
                "date_published": "2026-11-22T10:00:00+01:00",
                "image": "https://fern.example/cover.jpg",
            },
            {"id": "18", "content_text": "No title,\nonly a < b."},
            "rubbish",
        ],
    }
    received = feed_answer("\ufeff" + json.dumps(feed))
    first, second = received.items
    assert (first.content.text, first.content.detail, first.id) == (
        "Open late",
        "Until nine.",
        "feed:fern.example:17",
    )
    assert first.content.published == datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert [picture.url[-9:] for picture in first.content.pictures] == ["cover.jpg", "/lamp.jpg"]
    assert second.content.text == "No title,\nonly a < b."
    assert second.content.author is not None
    assert second.content.author.name == "Fern & Moor"
    assert len(received.problems) == 1


def test_wordpress_rest_posts() -> None:
    posts = [
        {
            "id": 5,
            "link": "https://fern.example/5",
            "date_gmt": "2026-11-20T08:00:00",
            "title": {"rendered": "Cake &#8211; again"},
            "excerpt": {"rendered": "<p>There is cake. [&hellip;]</p>"},
            "content": {"rendered": "<p>There is cake. Much cake.</p>"},
            "_embedded": {
                "wp:featuredmedia": [{"source_url": "https://fern.example/cake.jpg", "alt_text": "Cake"}]
            },
        }
    ]
    (item,) = feed_answer(json.dumps(posts)).items
    assert (item.content.text, item.content.detail) == ("Cake – again", "There is cake.…")
    assert item.content.pictures[0].alt == "Cake"


def deep(levels: int) -> str:
    return rss("<item><title>x</title><d>" + "<a>" * levels + "</a>" * levels + "</d></item>")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", NotRecognised),
        (" \n\t", NotRecognised),
        ("\ufeff", NotRecognised),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", NotRecognised),
        ("\n<!-- portal --><HTML><head></head></HTML>", NotRecognised),
        ("hello", NotRecognised),
        ("{", NotRecognised),
        ("[" * 5000, NotRecognised),
        ('{"error": "no"}', NotRecognised),
        ("[]", NotRecognised),
        ("<opml><body/></opml>", NotRecognised),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>', NotRecognised),
        ('<!DOCTYPE rss [ ]><rss version="2.0"/>', NotRecognised),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>'.encode("utf-16"), NotRecognised),
        ('<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-ENTITY a "b"+AD4-', NotRecognised),
        ('<?xml version="1.0" encoding="unicode_escape"?>\\x3c!ENTITY a "b">', NotRecognised),
        (rss("<item " + " ".join(f'a{n}="x>"' for n in range(201)) + "/>"), TooLarge),
        (deep(120), TooLarge),
        (rss("<a/>" * 200_001), TooLarge),
        ("<!DOCTYPE " * 20_000, NotRecognised),
    ],
)
def test_what_is_no_feed_is_refused_with_a_way_out(body: str | bytes, error: type[SourceError]) -> None:
    with pytest.raises(error) as caught:
        answer(feed_options(), body)
    assert type(caught.value) is error
    assert caught.value.where == "source blog"
    assert caught.value.what.endswith((".", "?"))
    assert caught.value.do


@pytest.mark.parametrize(
    "body",
    [
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>t</title>'
        "<item><title>x</title></item></channel></rss>",
        deep(60),
        rss("<item><title>x</title><description><![CDATA[" + "<b>" * 500 + "]]></description></item>"),
        rss("<item><title>x</title><description>a<br>b" + "<br>" * 300 + "</description></item>"),
        rss("<item><title>x</title></item>").encode("utf-16"),
        rss("<item><title>x</title></item>").encode("utf-16-le"),
    ],
)
def test_what_only_looks_dangerous_is_read(body: str | bytes) -> None:
    assert [item.content.text for item in answer(feed_options(), body).items] == ["x"]


@pytest.mark.parametrize(
    ("status", "error"), [(401, NeedsSignIn), (403, NeedsSignIn), (404, Unavailable), (410, GoneForGood)]
)
def test_statuses_become_errors(status: int, error: type[SourceError]) -> None:
    with pytest.raises(error):
        answer(feed_options(), "no", status=status)


def test_names_and_texts_with_tricks_are_marked() -> None:
    assert one(rss("<item><title>pay\u202eload</title></item>")).tricks
    assert not one(rss("<item><title>plain</title></item>")).tricks
