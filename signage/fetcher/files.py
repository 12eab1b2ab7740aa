"""Files and folders that are sources: read like an answer from a server, with validators of their own."""

from __future__ import annotations

import hashlib
import os
import stat
from datetime import date
from pathlib import Path

import msgspec

from signage.errors import NotReachable, NotRecognised, TooLarge
from signage.fetcher.client import Answer, Limits
from signage.sources.plan import ListedFile, Request, Response
from signage.store.outcome import Validators

#: The largest text file that a listing carries, in bytes, and the most files of a folder.
MOST_TEXT = 16 * 1024
MOST_FILES = 2000
_TEXTS = (".toml", ".txt")


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


def read_folder(request: Request, path: Path, sent: Validators, today: date, where: str) -> Answer:
    """The files of a folder as an answer, by name; 304 where neither they nor the day have changed.

    Passes over hidden files and folders within it. Raises NotReachable, NotRecognised.
    """
    try:
        with os.scandir(path) as entries:
            files = [listed for entry in entries if (listed := _listed(entry)) is not None]
    except FileNotFoundError as error:
        raise NotReachable(
            where, f"The folder {path} does not exist.", "Make it, or correct the path."
        ) from error
    except NotADirectoryError as error:
        raise NotRecognised(where, f"{path.name} is not a folder.", "Give the path of a folder.") from error
    except OSError as error:
        raise NotReachable(
            where, f"The folder {path} cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
    files.sort(key=lambda file: file.name)
    body = msgspec.json.encode(files[:MOST_FILES])
    now = Validators(etag=f"{hashlib.sha256(body).hexdigest()}-{today}")
    if sent == now:
        return Answer(response=Response(request=request, status=304), validators=now)
    return Answer(response=Response(request=request, body=body), validators=now)


def _listed(entry: os.DirEntry[str]) -> ListedFile | None:
    """One file of a folder; None for what is no file, or gone again, or has a name that is no text."""
    try:
        entry.name.encode()
        if entry.name.startswith(".") or not entry.is_file():
            return None
        facts, text = entry.stat(), ""
        if entry.name.casefold().endswith(_TEXTS) and facts.st_size <= MOST_TEXT:
            text = Path(entry.path).read_bytes()[:MOST_TEXT].decode("utf-8-sig", "replace")
    except (UnicodeEncodeError, OSError):
        return None
    return ListedFile(name=entry.name, size=facts.st_size, modified=facts.st_mtime_ns, text=text)
