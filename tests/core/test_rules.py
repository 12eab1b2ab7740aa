from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.decision import Reason, State, Trust
from signage.core.item import Author, Content, Kind, Picture, RawItem
from signage.core.rules import Policy, changed, judge
from signage.core.skeleton import BlockList, fingerprint

REVIEW = Policy(library_name="Fernmoor Library", block_words=("darn", "moby dick", "泥棒"))
PUBLISH = replace(REVIEW, trust=Trust.PUBLISH)


def said(text: str, *, author: Author | None = None, kind: Kind = Kind.COMMENT, **more: object) -> RawItem:
    raw = RawItem(id="form:1", content=Content(kind=kind, text=text, author=author))
    return replace(raw, **more)  # type: ignore[arg-type]  # the test names real fields


def reasons(raw: RawItem, policy: Policy = REVIEW) -> tuple[Reason, ...]:
    return judge(raw, policy).reasons


def test_a_clean_item_waits_or_is_published_as_its_source_is_trusted() -> None:
    raw = said("The new chairs are wonderful, thank you.")
    assert judge(raw, REVIEW).state is State.WAITING
    assert reasons(raw) == (Reason.REVIEW,)
    assert judge(raw, PUBLISH).state is State.APPROVED
    assert reasons(raw, PUBLISH) == (Reason.TRUSTED,)


@pytest.mark.parametrize(
    "text",
    [
        "well darn it",
        "DARN!",
        "d.a.r.n",
        "d a r n you",
        "daaaarn",
        "d\u200barn",
        "dаrn",  # Cyrillic a
        "ｄａｒｎ",
        "𝐝𝐚𝐫𝐧",
        "d4rn",
        "d@rn",
        "dárn",
        "d*rn",
        "#DarnGood",
        "@darn",
        "(darn)",
        "I read Moby-Dick twice",
        "この泥棒め",
    ],
)
def test_block_words_are_found_in_their_disguises(text: str) -> None:
    assert Reason.BLOCK_WORD in reasons(said(text))
    assert Reason.BLOCK_WORD in reasons(said(text), PUBLISH)


@pytest.mark.parametrize(
    "text", ["darning socks on Monday", "a darned sock", "Dick Francis", "d* r*", "dar n"]
)
def test_block_words_are_whole_words(text: str) -> None:
    assert Reason.BLOCK_WORD not in reasons(said(text))


def test_numbers_are_no_letters() -> None:
    assert not BlockList(("ass",)).finds("Room 455")
    assert BlockList(("ass",)).finds("a55")


def test_block_words_are_found_wherever_words_stand() -> None:
    author = Author(name="Darn", handle="@ann@social.example")
    assert Reason.BLOCK_WORD in reasons(said("hello", author=author))
    assert Reason.BLOCK_WORD in reasons(said("hello", warning="darn"))
    picture = Picture(url="https://a.example/1.png", alt="darn")
    with_picture = said("hello")
    with_picture = replace(with_picture, content=replace(with_picture.content, pictures=(picture,)))
    assert Reason.BLOCK_WORD in reasons(with_picture)


@pytest.mark.parametrize(
    "text",
    [
        "see https://shop.example/x",
        "go to shop.com now",
        "www. shop.example",
        "shop[.]com",
        "shop dot com",
        "ＷＷＷ．shop．com",
        "telegram: tg://join",
        "bit.ly/abc",
    ],
)
def test_links_are_a_reason(text: str) -> None:
    assert Reason.LINK in reasons(said(text))
    assert Reason.LINK not in reasons(said(text), PUBLISH)


@pytest.mark.parametrize(
    "text",
    [
        "write to ann.lee@mail.example",
        "ann (at) mail (dot) example",
        "call 020 7946 0018",
        "+49 30 901820",
        "(555) 010-4477",
        "07700900123",
    ],
)
def test_addresses_and_phone_numbers_are_a_reason(text: str) -> None:
    assert Reason.CONTACT in reasons(said(text))
    assert Reason.CONTACT not in reasons(said(text), PUBLISH)


@pytest.mark.parametrize(
    "text",
    [
        "Open 9.00-17.00 and 10:00-19:00",
        "From 2026-11-23 to 24.12.2026",
        "The war of 1914-1918 and the season 2026/27",
        "ISBN 978-0-306-40615-7",
        "We lent 1 250 000 books, 3,400,000 in all",
        "Thanks @fernmoor@social.example and @lib.bsky.social",
        "Version 2.0 is out. It is great",
        "I like it.So much",
        "94 of 120 chairs",
    ],
)
def test_dates_numbers_and_mentions_are_no_contact_and_no_link(text: str) -> None:
    assert not {Reason.LINK, Reason.CONTACT} & set(reasons(said(text)))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (said("hello", sensitive=True), Reason.SENSITIVE),
        (said("hello", warning="spiders"), Reason.SENSITIVE),
        (said("hello", tricks=True), Reason.TRICKS),
        (said("hello \u202eolleh"), Reason.TRICKS),
        (said("hello", foreign=True), Reason.FOREIGN),
        (said("hello", private=True), Reason.PRIVATE),
        (said(" … "), Reason.EMPTY),
    ],
)
def test_reasons_that_hold_at_every_source(raw: RawItem, reason: Reason) -> None:
    for policy in (REVIEW, PUBLISH):
        verdict = judge(raw, policy)
        assert verdict.state is State.HELD
        assert verdict.reasons == (reason,)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (said("PLEASE TURN THE HEATING UP"), Reason.CAPITALS),
        (said("hello there, раypal"), Reason.TRICKS),
        (said("hello", author=Author(name="Fernmoor Library")), Reason.IMITATION),
        (said("hello", author=Author(name="FERNM00R LIBRARY")), Reason.IMITATION),
        (said("hello", author=Author(name="Fernmor Library")), Reason.IMITATION),
        (said("hello", author=Author(handle="@fernmoorlibrary_official@bad.example")), Reason.IMITATION),
        (said("hello", author=Author(name="Staff")), Reason.IMITATION),
    ],
)
def test_reasons_at_sources_under_review_only(raw: RawItem, reason: Reason) -> None:
    assert reasons(raw) == (reason,)
    assert judge(raw, REVIEW).state is State.HELD
    assert judge(raw, PUBLISH).state is State.APPROVED


@pytest.mark.parametrize(
    "raw",
    [
        said("DVDs and CDs for LGBTQ teens"),
        said("BIG NEWS"),
        said("I love Fernmoor Library", author=Author(name="Fern Moor")),
        said("Привет всем, это книга"),
        said("Γειά σου κόσμε"),
        said("\U0001f49c"),
        said("5 µm is small"),
    ],
)
def test_ordinary_words_give_no_reason(raw: RawItem) -> None:
    assert reasons(raw) == (Reason.REVIEW,)


def test_the_same_text_again_is_a_reason_even_dressed_up() -> None:
    earlier = frozenset({fingerprint("Buy my book now")})
    assert judge(said("BUY my bοοk, now!!"), REVIEW, earlier_texts=earlier).state is State.HELD
    assert Reason.REPEATED in judge(said("Buy my book, now"), REVIEW, earlier_texts=earlier).reasons
    assert Reason.REPEATED not in judge(said("Buy my books"), REVIEW, earlier_texts=earlier).reasons
    series = said("Buy my book now", kind=Kind.EVENT)
    assert Reason.REPEATED not in judge(series, REVIEW, earlier_texts=earlier).reasons


def test_boosts_go_as_the_source_says() -> None:
    raw = said("hello", foreign=True, kind=Kind.POST)
    assert judge(raw, replace(PUBLISH, boosts="publish")).state is State.APPROVED
    assert judge(raw, replace(REVIEW, boosts="publish")).state is State.WAITING
    hidden = judge(raw, replace(PUBLISH, boosts="hide"))
    assert (hidden.state, hidden.reasons) == (State.HIDDEN, (Reason.FOREIGN,))


def test_a_picture_alone_is_enough_for_a_post() -> None:
    raw = RawItem(
        id="a", content=Content(kind=Kind.POST, text="", pictures=(Picture(url="https://a.example/p"),))
    )
    assert judge(raw, PUBLISH).state is State.APPROVED


raw_items = st.builds(
    RawItem,
    id=st.just("a"),
    content=st.builds(
        Content,
        kind=st.sampled_from(Kind),
        text=st.text(max_size=80),
        detail=st.text(max_size=30),
        author=st.none() | st.builds(Author, name=st.text(max_size=30), handle=st.text(max_size=30)),
    ),
    warning=st.sampled_from(["", "x"]),
    sensitive=st.booleans(),
    private=st.booleans(),
    foreign=st.booleans(),
    tricks=st.booleans(),
)
policies = st.builds(
    Policy,
    library_name=st.sampled_from(["Fernmoor Library", "", "Библиотека"]),
    block_words=st.sampled_from([(), ("darn",)]),
    trust=st.sampled_from(Trust),
    boosts=st.sampled_from(["review", "publish", "hide"]),
)


@settings(deadline=None, max_examples=200)
@given(raw_items, policies)
def test_rules_never_publish_what_is_under_review_and_never_delete(raw: RawItem, policy: Policy) -> None:
    verdict = judge(raw, policy)
    assert verdict.reasons
    assert verdict.state in (State.WAITING, State.HELD, State.APPROVED, State.HIDDEN)
    if policy.trust is Trust.REVIEW:
        assert verdict.state is not State.APPROVED
    if raw.private or raw.sensitive or raw.warning or raw.tricks:
        assert verdict.state in (State.HELD, State.HIDDEN)
    if verdict.state is State.HIDDEN:
        assert raw.foreign


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60))
def test_a_fingerprint_stays_its_own(text: str) -> None:
    assert fingerprint(fingerprint(text)) == fingerprint(text)


PICTURE = Picture(url="https://a.example/1.png", sha256="aa", alt="A cat")


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({"text": "other"}, True),
        ({"detail": "other"}, True),
        ({"author": Author(name="Bo")}, True),
        ({"url": "https://b.example"}, True),
        ({"pictures": ()}, True),
        ({"pictures": (replace(PICTURE, sha256="bb"),)}, True),
        ({"pictures": (replace(PICTURE, alt="A dog"),)}, True),
        ({"pictures": (replace(PICTURE, sha256="", url="https://a.example/2.png"),)}, True),
        ({"pictures": (replace(PICTURE, url="https://cdn.example/1.png"),)}, False),
        ({"pictures": (replace(PICTURE, sha256=""),)}, False),
        ({"pictures": (replace(PICTURE, width=20),)}, False),
        ({"language": "de"}, False),
        ({}, False),
    ],
)
def test_an_approval_covers_text_author_and_pictures(change: dict[str, object], counts: bool) -> None:
    content = Content(kind=Kind.POST, text="hello", author=Author(name="Ann"), pictures=(PICTURE,))
    before = RawItem(id="a", content=content)
    after = RawItem(id="a", content=replace(content, **change))  # type: ignore[arg-type]
    assert changed(before, after) is counts


def test_hostile_texts_are_judged_without_harm(corpus: Path) -> None:
    lines = [
        line
        for path in sorted((corpus / "hostile" / "strings").rglob("*.txt"))
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
    ]
    assert len(lines) > 100
    for line in lines:
        assert judge(said(line), REVIEW).state in (State.WAITING, State.HELD)
