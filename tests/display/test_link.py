from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from signage.display import link as links
from signage.display.events import Events
from signage.display.link import Link
from signage.display.wall import NEVER
from tests.display.hub import Desk, until

STREAM = (
    b': heart\n\nevent: revision\ndata: 12\n\nevent: hide\r\ndata: {"ids":\r\ndata: ["a"]}\r\n\r\n'
    b"data: bare\n\nevent: empty\n\n:x\n\n"
)
WANTED = [("revision", "12"), ("hide", '{"ids":\n["a"]}'), ("message", "bare")]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_events_are_the_same_however_the_stream_is_cut(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(STREAM)]
    events = Events()
    got = [event for one, two in pairwise(places) for event in events.feed(STREAM[one:two])]
    assert got == WANTED


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chunks=st.lists(st.binary(max_size=60), max_size=10))
def test_any_bytes_at_all_are_no_crash(chunks: list[bytes]) -> None:
    events = Events()
    for chunk in chunks:
        assert all(isinstance(name, str) for name, _ in events.feed(chunk))


class Told:
    """Everything that a link says, in order."""

    def __init__(self, link: Link) -> None:
        self.bodies: list[bytes] = []
        self.hidden: list[str] = []
        self.without = 0
        self.answers = 0
        link.arrived.connect(self.bodies.append)
        link.hidden.connect(self.hide)
        link.answered.connect(self.count)

    def hide(self, ids: list[str], revision: int) -> None:
        self.hidden += ids
        self.without = revision

    def count(self) -> None:
        self.answers += 1


def test_a_snapshot_comes_once_and_again_when_it_changed(
    app: QGuiApplication, desk: Desk, token: Path
) -> None:
    desk.body = b"first"
    link = Link(desk.address, token)
    told = Told(link)
    assert link.reach == NEVER
    link.begin()
    until(lambda: told.bodies, app.processEvents)
    assert link.reach.answered
    assert link.reach.silent_for < timedelta(minutes=1)
    desk.events.append("event: revision\ndata: 1\n\n")
    until(lambda: ("/screen/v1/snapshot", '"1"') in desk.asked, app.processEvents)
    desk.body, desk.etag = b"second", '"2"'
    desk.events.append("event: revision\ndata: 2\n\n")
    until(lambda: len(told.bodies) > 1, app.processEvents)
    assert told.bodies == [b"first", b"second"]
    link.end()


def test_a_hide_comes_before_the_snapshot_is_asked_for(app: QGuiApplication, desk: Desk, token: Path) -> None:
    link = Link(desk.address, token)
    told = Told(link)
    link.begin()
    until(lambda: told.bodies, app.processEvents)
    desk.events += [
        'event: hide\ndata: {"revision": 2, "ids": ["a", "b", 3]}\n\n',
        "event: hide\ndata: what\n\n",
    ]
    until(lambda: told.hidden, app.processEvents)
    assert (told.hidden, told.without) == (["a", "b"], 2)
    link.end()


def snapshots(desk: Desk) -> int:
    """How often a snapshot was asked for."""
    return sum(path.endswith("/snapshot") for path, _ in desk.asked)


def test_many_revisions_at_once_are_asked_for_once_more_after_a_rest(
    app: QGuiApplication, desk: Desk, token: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "REST_MS", 600)
    link = Link(desk.address, token)
    told = Told(link)
    link.begin()
    until(lambda: told.bodies, app.processEvents)
    desk.events.append("event: revision\ndata: 1\n\n")
    until(lambda: snapshots(desk) == 2, app.processEvents)
    desk.body, desk.etag = b"second", '"2"'
    desk.events += [f"event: revision\ndata: {number}\n\n" for number in range(2, 40)]
    until(lambda: len(told.bodies) > 1, app.processEvents)
    assert told.bodies == [b"{}", b"second"]
    assert snapshots(desk) == 3
    link.end()


def test_what_must_go_does_not_wait_for_the_rest(
    app: QGuiApplication, desk: Desk, token: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "REST_MS", 1_000_000)
    link = Link(desk.address, token)
    told = Told(link)
    link.begin()
    until(lambda: told.bodies, app.processEvents)
    desk.events += [f"event: revision\ndata: {number}\n\n" for number in range(2)]
    until(lambda: snapshots(desk) == 2, app.processEvents)
    desk.body, desk.etag = b"without", '"2"'
    desk.events.append('event: hide\ndata: {"ids": ["a"]}\n\n')
    until(lambda: len(told.bodies) > 1, app.processEvents)
    assert told.hidden == ["a"]
    assert told.bodies[-1] == b"without"
    link.end()


def test_a_link_comes_back_after_the_hub_was_away(
    app: QGuiApplication, desk: Desk, token: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "FIRST_DELAY_MS", 20)
    link = Link(desk.address, token)
    told = Told(link)
    link.begin()
    until(lambda: told.bodies, app.processEvents)
    before = len([path for path, _ in desk.asked if path.endswith("changes")])
    desk.down = True
    until(lambda: len([p for p, _ in desk.asked if p.endswith("changes")]) > before + 1, app.processEvents)
    desk.down, desk.body, desk.etag = False, b"after", '"9"'
    until(lambda: told.bodies[-1] == b"after", app.processEvents)
    link.end()


def test_a_hub_that_speaks_has_not_answered_before_its_snapshot_is_here(
    app: QGuiApplication, desk: Desk, token: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy may have what was hidden since: nothing that rests may be shown for a hub's heartbeat."""
    monkeypatch.setattr(links, "ASK_AGAIN_MS", 20)
    desk.bare = True
    link = Link(desk.address, token)
    told = Told(link)
    link.begin()
    desk.events.append("event: revision\ndata: 3\n\n")
    until(lambda: snapshots(desk) > 2, app.processEvents)
    assert (link.reach, told.answers) == (NEVER, 0)
    order: list[str] = []
    link.arrived.connect(lambda _: order.append("snapshot"))
    link.answered.connect(lambda: order.append("answered"))
    desk.bare = False
    until(lambda: told.bodies, app.processEvents)
    until(lambda: told.answers, app.processEvents)
    assert order[:2] == ["snapshot", "answered"]
    assert link.reach.answered
    link.end()


def test_silence_ends_the_line_and_it_is_tried_again(
    app: QGuiApplication, desk: Desk, token: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "SILENCE_MS", 60)
    monkeypatch.setattr(links, "FIRST_DELAY_MS", 10)
    link = Link(desk.address, token)
    link.begin()
    until(lambda: len([p for p, _ in desk.asked if p.endswith("changes")]) >= 3, app.processEvents)
    link.end()


def test_a_wrong_token_is_no_answer(app: QGuiApplication, desk: Desk, tmp_path: Path) -> None:
    link = Link(desk.address, tmp_path / "nothing")
    told = Told(link)
    link.begin()
    until(lambda: len(desk.asked) >= 2, app.processEvents)
    until(lambda: link._changes is None, app.processEvents)
    assert not link.reach.answered
    assert told.bodies == []
    link.end()


def test_an_answer_that_is_far_too_large_is_dropped(
    app: QGuiApplication, desk: Desk, token: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "LARGEST", 1000)
    desk.body = b"x" * 3_000_000
    link = Link(desk.address, token)
    told = Told(link)
    link.begin()
    until(lambda: ("/screen/v1/snapshot", "") in desk.asked, app.processEvents)
    until(lambda: link._snapshot is None, app.processEvents)
    assert told.bodies == []
    link.end()


def test_reports_are_told_once_the_hub_answers(app: QGuiApplication, desk: Desk, token: Path) -> None:
    link = Link(desk.address, token)
    told = Told(link)
    link.report({"painted": ["early"]})
    link.begin()
    until(lambda: told.bodies, app.processEvents)
    link.report({"painted": ["a"]})
    until(lambda: desk.reports, app.processEvents)
    assert desk.reports == [{"painted": ["a"]}]
    link.end()


def test_while_a_report_is_on_its_way_the_newest_waits(app: QGuiApplication, desk: Desk, token: Path) -> None:
    link = Link(desk.address, token)
    told = Told(link)
    link.begin()
    until(lambda: told.bodies, app.processEvents)
    for revision in (1, 2, 3):
        link.report({"revision": revision})
    until(lambda: len(desk.reports) == 2, app.processEvents)
    assert desk.reports == [{"revision": 1}, {"revision": 3}]
    link.end()
