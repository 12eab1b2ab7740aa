from __future__ import annotations

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.errors import NotRecognised, TooLarge
from signage.fetcher.body import GzipBody


@given(st.lists(st.binary(max_size=300_000), min_size=1, max_size=3), st.integers(1, 70_000))
@settings(deadline=None, max_examples=40)
def test_any_cut_of_any_members_gives_the_whole(parts: list[bytes], step: int) -> None:
    wire = b"".join(gzip.compress(part * 3) for part in parts)
    body = GzipBody(3_000_000)
    for at in range(0, len(wire), step):
        body.feed(wire[at : at + step])
    assert body.whole() == b"".join(part * 3 for part in parts)


def test_a_piece_that_fills_the_decoder_exactly() -> None:
    body = GzipBody(10_000_000)
    body.feed(gzip.compress(bytes(64 * 1024 * 8)))
    assert len(body.whole()) == 64 * 1024 * 8


def test_the_limit_is_passed_by_less_than_a_piece() -> None:
    body = GzipBody(100_000)
    with pytest.raises(TooLarge):
        body.feed(gzip.compress(bytes(50_000_000)))
    assert len(body._bytes) < 100_000 + 65 * 1024


def test_padding_after_the_last_member_is_left_alone() -> None:
    body = GzipBody(1000)
    body.feed(gzip.compress(b"hello") + b"\0" * 10)
    assert body.whole() == b"hello"


def test_an_end_that_is_missing() -> None:
    body = GzipBody(1000)
    body.feed(gzip.compress(b"hello")[:-4])
    with pytest.raises(NotRecognised):
        body.whole()
