"""A table of rows as spreadsheets and hand-written files give it: CSV in many dialects, or TOML."""

from __future__ import annotations

import csv
import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO

from signage.errors import NotRecognised
from signage.sources.plan import Problem

#: A longer cell has swallowed the rows below it.
MOST_CELL = 5000

#: Every column, and the headings that mean it, letters and digits only (see `_bare`).
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind", "type", "art", "typ"),
    "text": (
        *("text", "title", "titel", "event", "what", "was", "veranstaltung", "headline", "question", "frage"),
        *("notice", "hinweis", "comment", "kommentar", "überschrift", "caption", "post", "yourcomment"),
    ),
    "detail": ("detail", "details", "description", "answer", "reply", "beschreibung", "antwort", "info"),
    "figure": ("figure", "number", "zahl", "value", "wert"),
    "date": ("date", "day", "datum", "tag", "when", "wann", "on"),
    "starts": (
        "starts",
        "start",
        "begin",
        "begins",
        "beginn",
        "time",
        "starttime",
        "from",
        "von",
        "ab",
        "uhrzeit",
    ),
    "ends": ("ends", "end", "ende", "endtime", "to", "until", "bis"),
    "all_day": ("allday", "ganztägig", "ganztags"),
    "place": ("place", "where", "room", "location", "ort", "wo", "raum"),
    "audience": ("audience", "forwhom", "for", "zielgruppe", "fürwen", "für"),
    "link": ("link", "url", "address", "website", "web"),
    "picture": ("picture", "image", "photo", "bild", "foto"),
    "alt": ("alt", "alttext", "picturetext", "bildbeschreibung"),
    "pinned": ("pin", "pinned", "angeheftet", "oben"),
    "show_from": ("showfrom", "visiblefrom", "zeigenab", "anzeigenab"),
    "show_until": ("showuntil", "visibleuntil", "zeigenbis", "anzeigenbis"),
    "weekdays": ("weekdays", "days", "wochentage", "weekday", "wochentag"),
    "hours": ("hours", "showhours", "stunden", "uhrzeiten"),
    "expires": ("expires", "expiry", "validuntil", "lastday", "gültigbis", "läuftab", "ablauf"),
    "author": ("author", "name", "who", "by", "autor", "autorin", "wer", "yourname"),
    "handle": ("handle", "account", "konto"),
    "id": ("id", "key"),
    "cancelled": ("cancelled", "canceled", "abgesagt", "entfällt"),
    "answers": ("answers", "answersto", "toquestion", "inreplyto", "antwortauf", "zurfrage"),
    "published": ("published", "said", "timestamp", "zeitstempel", "veröffentlicht"),
    "language": ("language", "lang", "sprache"),
}
_BY_HEADING = {heading: column for column, headings in COLUMNS.items() for heading in headings}
_TRUE = frozenset({"yes", "y", "true", "x", "1", "ja", "j", "wahr", "✓", "✔", "oui", "sí", "si"})
_FALSE = frozenset({"", "no", "n", "false", "0", "nein", "falsch", "-", "non"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, which kind its table's name says ("" in a CSV), and its filled cells."""

    where: str
    kind: str
    cells: Mapping[str, str]


def truth(text: str) -> bool:
    """Whether a cell says yes. Raises ValueError where it says neither yes nor no."""
    said = text.strip().casefold()
    if said in _TRUE:
        return True
    if said in _FALSE:
        return False
    raise ValueError(text)


def decoded(body: bytes) -> str:
    """The text of a file that does not say how it is encoded: UTF-8, UTF-16, else Windows' Latin letters."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    if b"\0" in body[:2]:
        return body.decode("utf-16-be" if body[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def read_csv(text: str, where: str) -> tuple[list[Row], list[Problem]]:
    """The rows below the headings, and what was wrong with the table itself.

    Separator: comma, semicolon or tab, whichever gives most known headings. Lines that are empty or
    begin with # are passed over. Raises NotRecognised where no heading says where the text is.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    skipped = 0
    while skipped < len(lines) and (not lines[skipped].strip() or re.match(r"\s*(#\s|sep=)", lines[skipped])):
        skipped += 1
    if skipped == len(lines):
        raise NotRecognised(
            where,
            "The list is empty.",
            'Its first line must hold headings, such as "kind, text, date, starts, place".',
        )
    separator = max(",;\t", key=lambda mark: len(_known(_cells(lines[skipped], mark))))
    headings = _cells(lines[skipped], separator)
    columns = [_BY_HEADING.get(_bare(heading), "") for heading in headings]
    if "text" not in columns:
        found = ", ".join(heading.strip()[:30] for heading in headings[:12])
        raise NotRecognised(
            where,
            f'No column is headed "text" or "title"; the first line says: {found}.',
            f"Known headings are: {', '.join(COLUMNS)}.",
        )
    problems = [
        *_strangers([heading for heading, column in zip(headings, columns, strict=True) if not column])
    ]
    rows = list(_rows("\n".join(lines[skipped + 1 :]), separator, columns, skipped + 1, problems))
    return rows, problems


def _rows(
    text: str, separator: str, columns: list[str], before: int, problems: list[Problem]
) -> Iterator[Row]:
    reader = csv.reader(StringIO(text), delimiter=separator)
    while True:
        line = before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.append(Problem(where=f"line {line}", what="cannot be read as a row of the table"))
            continue
        values: dict[str, str] = {}
        for column, cell in zip(columns, cells, strict=False):
            if column and cell.strip() and column not in values:
                values[column] = cell.strip()
        if any(len(cell) > MOST_CELL for cell in cells):
            problems.append(
                Problem(where=f"line {line}", what='has a quotation mark (") that is never closed')
            )
            continue
        if values and not re.match(r"\s*#(\s|$)", cells[0]):
            yield Row(f"line {line}", "", values)


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _known(headings: list[str]) -> set[str]:
    return {_BY_HEADING[bare] for heading in headings if (bare := _bare(heading)) in _BY_HEADING}


def column_of(heading: str) -> str:
    """The column that a heading means, "" where none does."""
    return _BY_HEADING.get(_bare(heading), "")


def _bare(heading: str) -> str:
    return re.sub(r"[\W_]", "", heading.casefold())


def _strangers(headings: list[str]) -> Iterator[Problem]:
    for heading in headings:
        if heading.strip():
            near = difflib.get_close_matches(_bare(heading), _BY_HEADING, n=1, cutoff=0.75)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            yield Problem(
                where="line 1", what=f'the column "{heading.strip()[:40]}" is not known and is left out{hint}'
            )


def read_toml(text: str, where: str) -> tuple[list[Row], list[Problem]]:
    """The tables [[event]], [[notice]], [[number]] ... as rows, in the order of the file's kinds.

    Raises NotRecognised, with the line, where the file is no TOML.
    """
    try:
        document = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as trouble:
        raise NotRecognised(
            where, f"It is not valid TOML: {trouble}.", "Mend that line; until then the last good list stays."
        ) from trouble
    rows: list[Row] = []
    problems: list[Problem] = []
    for name, tables in document.items():
        lines = [
            n
            for n, line in enumerate(text.split("\n"), start=1)
            if re.match(rf"\s*\[\[?\s*{re.escape(name)}\s*\]", line)
        ]
        entries = tables if isinstance(tables, list) else [tables]
        for n, table in enumerate(entries):
            place = f"line {lines[n]}, [[{name}]] {n + 1}" if n < len(lines) else f"[[{name}]] {n + 1}"
            if not isinstance(table, dict):
                problems.append(
                    Problem(where=place, what=f'"{name}" must be a table: write [[{name}]] above it')
                )
                continue
            rows.append(Row(place, name, dict(_toml_cells(table, place, problems))))
    return rows, problems


def _toml_cells(
    table: Mapping[str, object], place: str, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        column = _BY_HEADING.get(_bare(key))
        if column is None:
            near = difflib.get_close_matches(_bare(key), _BY_HEADING, n=1, cutoff=0.75)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            problems.append(Problem(where=place, what=f'"{key[:40]}" is not known and is left out{hint}'))
        elif said := written(value):
            yield column, said


def written(value: object) -> str:
    """A value of a TOML file as a cell would say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(written(one) for one in value)
    return str(value).strip() if isinstance(value, str | int | float) else ""
