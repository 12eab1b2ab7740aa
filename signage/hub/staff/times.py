"""The fields that say when something shows: a part of a form for each window, the first one always. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time

from signage.core.window import Window

#: So many parts a form has room for. What has more windows keeps those after them.
MOST = 6
NAMES = ("first_day", "last_day", "weekdays", "opens", "closes")
EVERY_DAY = "0,1,2,3,4,5,6"
_ANOTHER, _AWAY = "another-time", "no-time-"


def name_of(name: str, part: int) -> str:
    """What a field is called in a part, counted from 1."""
    return name if part == 1 else f"{name}-{part}"


FIELDS = tuple(name_of(name, part) for part in range(1, MOST + 1) for name in NAMES)


def fields_of(windows: Sequence[Window]) -> dict[str, str]:
    """The parts as they stand. Days and times as HTML has them, weekdays joined by commas."""
    shown = [_said(window) for window in (windows or (Window(),))[:MOST]]
    empty = dict.fromkeys(NAMES, "")
    shown += [empty] * (MOST - len(shown))
    return {name_of(name, part): said[name] for part, said in enumerate(shown, 1) for name in NAMES}


def parts(fields: Mapping[str, str]) -> tuple[int, ...]:
    """The parts that say something, by their numbers; the first one in any case."""
    numbers = range(2, MOST + 1)
    return (1, *(part for part in numbers if any(fields.get(name_of(name, part)) for name in NAMES)))


def pressed(button: str, fields: Mapping[str, str]) -> dict[str, str]:
    """What "Add another time" and "Remove this time" make of the parts; nothing for other buttons."""
    said = [{name: fields.get(name_of(name, part), "") for name in NAMES} for part in parts(fields)]
    number = button.removeprefix(_AWAY)
    if button == _ANOTHER and len(said) < MOST:
        said.append(dict.fromkeys(NAMES, "") | {"weekdays": EVERY_DAY})
    elif button.startswith(_AWAY) and number.isdecimal() and 0 < int(number) <= len(said) > 1:
        del said[int(number) - 1]
    else:
        return {}
    cleared = dict.fromkeys(FIELDS, "")
    return cleared | {name_of(name, part): one[name] for part, one in enumerate(said, 1) for name in NAMES}


def _said(window: Window) -> dict[str, str]:
    return {
        "first_day": iso(window.first_day),
        "last_day": iso(window.last_day),
        "weekdays": ",".join(str(day) for day in sorted(window.weekdays or range(7))),
        "opens": clock(window.opens),
        "closes": clock(window.closes),
    }


def iso(day: date | None) -> str:
    """A day as HTML has it, "" for none."""
    return day.isoformat() if day else ""


def clock(moment: time | None) -> str:
    """A time of day as HTML has it, "" for none."""
    return moment.strftime("%H:%M") if moment else ""
