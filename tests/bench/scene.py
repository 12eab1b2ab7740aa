"""A folder with settings and a list of invented items, from which the sign is started."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.bench import content

_SETTINGS = """
[library]
name = "Harbour Library"
timezone = "Europe/London"

[hub]
listen = "127.0.0.1:{port}"
data = "data"
allow_hosts = ["127.0.0.1"]

[[screen]]
name = "Foyer"
motion = "{motion}"

[[source]]
id = "list"
kind = "playlist"
path = "list.csv"
"""
_FEED = """
[[source]]
id = "feed-{number}"
kind = "feed"
url = "{address}/feed/{number}.xml"
trust = "publish"
every = "10 s"
"""


def make(folder: Path, name: str, count: int, *, motion: str = "crawl", feeds: str = "") -> Path:
    """Settings with `count` items in a list; with `feeds`, twenty feeds at this address as well."""
    place = folder / name
    place.mkdir(exist_ok=True)
    (place / "list.csv").write_text(content.playlist(count), encoding="utf-8")
    settings = place / "config.toml"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    more = "".join(_FEED.format(number=number, address=feeds) for number in range(20)) if feeds else ""
    settings.write_text(_SETTINGS.format(port=port, motion=motion) + more, encoding="utf-8")
    return settings


@contextlib.contextmanager
def changing(settings: Path, count: int) -> Iterator[None]:
    """Another wording for every item of the list, every second."""
    done = threading.Event()
    file = settings.parent / "list.csv"

    def change() -> None:
        turn = 0
        while not done.wait(1):
            turn += 1
            fresh = file.with_suffix(".new")
            fresh.write_text(content.playlist(count, turn), encoding="utf-8")
            fresh.replace(file)

    thread = threading.Thread(target=change, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
