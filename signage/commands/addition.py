"""What an address can be, as `signage add` tells it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from signage.commands.listing import raw_row

if TYPE_CHECKING:
    from signage.fetcher.discover import Found


def found_rows(found: Iterable[Found]) -> list[dict[str, Any]]:
    """What `add --json` says of each thing that the address can be."""
    return [
        {
            "kind": one.options.kind,
            "url": one.options.url,
            "name": one.options.name,
            "why": one.why,
            "items": [raw_row(raw) for raw in one.items],
        }
        for one in found
    ]
