"""Two people change one form at once: what each changed alone is kept, the rest is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The form as it would be saved. `asked` are fields that both changed: they hold what is mine."""

    values: Mapping[str, str]
    asked: tuple[str, ...] = ()
    #: Fields that only the other one changed; they hold what is theirs.
    taken: tuple[str, ...] = ()


def merge(base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> Merged:
    """Lay `mine` over `theirs`; both began as `base`. A field that is missing somewhere is empty there."""
    names = list(dict.fromkeys([*theirs, *mine]))
    values: dict[str, str] = {}
    asked, taken = [], []
    for name in names:
        was, i_say, they_say = (side.get(name, "") for side in (base, mine, theirs))
        if i_say == was:
            values[name] = they_say
            taken += [name] if they_say != was else []
        else:
            values[name] = i_say
            asked += [name] if they_say not in (was, i_say) else []
    return Merged(values=values, asked=tuple(asked), taken=tuple(taken))
