"""Mistakes in config.toml, in plain sentences: where, what was found, what is allowed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from signage.errors import SettingsError
from signage.tables import File


def explain(file: str, document: Mapping[str, Any], error: ValidationError) -> SettingsError:
    """All that pydantic found, as one SettingsError; `others` holds what was found after the first.

    Unknown keys come first: a missing one is often just misspelt.
    """
    details = sorted(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
    found = [_explain(file, document, one) for one in details]
    found[0].others = tuple(found[1:])
    return found[0]


def _explain(file: str, document: Mapping[str, Any], details: ErrorDetails) -> SettingsError:
    place = [part for part in details["loc"] if not (isinstance(part, str) and part.startswith("function-"))]
    where = f"{file}, {_where(place, document)}"
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    shown = (
        f'"{value}"'
        if isinstance(value, str)
        else str(value).lower()
        if isinstance(value, bool)
        else repr(value)
    )
    match kind:
        case "extra_forbidden":
            key, known = str(place[-1]), _keys(place[:-1])
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
            hint = f'Did you mean "{near[0]}"?' if near else f"Known here: {', '.join(known)}."
            return SettingsError(where, f'"{key}" is not a setting.', hint)
        case "missing":
            missing = f"[{place[-1]}]" if len(place) == 1 else f"{place[-1]} = ..."
            return SettingsError(where, f'"{place[-1]}" is missing.', f"Write it in: {missing}")
        case "literal_error" | "enum":
            allowed = (
                str(context.get("expected", "")).replace("'", '"').replace(" or ", ", ").replace('"", ', "")
            )
            near = difflib.get_close_matches(str(value), re.findall(r'"([^"]+)"', allowed), n=1, cutoff=0.6)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            return SettingsError(where, f"{shown} was found.", f"Allowed: {allowed}.{hint}")
        case "value_error":
            return SettingsError(where, f"{shown} was found.", f"{_sentence(str(context['error']))}.")
        case _:
            return SettingsError(where, f"{shown} was found.", f"{_sentence(details['msg'])}.")


def _sentence(text: str) -> str:
    return (text[:1].upper() + text[1:]).rstrip(".")


def _where(place: list[int | str], document: Mapping[str, Any]) -> str:
    """[hub] listen; [[source]] 3 (events) url; [library]."""
    if not place:
        return "the whole file"
    table = str(place[0])
    if len(place) > 1 and isinstance(place[1], int):
        row = document[table][place[1]]
        name = row.get("id") or row.get("name") or "" if isinstance(row, dict) else ""
        head, rest = f"[[{table}]] {place[1] + 1}" + (f" ({name})" if name else ""), place[2:]
    else:
        head, rest = f"[{table}]", place[1:]
    return " ".join([head, *(str(part + 1 if isinstance(part, int) else part) for part in rest)])


def _keys(place: list[int | str]) -> list[str]:
    model: type[BaseModel] = File
    for part in place:
        if isinstance(part, int):
            continue
        annotation = model.model_fields[part].annotation
        inner = getattr(annotation, "__args__", (annotation,))[0]
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return []
        model = inner
    return [field.alias or name for name, field in model.model_fields.items()]
