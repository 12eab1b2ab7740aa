"""A library's own logo: found, refused with a way out, and drawn in its box."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize

from signage.display import asked, logo
from signage.display import theme as themes
from signage.display.theme import Theme
from signage.errors import ThemeError
from tests.gallery import art

NIGHT = themes.find("night").read_text(encoding="utf-8")


def theme_with(folder: Path, data: bytes | None, name: str = "logo.png") -> Path:
    home = folder / "harbour"
    home.mkdir(parents=True)
    path = home / "theme.toml"
    path.write_text(NIGHT.replace('name = "Night"', f'name = "Harbour"\nlogo = "{name}"'), encoding="utf-8")
    if data is not None:
        (home / name).write_bytes(data)
    return path


def png(width: int, height: int, shade: tuple[int, ...] = (200, 40, 40)) -> bytes:
    data = io.BytesIO()
    Image.new("RGBA" if len(shade) == 4 else "RGB", (width, height), shade).save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(
    ("size", "drawn"), [((1000, 200), (225, 45)), ((50, 5), (227, 23)), ((100, 400), (11, 45))]
)
def test_it_stands_within_its_box_in_its_own_shape(
    size: tuple[int, int], drawn: tuple[int, int], tmp_path: Path
) -> None:
    theme = Theme()
    theme.take(themes.read(theme_with(tmp_path, png(*size))))
    asked_for = str(theme.property("logo")).removeprefix("image://logo/")
    image = logo.Logos().requestImage(asked_for, QSize(), QSize(227, 45))
    assert abs(image.width() - drawn[0]) <= 1
    assert abs(image.height() - drawn[1]) <= 1


def test_an_empty_margin_does_not_make_it_small(tmp_path: Path) -> None:
    tokens = themes.read(theme_with(tmp_path, art.logo()))
    assert tokens.logo is not None
    with Image.open(io.BytesIO(art.logo())) as whole:
        seen = whole.getchannel("A").getbbox()
    assert seen is not None
    image = logo.look(tokens.logo)
    assert (image.width(), image.height()) == (seen[2] - seen[0], seen[3] - seen[1])


def test_a_theme_without_one_shows_the_name() -> None:
    theme = Theme()
    assert theme.property("logo") == ""


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "cannot be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot be read"),
        (b"", "cannot be read"),
        (png(6000, 5000), "24 million pixels"),
        (b"\x89PNG" + bytes(6 * 1024 * 1024), "larger than 5 MiB"),
        (png(40, 40, (0, 0, 0, 0)), "Nothing of the picture"),
    ],
    ids=["missing", "svg", "empty", "bomb", "heavy", "invisible"],
)
def test_one_that_cannot_be_drawn_is_told_and_the_name_is_shown(
    data: bytes | None,
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = theme_with(tmp_path, data)
    monkeypatch.setenv("SIGNAGE_THEMES", str(tmp_path))
    errors = asked.answer(tmp_path, ["harbour"])["themes"]
    assert isinstance(errors, list)
    [error] = errors
    assert error["where"] == f"{path}, logo"
    assert why in error["what"]
    assert "logo.png" in error["what"]
    assert error["do"]
    theme = Theme()
    with caplog.at_level(logging.WARNING):
        theme.take(themes.load("harbour"))
    assert theme.property("logo") == ""
    assert "logo" in caplog.text
    caplog.clear()


@pytest.mark.parametrize("name", ["/etc/logo.png", "../logo.png"])
def test_it_lies_in_the_folder_of_its_theme(name: str, tmp_path: Path) -> None:
    path = tmp_path / "theme.toml"
    path.write_text(f'logo = "{name}"\n{NIGHT}', encoding="utf-8")
    with pytest.raises(ThemeError, match="logo") as refused:
        themes.read(path)
    assert "logo.png" in refused.value.do


def test_themes_of_ones_own_may_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = theme_with(tmp_path, png(40, 10))
    monkeypatch.setenv("SIGNAGE_THEMES", str(tmp_path))
    assert themes.find("harbour") == path
