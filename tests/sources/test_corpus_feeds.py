"""Every feed that was ever collected goes through the plan: items, a listed problem, or one error that says why."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.item import Kind
from signage.errors import SourceError
from signage.sources.plan import Received
from tests.sources.answers import TORONTO, feed_answer

ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>/]")


def tried(body: bytes) -> Received | SourceError:
    try:
        return feed_answer(body, TORONTO)
    except SourceError as error:
        return error


def files(folder: Path, *, every: int = 1) -> Iterator[Path]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return iter(found[::every])


def is_sound(received: Received) -> bool:
    """No markup's leftovers, no bad links, ids that differ."""
    ids = [item.id for item in received.items]
    links = [item.content.url for item in received.items] + [
        picture.url for item in received.items for picture in item.content.pictures
    ]
    return (
        len(set(ids)) == len(ids)
        and all(link == "" or link.startswith(("http://", "https://")) for link in links)
        and all(item.content.text.strip() for item in received.items)
        and not any("\x00" in item.content.text or "\u202e" in item.content.text for item in received.items)
    )


def test_every_real_feed_gives_items_or_says_why(corpus: Path) -> None:
    with_entries, answered = 0, 0
    for path in files(corpus / "corpus/feeds"):
        body = path.read_bytes()
        outcome = tried(body)
        if isinstance(outcome, Received):
            assert is_sound(outcome), path.name
        if ENTRY.search(body.replace(b"\0", b"")):
            with_entries += 1
            answered += isinstance(outcome, Received) and bool(outcome.items or outcome.problems)
    assert with_entries > 100
    assert answered / with_entries >= 0.98


@pytest.mark.parametrize(
    ("folder", "every"),
    [("corpus/hostile", 1), ("hostile/generated", 1), ("hostile/feeds", 4), ("hostile/json", 1)],
)
def test_hostile_files_raise_nothing_but_source_errors(corpus: Path, folder: str, every: int) -> None:
    seen = 0
    for path in files(corpus / folder, every=every):
        outcome = tried(path.read_bytes())
        seen += 1
        if isinstance(outcome, Received):
            assert is_sound(outcome), path.name
    assert seen > 40


@dataclass(frozen=True)
class ByHand:
    """What a person counted and read in one file; the file is known by its hash."""

    sha256: str
    count: int
    first: str
    starts: datetime | None = None
    problems: int = 0


# Counted with grep and read in an editor, not with the parser under test.
BY_HAND = [
    ByHand(
        "3ba9ce6ee2df92ec26aac33b943da4e6745d8e2a2a4db82e24739bb8ab5252ae",
        3,
        "Babytime",
        datetime(2026, 8, 18, 18, 0, tzinfo=UTC),
    ),
    ByHand(
        "e75802087467b534c2824134cb4ae35bfe810986ab10716dbf64d75b8ef3c3a8",
        3,
        "Wednesday Afternoon Book Club - Online Option",
        datetime(2026, 9, 9, 18, 0, tzinfo=UTC),
    ),
    ByHand(
        "d59a8dc638f12c669b397dc4d5cbff9330ea0a5caee8c82a5ba09e1a5a850d61",
        2,
        "Spice It Up Kits",
        datetime(2026, 9, 2, 14, 0, tzinfo=UTC),
    ),
    ByHand(
        "24775f7678fe6925727852c1add6fc930f78ca1aff56b5641ef37435e6168b3b",
        2,
        "West Nottawasaga Cemetery Memorial",
    ),
    ByHand(
        "d9723c5b5ea957f3bf0e850d9157775ec1f54bc7e417336f7eac8bec830790e5",
        55,
        "Trump State of the Union address",
    ),
    ByHand(
        "9a7afc97caf3884d000d03e62a234cd8d9b3472b4fbc859eb6d46b0b9d3a0cae",
        20,
        "James Dempsey and the Breakpoints",
    ),
    ByHand(
        "2d366d198df53b62b997b3a522ba04e6e9859837e1faed152d5f851d24ed807f",
        15,
        "Java-Anwendungsserver: Red Hat",
    ),
    ByHand(
        "0aff40a0a78d8edd64fc454ed429075da612aeacc11c3d4904a7fa222523c97c", 10, "QEMU version 10.1.0 released"
    ),
    ByHand("531e7c5c42cb29ca7a166d5fe43943bcb3d81671c214432b44d31ed0d07b526c", 5, "Title 5"),
    ByHand("c09df45f34be528e3a54af94ab8e118686752a448db0dec11b9a7708776b6d4a", 69, "Food for fungi"),
    ByHand("559536275f34a225c20a18ad65561b81b899137589d2f25d4c05141132db9378", 10, "Skipping Around"),
    ByHand(
        "4468b27dcfcfefffcac14ea444163e3a9e701d0958ec703960696a769cfe91f2",
        1,
        "Navigating with Quantum Entanglement",
    ),
    ByHand("8431af7ad5a1be5a538b71cd2ff8cb7cd215bd555b4c76c3537fb91a93760938", 1, "Test feed title 1"),
    # Two of its 50 items are there twice, with the same guid and the same words.
    ByHand(
        "ed3be36050e94c3daa9b9b65841b827e2d27c1bdae98d72b26eb04d523efb324", 48, "Good morning", problems=2
    ),
]


@pytest.fixture(scope="module")
def by_hash(corpus: Path) -> dict[str, bytes]:
    bodies = (path.read_bytes() for path in files(corpus / "corpus/feeds"))
    return {sha256(body).hexdigest(): body for body in bodies}


@pytest.mark.parametrize("expected", BY_HAND, ids=lambda expected: str(expected.sha256[:8]))
def test_files_that_were_read_by_hand(by_hash: dict[str, bytes], expected: ByHand) -> None:
    received = feed_answer(by_hash[expected.sha256], TORONTO)
    first = received.items[0].content
    assert len(received.items) == expected.count
    assert first.text.startswith(expected.first)
    assert len(received.problems) == expected.problems
    if expected.starts:
        assert first.when is not None
        assert (first.kind, first.when.starts) == (Kind.EVENT, expected.starts)


def test_damaged_feeds_raise_nothing_but_source_errors(corpus: Path) -> None:
    bodies = [path.read_bytes() for path in files(corpus / "corpus/feeds") if path.stat().st_size < 20_000]
    chance = random.Random(2)  # the same damages every time
    for _ in range(400):
        body = bytearray(chance.choice(bodies))
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(body) or 1)
            change = chance.randrange(3)
            if change == 0:
                body[at : at + 1] = bytes([chance.randrange(256)])
            elif change == 1:
                del body[at : at + chance.randrange(40)]
            else:
                body[at:at] = body[: chance.randrange(60)]
        outcome = tried(bytes(body))
        assert isinstance(outcome, SourceError) or is_sound(outcome)


@settings(deadline=None, max_examples=150)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(alphabet='<>/!?[]{}":,=&;rss item title', max_size=200).map(str.encode),
    )
)
def test_any_bytes_raise_nothing_but_source_errors(body: bytes) -> None:
    for lead in (
        b"",
        b"<rss version='2.0'><channel><item><title>",
        b'{"version":"https://jsonfeed.org/version/1","items":[',
    ):
        tried(lead + body)
