"""Pictures that staff send: decoded and made anew in a process of its own, kept by their hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signage.errors import SourceError
from signage.fetcher.pictures import POSTER_BOX
from signage.fetcher.workers import run_once
from signage.hub.hub import Hub
from signage.hub.staff.form import UPLOAD
from signage.media.picture import safe_poster, size_of
from signage.media.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """What became of a file: the address of its picture, or what is wrong with it and what to do."""

    url: str = ""
    wrong: str = ""


def take(hub: Hub, data: bytes, now: datetime) -> Uploaded:
    """Keep the picture in `data`. Raises StoreError, and OSError where the disk does not take it."""
    try:
        picture, matte = run_once("picture", safe_poster, data, POSTER_BOX)
    except SourceError as error:
        return Uploaded(wrong=f"{error.what} {error.do}")
    sha256 = Shelf(hub.settings.hub.data / "media").keep(picture)
    width, height = size_of(picture)
    url = f"{UPLOAD}{sha256}"
    hub.store.keep_picture(url, sha256, width=width, height=height, now=now, matte=matte)
    return Uploaded(url=url)
