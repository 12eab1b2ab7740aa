"""Files on this PC that are sources: read like an answer from a server, with validators of their own."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

from signage.errors import NotReachable, NotRecognised, TooLarge
from signage.fetcher.client import Answer, Limits
from signage.sources.plan import Request, Response
from signage.store.outcome import Validators


def address_of(path: Path) -> str:
    """What a file's validators are kept under."""
    return f"file:{path}"


def read_file(
    request: Request, path: Path, sent: Validators, today: date, limits: Limits, where: str
) -> Answer:
    """The file as an answer; 304 where neither it nor the day has changed since `sent`.

    The day belongs to it because lists may say "on Saturdays". Raises NotReachable, NotRecognised, TooLarge.
    """
    most = limits.body_of(request.accept)
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise NotRecognised(where, f"{path.name} is not a file.", "Give the path of a file.")
        now = Validators(etag=f"{facts.st_mtime_ns}-{facts.st_size}-{facts.st_ino}-{today}")
        if sent == now:
            return Answer(response=Response(request=request, status=304), validators=now)
        with path.open("rb") as file:
            body = file.read(most + 1)
    except FileNotFoundError as error:
        raise NotReachable(
            where, f"The file {path} does not exist.", "Put it there, or correct the path."
        ) from error
    except OSError as error:
        raise NotReachable(
            where, f"The file {path} cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
    if len(body) > most:
        raise TooLarge(
            where, f"{path.name} is larger than {most // 1024 // 1024} MiB.", "Take old entries out of it."
        )
    return Answer(response=Response(request=request, body=body), validators=now)
