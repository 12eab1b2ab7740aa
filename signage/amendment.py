"""An amendment of the settings file: a [[source]] table, appended and checked, or nothing at all."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from signage.errors import SettingsError
from signage.settings import Settings, load, slug
from signage.sources.plan import SourceOptions


def table_of(options: SourceOptions, settings: Settings, *, trust: str = "", lane: str = "") -> str:
    """The [[source]] table of these options, with an id that no other source has."""
    wanted = options.id or slug(options.name or options.url)
    taken = {source.id for source in settings.sources}
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
    try:
        before = path.read_bytes()
        new = path.with_name(f".{path.name}.new.toml")
        try:
            new.write_bytes(before.rstrip() + b"\n\n" + table.encode())
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
            "Append the table by hand, as somebody who may write the file.",
        ) from error
    return replace(settings, path=path.absolute())


def _checked(new: Path, name: str) -> Settings:
    try:
        return load(new)
    except SettingsError as error:
        raise SettingsError(error.where.replace(new.name, name), error.what, error.do) from error
