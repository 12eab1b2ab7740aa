"""The form of an item as a browser sent it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import msgspec
from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from signage.hub.staff import times
from signage.hub.staff.form import FIELDS

_fields = msgspec.json.Decoder(dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form as it came. `base` is what it showed before anybody typed."""

    fields: Mapping[str, str]
    base: Mapping[str, str]
    button: str = ""
    scope: str = ""
    kind: str = ""
    id: str = ""
    #: Fields of which the other one's value is wanted.
    take: tuple[str, ...] = ()
    file: bytes = b""


async def sent(request: Request) -> Sent:
    """The form in a request; lists become commas or lines."""
    async with request.form() as given:
        fields = {name: str(given.get(name, "")) for name in FIELDS}
        for part in range(1, times.MOST + 1):
            name = times.name_of("weekdays", part)
            fields[name] = ",".join(sorted(str(day) for day in given.getlist(name)))
        fields["screens"] = "\n".join(str(name) for name in given.getlist("screens"))
        try:
            base = _fields.decode(str(given.get("base", "")) or "{}")
        except msgspec.DecodeError:
            base = {}
        file = given.get("file")
        return Sent(
            fields=fields,
            base=base,
            button=str(given.get("button", "")),
            scope=str(given.get("scope", "")),
            kind=str(given.get("kind", "")),
            id=str(given.get("id", "")),
            take=tuple(str(name) for name in given.getlist("take")),
            file=await file.read() if isinstance(file, UploadFile) else b"",
        )


Form = Annotated[Sent, Depends(sent)]
