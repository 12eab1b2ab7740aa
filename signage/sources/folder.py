"""A folder of posters: any picture that is put there, with what its name or the file beside it says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from urllib.parse import quote, unquote

import msgspec

from signage.core.item import Kind, Picture, RawItem
from signage.errors import NotRecognised
from signage.sources.dates import zone_of
from signage.sources.lists import table
from signage.sources.lists.row import RowReader, RowTrouble
from signage.sources.lists.table import Row
from signage.sources.plan import ListedFile, Problem, Received, Request, Response, SourceOptions, SourceState

MOST_POSTERS = 200
PICTURES = frozenset({"jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "bmp", "tif", "tiff", "avif"})
NOTES = ("toml", "txt")
_SCHEME = "folder:"
#: "2026-11-28 Moonlight story hour", "2026-11-28 19.30 Moonlight", "2026-11-28_moonlight".
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:[\s_T]+(\d{1,2})[.:h]?(\d\d)(?!\d))?(?:[\s_.-]+|$)")
#: What cameras and scanners call their files says nothing about the picture.
_NUMBERED = re.compile(
    r"(img|image|dsc|dscn|pxl|scan|photo|bild|foto|poster|plakat|screenshot|untitled)?[\W\d_]*(wa)?\d*",
    re.IGNORECASE,
)
_LINE = re.compile(r"([^\W\d_][\w ]{0,20}):\s+(\S.*)")
#: What a note says of the window is called "from" and "until" in a file about a poster.
_HEADINGS = {
    "alt": "text",
    "alttext": "text",
    "from": "show from",
    "von": "show from",
    "until": "show until",
    "bis": "show until",
    "address": "link",
    "facts": "detail",
}

_listing = msgspec.json.Decoder(tuple[ListedFile, ...])


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder on this PC. Reads names and notes; the pictures themselves are `media`'s.

    Folders within it are passed over.
    """

    options: SourceOptions

    def start(self, state: SourceState, now: datetime) -> tuple[Request, ...]:  # noqa: ARG002
        """The one question: what is in the folder."""
        return (Request(name="listing", path=self.options.path, folder=True),)

    def receive(self, response: Response, state: SourceState, now: datetime) -> Received:  # noqa: ARG002
        """A poster for each picture. Raises NotRecognised where the listing cannot be read."""
        try:
            files = _listing.decode(response.body)
        except msgspec.DecodeError as error:
            raise NotRecognised(
                f"source {self.options.id}", "The folder cannot be listed.", "Check its permissions."
            ) from error
        problems: list[Problem] = []
        pictures = [file for file in files if _ending(file.name) in PICTURES]
        if len(pictures) > MOST_POSTERS:
            first = pictures[MOST_POSTERS].name
            too_many = f"this and all after it are left out: at most {MOST_POSTERS} posters"
            problems.append(Problem(where=first, what=too_many))
        notes = {file.name.casefold(): file.text for file in files if _ending(file.name) in NOTES}
        zone = zone_of(self.options.place.timezone)
        reader = RowReader(now.astimezone(zone), zone, self.options.place.locale, None)
        items = [
            item
            for file in pictures[:MOST_POSTERS]
            if (item := self._poster(file, notes, reader, problems)) is not None
        ]
        return Received(items=tuple(items), problems=tuple(problems), complete=True)

    def _poster(
        self, file: ListedFile, notes: Mapping[str, str], reader: RowReader, problems: list[Problem]
    ) -> RawItem | None:
        cells = _named(file.name)
        note = next((notes[name] for name in _beside(file.name) if name in notes), "")
        if note:
            cells = {**cells, **dict(_noted(note, file.name, problems))}
        if not cells.get("text"):
            problems.append(
                Problem(
                    where=file.name,
                    what='says nothing of what it shows; name it like "2026-11-28 Moonlight story hour.jpg"',
                )
            )
        kind = "event" if "date" in cells else "notice"
        row = Row(file.name, kind, {**cells, "text": cells.get("text") or file.name})
        try:
            found = next(iter(reader.items(row)), None)
        except RowTrouble as trouble:
            problems.append(Problem(where=file.name, what=str(trouble)))
            return None
        if found is None:
            return None
        picture = Picture(
            url=address_of(self.options.id, file), alt=found.content.text if cells.get("text") else ""
        )
        return replace(
            found,
            id=f"folder:{sha256(f'{self.options.path}/{file.name}'.encode()).hexdigest()[:24]}",
            series="",
            content=replace(
                found.content,
                kind=Kind.POSTER,
                text=found.content.text if cells.get("text") else "",
                platform="folder",
                pictures=(picture,),
            ),
        )


def address_of(source: str, file: ListedFile) -> str:
    """What the picture of a file is called: another one with each time that it was written."""
    return f"{_SCHEME}{source}/{quote(file.name, safe='')}?{file.size}-{file.modified}"


def name_of(address: str, source: str) -> str:
    """The file of this source that an address of `address_of` means, "" for any other address."""
    begin = f"{_SCHEME}{source}/"
    if not address.startswith(begin):
        return ""
    name = unquote(address.removeprefix(begin).partition("?")[0])
    return name if name == PurePath(name).name and name not in {".", ".."} else ""


def _ending(name: str) -> str:
    return "" if name.startswith(".") else name.rpartition(".")[2].casefold()


def _beside(name: str) -> Iterator[str]:
    """What a note for this picture may be called."""
    name = name.casefold()
    for ending in NOTES:
        yield f"{name.rpartition('.')[0]}.{ending}"
        yield f"{name}.{ending}"


def _named(name: str) -> dict[str, str]:
    """What a file's name says."""
    stem = name.rpartition(".")[0]
    cells: dict[str, str] = {}
    if dated := _DATED.match(stem):
        cells["date"] = dated[1]
        if dated[2]:
            cells["starts"] = f"{int(dated[2]):02}:{dated[3]}"
        stem = stem[dated.end() :]
    words = stem.replace("_", " ").strip(" -")
    words = words if " " in words else words.replace("-", " ")
    if words and not _NUMBERED.fullmatch(words):
        cells["text"] = words
    return cells


def _noted(note: str, name: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """What the note beside a picture says: TOML, or lines such as "date: 2026-11-28" and free words."""
    try:
        said = {key: value for key, value in tomllib.loads(note).items() if not isinstance(value, dict)}
    except (tomllib.TOMLDecodeError, RecursionError):
        said, free = {}, []
        for line in note.splitlines():
            if found := _LINE.fullmatch(line.strip()):
                said[found[1].casefold()] = found[2]
            elif line.strip():
                free.append(line.strip())
        if free and not said.keys() & {"alt", "text", "title"}:
            said["alt"] = free.pop(0)
        if free:
            said.setdefault("facts", " ".join(free))
    for key, value in said.items():
        column = table.column_of(_HEADINGS.get(key.casefold().replace("_", " "), key))
        if column:
            yield column, table.written(value)
        else:
            problems.append(
                Problem(where=f"the note beside {name}", what=f'"{key[:40]}" is not known and is left out')
            )
