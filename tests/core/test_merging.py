"""Only what both changed is asked; nothing that anybody wrote is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from signage.core.merging import Merged, merge

FORM = st.fixed_dictionaries(dict.fromkeys("abcd", st.sampled_from(["", "x", "y"])))


def test_only_what_both_changed_is_asked() -> None:
    base = {"text": "Repair", "detail": "", "place": "Hall", "screens": "Foyer"}
    mine = {**base, "text": "Repair café", "detail": "Bring a lamp"}
    theirs = {**base, "text": "Mend it", "screens": "Café"}
    assert merge(base, mine, theirs) == Merged(
        values={"text": "Repair café", "detail": "Bring a lamp", "place": "Hall", "screens": "Café"},
        asked=("text",),
        taken=("screens",),
    )


@given(FORM, FORM, FORM)
def test_what_somebody_changed_is_kept_or_asked(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    merged = merge(base, mine, theirs)
    for name, value in merged.values.items():
        if mine[name] != base[name]:
            assert value == mine[name]
            assert (name in merged.asked) == (theirs[name] not in (base[name], mine[name]))
        else:
            assert value == theirs[name]
            assert (name in merged.taken) == (theirs[name] != base[name])


@given(FORM, FORM)
def test_alone_nobody_is_asked(base: dict[str, str], mine: dict[str, str]) -> None:
    assert merge(base, mine, base) == Merged(values=mine)
