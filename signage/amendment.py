"""An amendment of the settings file: a [[source]] added, changed or taken out, and checked; or nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import tomlkit

from signage.errors import SettingsError
from signage.settings import Settings, load, slug
from signage.sources.plan import SourceOptions


def table_of(options: SourceOptions, settings: Settings, *, trust: str = "", lane: str = "") -> str:
    """The [[source]] table of these options, with an id that no other source has."""
    wanted = options.id or slug(options.name or options.url)
    # The last two are addresses of pages beside those of sources.
    taken = {*(source.id for source in settings.sources), "add", "look"}
    number, identity = 2, wanted
    while identity in taken:
        identity, number = f"{wanted}-{number}", number + 1
    values: dict[str, str | None] = {
        "id": identity,
        "name": options.name or None,
        "kind": options.kind,
        "url": options.url or None,
        "path": str(options.path) if options.path else None,
        "api": options.api or None,
        "show": options.show or None,
        "query": options.query or None,
        "items": options.item_kind.value if options.item_kind else None,
        "trust": trust or None,
        "lane": lane or None,
    }
    lines = [f"{key} = {_text(value)}" for key, value in values.items() if value is not None]
    return "\n".join(["[[source]]", *lines]) + "\n"


def _text(value: str) -> str:
    """A TOML basic string: JSON's escapes are a part of TOML's, but for DEL (TOML 1.0, section String)."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def append(path: Path, table: str) -> Settings:
    """Append `table` to the settings file and give the settings as they are then.

    The file keeps what it had where the result could not be used. Raises SettingsError.
    """
    return _write(path, lambda before: f"{before.rstrip()}\n\n{table}")


def change(path: Path, source_id: str, values: Mapping[str, str]) -> Settings:
    """Let a source say these things, or nothing where a value is empty; the rest stays, comments too.

    Raises SettingsError, also where the file does not name the source (any more).
    """
    number = _number(path, source_id)

    def changed(before: str) -> str:
        document = tomlkit.parse(before)
        table = document["source"][number]
        for key, value in {"id": source_id, **values}.items():
            if value:
                table[key] = value
            else:
                table.pop(key, None)
        return document.as_string()

    return _write(path, changed)


def remove(path: Path, source_id: str, why: str) -> Settings:
    """Take a source out. Its table stays at the end of the file as a comment that begins with `why`.

    Raises SettingsError, also where the file does not name the source (any more).
    """
    number = _number(path, source_id)

    def without(before: str) -> str:
        document = tomlkit.parse(before)
        table = document["source"][number].as_string()
        del document["source"][number]
        kept = "\n".join(f"# {line}".rstrip() for line in [why, "[[source]]", *table.strip().splitlines()])
        return f"{document.as_string().rstrip()}\n\n{kept}\n"

    return _write(path, without)


def _number(path: Path, source_id: str) -> int:
    """Which of the file's sources has this id, counted from 0."""
    for number, source in enumerate(load(path).sources):
        if source.id == source_id:
            return number
    raise SettingsError(
        f"{path.name}, [[source]]",
        f"No source has the id {source_id!r} (any more).",
        "Look at the list again.",
    )


def _write(path: Path, amended: Callable[[str], str]) -> Settings:
    try:
        before = path.read_bytes().decode("utf-8-sig")
        new = path.with_name(f".{path.name}.new.toml")
        try:
            new.write_text(amended(before), encoding="utf-8")
            settings = _checked(new, path.name)
            new.chmod(path.stat().st_mode & 0o777)
            with new.open("rb") as file:
                os.fsync(file.fileno())
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(
            str(path),
            f"The settings file cannot be changed: {error.strerror}.",
            "Write it by hand, as somebody who may change the file.",
        ) from error
    return replace(settings, path=path.absolute())


def _checked(new: Path, name: str) -> Settings:
    try:
        return load(new)
    except SettingsError as error:
        raise SettingsError(error.where.replace(new.name, name), error.what, error.do) from error
