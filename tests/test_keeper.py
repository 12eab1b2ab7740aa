"""The keeper, with tiny programs in place of the hub and the display."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.keeper import (
    HEALTHY,
    LONGEST_PAUSE,
    SHORTEST_PAUSE,
    TRY_AGAIN,
    Copy,
    Job,
    Program,
    Record,
    after_death,
    at_start,
)
from tests.patience import PATIENCE


def lived(*lives: tuple[float, float]) -> Record:
    record = Record()
    for started, died in lives:
        record = after_death(at_start(record, started), started, died)
    return record


def test_pauses_double_up_to_half_a_minute() -> None:
    record, pauses, now = Record(copy=Copy.NOTICES), [], 0.0
    for _ in range(9):
        record = after_death(record, now, now + 0.1)
        pauses.append(record.pause)
        now += 0.1 + record.pause
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


def test_a_minute_of_health_makes_the_pause_short_again() -> None:
    record = lived((0, 1), (2, 3), (10, 10 + HEALTHY))
    assert record.pause == SHORTEST_PAUSE
    assert record.copy is Copy.NEWEST


def test_three_deaths_in_a_minute_start_on_less_and_then_on_notices() -> None:
    assert lived((0, 1), (2, 3)).copy is Copy.NEWEST
    assert lived((0, 1), (2, 3), (4, 5)).copy is Copy.PREVIOUS
    assert lived((0, 1), (2, 3), (4, 5), (6, 7), (8, 9)).copy is Copy.PREVIOUS
    assert lived((0, 1), (2, 3), (4, 5), (6, 7), (8, 9), (10, 11)).copy is Copy.NOTICES
    assert lived(*((n, n + 1) for n in range(0, 40, 2))).copy is Copy.NOTICES


def test_three_deaths_in_two_minutes_stay_on_the_newest() -> None:
    assert lived((0, 40), (40, 80), (80, 120)).copy is Copy.NEWEST


def test_the_newest_is_tried_again_after_an_hour() -> None:
    record = lived((0, 1), (2, 3), (4, 5))
    assert at_start(record, 5 + TRY_AGAIN - 1).copy is Copy.PREVIOUS
    again = at_start(record, 5 + TRY_AGAIN)
    assert again.copy is Copy.NEWEST
    assert again.deaths == ()


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.floats(0, 5000), st.floats(0, 5000)), max_size=60))
def test_any_history_leaves_a_start_to_be_made(history: list[tuple[float, float]]) -> None:
    record, now = Record(), 0.0
    for wait, life in history:
        started = now + wait
        before = record
        record = after_death(at_start(record, started), started, started + life)
        now = started + life
        assert SHORTEST_PAUSE <= record.pause <= LONGEST_PAUSE
        if now - started >= HEALTHY:
            assert record.pause == SHORTEST_PAUSE
        if now - started >= TRY_AGAIN and before.copy is not Copy.NEWEST:
            assert at_start(record, now).copy is Copy.NEWEST


def test_a_program_that_waits_is_started_after_the_others(tmp_path: Path) -> None:
    file = tmp_path / "lives"
    both = (
        Program(name=name, command=(sys.executable, "-c", LIVES, str(file), name), waits=waits)
        for name, waits in (("late", 1.5), ("early", 0.0))
    )
    with keeping(*both):
        until(lambda: len(lines(file)) == 2)
    assert [line[1] for line in lines(file)] == ["early", "late"]


def test_a_job_survives_the_command_line() -> None:
    job = Job(
        programs=(
            Program(name="Fóyer", command=("a", "--b", "c d")),
            Program(name="x", command=("y",), chooses=True, waits=0.5),
        )
    )
    assert Job.decode(job.encode()) == job


# The real thing.

COUNTER = """
import os, sys, time
with open(sys.argv[1], "a") as file:
    print(os.getpid(), *sys.argv[2:], file=file, flush=True)
"""
LIVES = COUNTER + "time.sleep(600)\n"
STUBBORN = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + LIVES


def program(name: str, code: str, file: Path, *, chooses: bool = False) -> Program:
    return Program(name=name, command=(sys.executable, "-c", code, str(file)), chooses=chooses)


@contextmanager
def keeping(*programs: Program) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "signage.keeper", Job(programs=programs).encode()]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as keeper:
        try:
            yield keeper
        finally:
            if keeper.poll() is None:
                keeper.kill()


def lines(file: Path) -> list[list[str]]:
    return [line.split() for line in file.read_text().splitlines()] if file.exists() else []


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_ends_is_started_again_and_what_lives_is_left_alone(tmp_path: Path) -> None:
    dies, lives = tmp_path / "dies", tmp_path / "lives"
    with keeping(program("dies", COUNTER, dies, chooses=True), program("lives", LIVES, lives)) as keeper:
        until(lambda: len(lines(dies)) >= 4)
        assert [line[1:] for line in lines(dies)[:4]] == [["--copy-choice", "newest"]] * 3 + [
            ["--copy-choice", "previous"]
        ]
        assert len(lines(lives)) == 1
        keeper.terminate()
        _, told = keeper.communicate(timeout=PATIENCE)
    assert keeper.returncode == 0
    assert "WARNING dies: it ended with code 0. It starts again in 0.5 s." in told
    assert "lives" not in told


def test_windows_that_a_person_closed_stay_closed_and_the_last_one_ends_everything(tmp_path: Path) -> None:
    first, last, hub = (tmp_path / name for name in ("first", "last", "hub"))

    def window(file: Path, seconds: float) -> Program:
        code = COUNTER + f"time.sleep({seconds})\n"
        return Program(name=file.name, command=(sys.executable, "-c", code, str(file)), closes=True)

    with keeping(window(first, 0), window(last, 2), program("hub", LIVES, hub)) as keeper:
        _, told = keeper.communicate(timeout=20)
    assert keeper.returncode == 0
    assert told == ""
    assert [len(lines(file)) for file in (first, last, hub)] == [1, 1, 1]
    assert not alive(int(lines(hub)[0][0]))


def test_a_window_that_broke_is_back(tmp_path: Path) -> None:
    file = tmp_path / "window"
    breaks = (sys.executable, "-c", COUNTER + "sys.exit(70)\n", str(file))
    with keeping(Program(name="window", command=breaks, closes=True)) as keeper:
        until(lambda: len(lines(file)) == 2)
        keeper.terminate()
        assert "window: it ended with code 70" in keeper.communicate(timeout=PATIENCE)[1]


def test_a_killed_child_is_back(tmp_path: Path) -> None:
    file = tmp_path / "child"
    with keeping(program("child", LIVES, file)) as keeper:
        until(lambda: len(lines(file)) == 1)
        os.kill(int(lines(file)[0][0]), signal.SIGKILL)
        until(lambda: len(lines(file)) == 2)
        keeper.terminate()
        assert "code -9" in keeper.communicate(timeout=PATIENCE)[1]


def test_stopping_ends_even_the_stubborn_and_is_quiet(tmp_path: Path) -> None:
    gentle, stubborn = tmp_path / "gentle", tmp_path / "stubborn"
    with keeping(program("gentle", LIVES, gentle), program("stubborn", STUBBORN, stubborn)) as keeper:
        until(lambda: bool(lines(gentle) and lines(stubborn)))
        children = [int(lines(file)[0][0]) for file in (gentle, stubborn)]
        keeper.send_signal(signal.SIGINT)
        _, told = keeper.communicate(timeout=PATIENCE)
    assert keeper.returncode == 0
    assert told == ""
    assert not any(alive(child) for child in children)


def test_children_die_with_a_killed_keeper(tmp_path: Path) -> None:
    file = tmp_path / "child"
    with keeping(program("child", STUBBORN, file)) as keeper:
        until(lambda: bool(lines(file)))
        keeper.kill()
        keeper.wait(PATIENCE)
    until(lambda: not alive(int(lines(file)[0][0])))


def test_a_program_that_is_not_there_is_tried_again(tmp_path: Path) -> None:
    with keeping(Program(name="ghost", command=(str(tmp_path / "nothing"),))) as keeper:
        assert keeper.stderr is not None
        assert "ghost: it could not be started" in keeper.stderr.readline()
        assert "ghost: it could not be started" in keeper.stderr.readline()
        keeper.terminate()
        keeper.communicate(timeout=PATIENCE)
    assert keeper.returncode == 0
