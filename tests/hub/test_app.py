"""The screens' calls, over a real connection."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest

from signage.clock import SystemClock
from signage.core.decision import State
from signage.core.emergency import Emergency
from signage.core.snapshot import Mix, decode
from signage.hub.announcer import MOST_IDS
from signage.hub.door import MOST_BODY
from signage.hub.hub import Hub
from signage.settings import Settings
from signage.store import Store
from tests.hub.conftest import fill, notice


def texts(answer: httpx.Response) -> list[str]:
    return sorted(item.id for item in decode(answer.content).items)


def test_only_health_and_pairing_answer_without_a_token(anybody: httpx.Client) -> None:
    assert anybody.get("/healthz").status_code == 200
    assert anybody.post("/screen/v1/pair", json={}).status_code == 202
    for method, path in [
        ("GET", "/screen/v1/snapshot"),
        ("GET", "/screen/v1/changes"),
        ("POST", "/screen/v1/report"),
        ("PUT", "/screen/v1/picture?revision=1"),
        ("GET", f"/media/{'0' * 64}"),
    ]:
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic Zm9v"}):
            answer = anybody.request(method, path, headers=headers, json={} if method == "POST" else None)
            assert answer.status_code == 401, path
            assert answer.headers["www-authenticate"] == 'Bearer realm="signage"'
    assert anybody.get("/").headers["location"] == "/first-run"
    for path in ("/docs", "/redoc", "/openapi.json", "/screen/v1", "/media/"):
        assert anybody.get(path).status_code == 404, path


def test_health_says_how_it_is_and_no_more(anybody: httpx.Client, store: Store) -> None:
    answer = anybody.get("/healthz")
    told = answer.json()
    assert told["ok"] is True
    assert told["revision"] == store.revision()
    assert set(told) == {"ok", "version", "revision", "fetched_seconds_ago"}
    assert answer.headers["cache-control"] == "no-store"


def test_a_screen_gets_its_snapshot_and_then_nothing_new(foyer: httpx.Client, store: Store) -> None:
    first = foyer.get("/screen/v1/snapshot")
    snapshot = decode(first.content)
    assert snapshot.screen.name == "Foyer"
    assert snapshot.library.name == "Harbour Library"
    assert snapshot.revision == store.revision()
    assert texts(first) == ["playlist:notice-1", "playlist:notice-2"]
    again = foyer.get("/screen/v1/snapshot", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    fill(store, notice(4))
    newer = foyer.get("/screen/v1/snapshot", headers={"If-None-Match": first.headers["etag"]})
    assert newer.status_code == 200
    assert "playlist:notice-4" in texts(newer)


def test_other_settings_make_another_edition(foyer: httpx.Client, hub: Hub, settings: Settings) -> None:
    first = foyer.get("/screen/v1/snapshot")
    hub.reload(replace(settings, mix=Mix(notices=5)))
    second = foyer.get("/screen/v1/snapshot", headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 200
    assert decode(second.content).mix.notices == 5


def test_a_foreign_host_name_is_refused(foyer: httpx.Client) -> None:
    assert foyer.get("/screen/v1/snapshot", headers={"Host": "evil.example"}).status_code == 421
    assert foyer.get("/screen/v1/snapshot", headers={"Host": "signage.example"}).status_code == 200


@pytest.mark.parametrize("chunked", [False, True])
def test_large_bodies_are_refused(foyer: httpx.Client, chunked: bool) -> None:
    body = b'{"zone": "' + b"x" * MOST_BODY + b'"}'

    def chunks() -> Iterator[bytes]:
        for start in range(0, len(body), 65536):
            yield body[start : start + 65536]

    headers = {"Content-Type": "application/json"}
    try:
        answer = foyer.post("/screen/v1/report", content=chunks() if chunked else body, headers=headers)
    except httpx.WriteError:  # refused before all of it was sent
        return
    assert answer.status_code == 413


def test_a_report_is_kept_until_the_next(foyer: httpx.Client, hub: Hub) -> None:
    at = datetime.now(UTC).isoformat()
    told = {
        "revision": 3,
        "painted": ["playlist:notice-1"],
        "removed": [{"id": "playlist:notice-2", "at": at}],
        "played": {"counter": 4},
        "frames": {"p99": 17.2},
        "memory": 1,
        "clock": at,
        "zone": "Europe/London",
        "something new": [1],
    }
    assert foyer.post("/screen/v1/report", json=told).status_code == 204
    assert foyer.post("/screen/v1/report", json=told | {"memory": 2}).status_code == 204
    assert list(hub.reports.newest()) == ["Foyer"]
    _, report = hub.reports.newest()["Foyer"]
    assert report.memory == 2
    assert report.painted == ("playlist:notice-1",)
    assert report.removed[0].id == "playlist:notice-2"
    refused: tuple[object, ...] = ({"painted": ["x"] * 500}, {"memory": -1}, {"removed": [{"id": "x"}]}, [])
    for wrong in refused:
        assert foyer.post("/screen/v1/report", json=wrong).status_code == 422


def test_pairing_gives_a_token_that_opens(anybody: httpx.Client, store: Store) -> None:
    begun = anybody.post("/screen/v1/pair", json={"screen": "lob\u202eby-2"}).json()
    assert set(begun) == {"code", "claim", "seconds", "address", "locale"}
    assert begun["address"] == "http://signage.example"
    assert 590 <= begun["seconds"] <= 600
    again = anybody.post("/screen/v1/pair", json={"claim": begun["claim"]})
    assert (again.status_code, again.json()["code"]) == (202, begun["code"])
    assert store.pair(begun["code"], "", datetime.now(UTC)) == "lobby-2"
    told = anybody.post("/screen/v1/pair", json={"claim": begun["claim"]}).json()
    assert told == {"token": begun["claim"], "screen": "lobby-2"}
    headers = {"Authorization": f"Bearer {told['token']}"}
    assert decode(anybody.get("/screen/v1/snapshot", headers=headers).content).screen.name == "lobby-2"
    store.revoke_screen("lobby-2")
    assert anybody.get("/screen/v1/snapshot", headers=headers).status_code == 401
    assert anybody.post("/screen/v1/pair", json={"claim": begun["claim"]}).status_code == 404


def test_the_code_on_a_screen_leads_to_what_staff_do(anybody: httpx.Client) -> None:
    for path in ("/P/7KF4MP", "/p/7kf4mp"):
        answer = anybody.get(path)
        assert answer.headers["content-type"].startswith("text/plain")
        assert "signage screen pair 7KF4MP" in answer.text
    for path in ("/p/", "/p/7KF4M0", "/p/7KF4MPX"):
        assert anybody.get(path).status_code == 404


def test_pictures_by_their_hash(foyer: httpx.Client, settings: Settings) -> None:
    body = b"\x89PNG\r\n\x1a\n and so on"
    name = hashlib.sha256(body).hexdigest()
    folder = settings.hub.data / "media"
    folder.mkdir()
    (folder / name).write_bytes(body)
    answer = foyer.get(f"/media/{name}")
    assert answer.content == body
    assert answer.headers["content-type"] == "image/png"
    assert "immutable" in answer.headers["cache-control"]
    for other in ("0" * 64, "..%2fsignage.db", "../signage.db", name.upper()):
        assert foyer.get(f"/media/{other}").status_code == 404


class Listener:
    """Reads a screen's changes in a thread, as (event, data, when)."""

    def __init__(self, client: httpx.Client) -> None:
        self.events: list[tuple[str, str, float]] = []
        self.opened = threading.Event()
        self._thread = threading.Thread(target=self._read, args=(client,))
        self._thread.start()

    def _read(self, client: httpx.Client) -> None:
        event = ""
        # The hub stops, or the client is closed, at the end of the test.
        with (
            suppress(httpx.HTTPError, httpx.StreamError),
            client.stream("GET", "/screen/v1/changes", timeout=30) as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            for line in answer.iter_lines():
                field, _, value = line.partition(": ")
                if field == "event":
                    event = value
                elif field == "data":
                    self.events.append((event, value, time.monotonic()))
                    self.opened.set()

    def wait(self, event: str, wanted: str = "", seconds: float = 20) -> tuple[str, float]:
        """The first such event, with `wanted` as its data where that is given."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for name, data, when in self.events:
                if name == event and wanted in {"", data}:
                    return data, when
            time.sleep(0.01)
        raise AssertionError(f"no {event} in {self.events}")


HIDE = """
import sys
from datetime import UTC, datetime
from signage.clock import SystemClock
from signage.core.decision import State
from signage.store import Store
store = Store.open(sys.argv[1], SystemClock())
store.decide([sys.argv[2]], State.HIDDEN, by="somebody", now=datetime.now(UTC))
store.close()
print("hidden", flush=True)
"""


def test_a_hide_in_another_process_reaches_the_screen(foyer: httpx.Client, settings: Settings) -> None:
    listener = Listener(foyer)
    assert listener.opened.wait(20)
    assert listener.events[0][0] == "revision"
    time.sleep(0.3)  # let the announcer look once
    database = str(settings.hub.data / "signage.db")
    with subprocess.Popen(
        [sys.executable, "-c", HIDE, database, "playlist:notice-1"], stdout=subprocess.PIPE
    ) as hider:
        assert hider.stdout is not None
        hider.stdout.readline()
        done = time.monotonic()
    data, when = listener.wait("hide")
    assert msgspec.json.decode(data)["ids"] == ["playlist:notice-1"]
    assert when - done < 5
    answer = foyer.get("/screen/v1/snapshot")
    assert texts(answer) == ["playlist:notice-2"]


def test_many_that_leave_at_once_come_in_lines_that_a_screen_can_take(
    foyer: httpx.Client, store: Store, hub: Hub
) -> None:
    many = [f"playlist:notice-{number}" for number in range(1000, 1450)]
    fill(store, *(notice(number) for number in range(1000, 1450)))
    listener = Listener(foyer)
    assert listener.opened.wait(20)
    time.sleep(0.3)  # let the announcer look once
    store.decide(many, State.HIDDEN, by="somebody", now=datetime.now(UTC))
    hub.announcer.poke()
    end = time.monotonic() + 20
    left: list[str] = []
    while set(left) != set(many):
        assert time.monotonic() < end
        time.sleep(0.01)
        parts = [msgspec.json.decode(data)["ids"] for event, data, _ in listener.events if event == "hide"]
        left = [one for part in parts for one in part]
    assert len(left) == len(many)
    assert max(map(len, parts)) <= MOST_IDS


def test_a_report_without_a_time_zone_is_refused(foyer: httpx.Client) -> None:
    for report in ({"clock": "2026-11-23T09:00:00"}, {"removed": [{"id": "a", "at": "2026-11-23T09:00:00"}]}):
        assert foyer.post("/screen/v1/report", json=report).status_code == 422
    assert foyer.post("/screen/v1/report", json={"clock": "2026-11-23T09:00:00Z"}).status_code == 204


def test_what_leaves_on_its_own_is_no_hide(foyer: httpx.Client, store: Store, hub: Hub) -> None:
    listener = Listener(foyer)
    assert listener.opened.wait(20)
    before = len(listener.events)
    revision = fill(store, notice(9))
    hub.announcer.poke()
    end = time.monotonic() + 20
    while all(data != str(revision) for _, data, _ in listener.events[before:]):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert [event for event, _, _ in listener.events if event == "hide"] == []


def test_held_items_are_never_handed_out(foyer: httpx.Client, store: Store) -> None:
    store.decide(["playlist:notice-2"], State.HIDDEN, by="somebody", now=datetime.now(UTC))
    assert texts(foyer.get("/screen/v1/snapshot")) == ["playlist:notice-1"]


def test_an_emergency_from_another_process_reaches_the_screen_and_leaves_again(
    foyer: httpx.Client, settings: Settings
) -> None:
    listener = Listener(foyer)
    assert listener.opened.wait(20)
    now = datetime.now(UTC)
    alarm = Emergency(headline="Please leave", issued=now, until=now + timedelta(hours=1))
    with Store.open(settings.hub.data / "signage.db", SystemClock()) as other:
        before = other.revision()
        other.start_emergency(alarm, by="Ann", now=now)
        listener.wait("revision", str(before + 1))
        handed = decode(foyer.get("/screen/v1/snapshot").content)
        assert handed.emergency == alarm
        assert handed.items[0].content.text == "Please leave"
        other.end_emergency(by="Ann", now=datetime.now(UTC))
        listener.wait("revision", str(before + 2))
    assert decode(foyer.get("/screen/v1/snapshot").content).emergency is None


def test_the_answer_to_an_error_that_nobody_expected_is_dressed_like_all_others(
    anybody: httpx.Client, hub: Hub, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    usual = anybody.get("/healthz")
    with monkeypatch.context() as patched, caplog.at_level("CRITICAL"):
        patched.setattr(hub, "fetch_age", lambda: 1 / 0)
        failed = anybody.get("/healthz")
    assert (usual.status_code, failed.status_code) == (200, 500)
    for name in ("content-security-policy", "x-content-type-options", "referrer-policy", "cache-control"):
        assert failed.headers[name] == usual.headers[name]
