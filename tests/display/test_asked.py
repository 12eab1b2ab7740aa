from __future__ import annotations

from pathlib import Path

import pytest

from signage import themes
from signage.display import asked, theme


def test_the_shipped_themes_have_no_weak_pair(tmp_path: Path) -> None:
    said = asked.answer(tmp_path, ["night", "paper", "high-contrast", "children"])
    assert said["themes"] == []
    assert said["weak"] == []


def test_a_theme_of_pale_words_is_told_pair_by_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "themes" / "pale"
    folder.mkdir(parents=True)
    text = theme.find("night").read_text(encoding="utf-8").replace('ink = "#F6F1E7"', 'ink = "#5A6472"')
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(themes, "folders", lambda: (tmp_path / "themes",))
    weak = asked.answer(tmp_path, ["pale"])["weak"]
    assert isinstance(weak, list)
    assert "ink on card" in " ".join(pair["what"] for pair in weak)
    assert {pair["where"] for pair in weak} == {"theme pale"}
    assert asked.answer(tmp_path, ["gone"])["weak"] == []
