"""Which output of a PC a screen is drawn on, when its own is there and when it is not."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def choose(
    present: Sequence[str], wanted: str, others: Collection[str] = (), *, waits: bool = False
) -> str | None:
    """The output to draw on: the `wanted` one, or the first that is not one of `others`.

    `present` begins with the primary one. None where every output belongs to another screen of this PC:
    painting over that one would be worse than to wait. A screen that `waits` takes no output but its own;
    of two that were free to choose, both would choose the same.
    """
    if wanted in present:
        return wanted
    if waits and wanted:
        return None
    return next((name for name in present if name not in others), None)


def said(wanted: str, present: Sequence[str], chosen: str | None) -> str:
    """What staff should know about the choice; "" where all is as they wrote it."""
    if chosen == wanted or (not wanted and chosen is not None):
        return ""
    there = f"(there are: {', '.join(present) or 'none'})"
    until = f"It is drawn on {chosen} until it comes." if chosen else "Nothing is drawn until it comes."
    name = f"The output {wanted} is not there" if wanted else "Every output belongs to another screen"
    return f"{name} {there}. {until}"
