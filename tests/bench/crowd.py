"""Many people at once: patrons write, look and withdraw, moderators race for the same cards."""

from __future__ import annotations

import random
import re
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx

from signage.clock import SystemClock
from signage.core.role import Role
from signage.store import Store
from tests.bench.bar import Bar
from tests.bench.pages import hub_of, open_library
from tests.hub.staff import Staff, signing_in

_HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')
_CARD = re.compile(r'name="(item|seen)" value="([^"]+)"')
_DONE = re.compile(r"/queue\?done=(\d+)")


@dataclass
class Crowd:
    """What all of them were answered. Lists and counters are only added to."""

    statuses: Counter[int] = field(default_factory=Counter)
    #: Codes of the comments that were taken, and of those that were withdrawn again.
    taken: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    #: The decisions that were acknowledged, each with its number, item and mark; and what was to be undone.
    decided: list[tuple[int, str, str]] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)
    late: int = 0
    wrong: list[str] = field(default_factory=list)

    def note(self, answer: httpx.Response) -> httpx.Response:
        """Count an answer."""
        self.statuses[answer.status_code] += 1
        return answer


def measure(folder: Path, seconds: float, patrons: int, moderators: int) -> list[Bar]:
    """The bars of a crowd: no error, nothing lost, nothing twice."""
    crowd = run(folder, seconds, patrons, moderators)
    print(f"answers by status: {dict(sorted(crowd.statuses.items()))}")
    print(
        f"{len(crowd.taken)} comments taken, {len(crowd.withdrawn)} withdrawn, {len(crowd.decided)} decisions, "
        f"{len(crowd.undone)} undone, {crowd.late} came second and were told so",
        flush=True,
    )
    for line in crowd.wrong:
        print(f"  {line}")
    return [
        Bar(name="crowd: errors", value=sum(n for code, n in crowd.statuses.items() if code >= 500), most=0),
        Bar(name="crowd: lost or doubled", value=len(crowd.wrong), most=0),
    ]


def run(folder: Path, seconds: float, patrons: int, moderators: int) -> Crowd:
    """Let them all at a hub of its own for so long, and compare what they were told with what is kept.

    All come from one address, as in a library: the form's limits hold and most comments are refused.
    """
    place, crowd = open_library(folder), Crowd()
    base, path = f"http://127.0.0.1:{place.port}", place.folder / "data" / "signage.db"
    with ExitStack() as people:
        store = people.enter_context(Store.open(path, SystemClock()))
        now = SystemClock().now()
        staff = [
            people.enter_context(signing_in(store, now, base, f"Mod {number}", Role.MODERATOR))
            for number in range(moderators)
        ]
        people.enter_context(hub_of(place))
        end = time.monotonic() + seconds
        acts: list[Callable[[random.Random], None]] = [partial(_moderate, one, crowd) for one in staff]
        acts += [_Patron(base, crowd, number).act for number in range(patrons)]
        threads = [
            threading.Thread(target=_until, args=(end, act, random.Random(number), crowd))
            for number, act in enumerate(acts)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    _compare(path, crowd)
    return crowd


def _until(end: float, act: Callable[[random.Random], None], chance: random.Random, crowd: Crowd) -> None:
    while time.monotonic() < end:
        try:
            act(chance)
        except httpx.HTTPError as error:
            crowd.wrong.append(f"no answer: {error!r}")


class _Patron:
    """Somebody at a phone."""

    def __init__(self, base: str, crowd: Crowd, number: int) -> None:
        self._base, self._crowd, self._number = base, crowd, number
        self._count = 0

    def act(self, chance: random.Random) -> None:
        """Write a comment as the form does, look at its receipt, and withdraw some."""
        crowd, self._count = self._crowd, self._count + 1
        with httpx.Client(base_url=self._base, trust_env=False, timeout=30) as client:
            page = crowd.note(client.get("/say"))
            phone = Staff(client, "")
            hidden = dict(_HIDDEN.findall(page.text))
            phone.key = hidden.pop("key")
            time.sleep(chance.uniform(2.1, 4))  # nobody writes faster
            text = f"Gull {self._number} has come to the quay {self._count} times"
            answer = crowd.note(phone.post("/say", hidden, text=text, name="Nadia", website=""))
            if answer.status_code != 303:
                return
            address = answer.headers["location"]
            code = address.rpartition("/")[2]
            crowd.taken.append(code)
            crowd.note(phone.get(address))
            if chance.random() < 0.2 and phone_withdraws(phone, code, crowd):
                crowd.withdrawn.append(code)


def phone_withdraws(phone: Staff, code: str, crowd: Crowd) -> bool:
    """Whether a comment was taken back."""
    return crowd.note(phone.post(f"/say/{code}/withdraw")).status_code < 400


def _moderate(staff: Staff, crowd: Crowd, chance: random.Random) -> None:
    """Decide about the card that is shown, by its own forms; sometimes take it back."""
    fields = dict(_CARD.findall(crowd.note(staff.get("/queue")).text))
    if "seen" not in fields:
        time.sleep(0.2)
        return
    time.sleep(chance.uniform(0, 0.3))
    way = chance.choice(("approve", "hide"))
    answer = crowd.note(staff.post(f"/queue/{way}", item=fields["item"], seen=fields["seen"]))
    done = _DONE.search(answer.headers.get("location", ""))
    if done is None:
        crowd.late += 1
        return
    crowd.decided.append((int(done[1]), fields["item"], fields["seen"]))
    if chance.random() < 0.3:
        crowd.note(staff.post(f"/actions/{done[1]}/undo"))
        crowd.undone.append(int(done[1]))


def _compare(path: Path, crowd: Crowd) -> None:
    """What people were told beside what the database has."""
    with closing(sqlite3.connect(path, timeout=30)) as raw:
        (kept,) = raw.execute("SELECT count(*) FROM items WHERE kind = 'comment'").fetchone()
        rows = dict(raw.execute("SELECT id, item FROM decisions").fetchall())
        undone = Counter(row[0] for row in raw.execute("SELECT item FROM decisions WHERE undoes IS NOT NULL"))
        made = raw.execute(
            "SELECT count(*) FROM decisions WHERE by LIKE 'Mod %' AND undoes IS NULL"
        ).fetchone()[0]
    expected = len(crowd.taken) - len(crowd.withdrawn)
    if kept != expected:
        crowd.wrong.append(f"{expected} comments should be kept, {kept} are")
    if len(set(crowd.taken)) != len(crowd.taken):
        crowd.wrong.append("a receipt was given twice")
    crowd.wrong += [f"decision {n} is not in the log" for n, item, _ in crowd.decided if rows.get(n) != item]
    if made != len(crowd.decided):
        crowd.wrong.append(f"{len(crowd.decided)} decisions were acknowledged, {made} are in the log")
    # What was undone waits again as it was, and may be decided once more.
    times = Counter((item, seen) for _, item, seen in crowd.decided)
    crowd.wrong += [
        f"{item} was decided {n} times as {seen}" for (item, seen), n in times.items() if n > 1 + undone[item]
    ]
