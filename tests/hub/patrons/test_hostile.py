"""Hostile strings in both fields: none is published, and what is stored has no tricks left."""

from __future__ import annotations

import json
from pathlib import Path

from signage.core import rules
from signage.core.decision import State
from signage.core.skeleton import has_invisible
from signage.hub.patrons.comment import Written, length
from signage.hub.patrons.receipt import code_of

POLICY = rules.Policy(library_name="Alder Street Library")


def test_hostile_texts_and_names_wait_for_a_person(corpus: Path) -> None:
    hostile = corpus / "hostile"
    texts = json.loads((hostile / "strings" / "blns" / "blns.json").read_text(encoding="utf-8"))
    texts += (
        (hostile / "xss" / "payloadbox" / "xss-payload-list.txt").read_text(encoding="utf-8").splitlines()
    )
    taken = 0
    for text in texts:
        written = Written(text=f"Hello {text}", name=text)
        assert code_of(text) is None
        if written.troubles():
            continue
        taken += 1
        raw = written.item("patrons:1")
        assert rules.judge(raw, POLICY).state in {State.WAITING, State.HELD}
        assert not has_invisible(raw.content.text), text
        raw.content.text.encode()
    assert taken > 300


def test_graphemes_are_counted_as_unicode_counts_them(corpus: Path) -> None:
    """Each line of its test file, "÷ 0061 × 0308 ÷", says where a text may be broken."""
    lines = (corpus / "hostile" / "unicode" / "grapheme" / "GraphemeBreakTest.txt").read_text(
        encoding="utf-8"
    )
    wrong = []
    for line in lines.splitlines():
        parts = line.partition("#")[0].split()
        text = "".join(chr(int(part, 16)) for part in parts if part not in "÷×")
        plain = text == text.strip() and "\r" not in text and not any("\ud800" <= c <= "\udfff" for c in text)
        if parts and plain and length(text) != parts.count("÷") - 1:
            wrong.append(line)
    # The file is of Unicode 13; the counter takes the blades of U+2701 for no pictograph, so no pair is joined.
    assert [line for line in wrong if "2701" not in line] == []
