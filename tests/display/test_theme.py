from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from signage.core import legibility
from signage.display import theme as themes
from signage.display.theme import Theme
from signage.errors import ThemeError

WHOLE = themes.find("night").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["night", "paper", "high-contrast", "children"])
def test_text_of_the_ticker_has_a_contrast_of_seven(name: str) -> None:
    tokens = themes.load(name)
    card = tokens.colours["card"]
    texts = [tokens.colours["ink"], tokens.colours["secondaryInk"]]
    texts += [shades["accent"] for shades in tokens.kinds.values()]
    assert min(contrast(text, card) for text in texts) >= 7
    assert contrast(tokens.colours["plateInk"], tokens.colours["plate"]) >= 7
    for shades in tokens.kinds.values():
        assert contrast(shades["onAccent"], shades["accent"]) >= 7
        assert contrast(shades["accent"], tokens.colours["background"]) >= 4.5
        assert contrast(shades["accent"], shades["deep"]) >= 4.5


def written(folder: Path, text: str) -> Path:
    path = folder / "theme.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('card = "#1D2430"', "", "colours.card"),
        ('card = "#1D2430"', 'card = "reddish"', "colours.card"),
        ('card = "#1D2430"', "card = 3", "colours.card"),
        ('ink = "#F6F1E7"', 'ink = "#F6F1E7"\nshadow = "#000000"', "colours.shadow"),
        ("[kinds.post]", "[kinds.film]", "kinds.film"),
        ('deep = "#17263A"', "", "kinds.post.deep"),
        ('name = "Night"', 'name = "Night"\nscript = "rm"', "script"),
        ('name = "Night"', 'name = "Night"\nmeasures = 3', "measures"),
        ("[kinds.post]", "[measures]\ncardHight = 3\n[kinds.post]", "measures.cardHight"),
        ("[kinds.post]", '[measures]\ncardHeight = "tall"\n[kinds.post]', "measures.cardHeight"),
        ("[kinds.post]", "[measures]\ncardHeight = true\n[kinds.post]", "measures.cardHeight"),
    ],
)
def test_a_wrong_theme_is_refused_with_file_and_key(
    before: str, after: str, key: str, tmp_path: Path
) -> None:
    assert before in WHOLE
    path = written(tmp_path, WHOLE.replace(before, after, 1))
    with pytest.raises(ThemeError) as refused:
        themes.read(path)
    assert refused.value.where == f"{path}, {key}"
    assert refused.value.do


def test_a_theme_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="cannot be read"):
        themes.read(written(tmp_path, "= nothing"))
    with pytest.raises(ThemeError, match="cannot be read"):
        themes.read(tmp_path / "gone.toml")


@pytest.mark.parametrize("name", ["dusk", "../night", "", "night/../night"])
def test_a_theme_that_is_not_there_names_those_that_are(name: str) -> None:
    with pytest.raises(ThemeError, match=r"children, high-contrast, night, paper"):
        themes.load(name)


def test_a_theme_may_override_a_measure(tmp_path: Path, theme: Theme) -> None:
    tokens = themes.read(written(tmp_path, WHOLE + "\n[measures]\ncardRadius = 2.6\n"))
    theme.take(tokens)
    assert theme.property("cardRadius") == 28


def test_the_same_picture_at_both_sizes(theme: Theme) -> None:
    theme.fit(1920, 1080)
    small = theme.number("cardHeight")
    theme.fit(3840, 2160)
    assert abs(theme.number("cardHeight") - 2 * small) <= 1
    theme.fit(1080, 1920)
    assert theme.number("cardHeight") == small


@pytest.mark.parametrize(
    ("diagonal", "distance", "wanted"),
    [(43, 5, 1.0), (55, 6.4, 1.0), (65, 5.6, 0.741), (98, 3, 0.62), (43, 9, 1.0)],
)
def test_the_viewing_scale_follows_diagonal_and_distance(
    diagonal: float, distance: float, wanted: float
) -> None:
    assert legibility.viewing_scale(diagonal, distance) == pytest.approx(wanted, abs=0.01)


def test_no_text_is_smaller_than_three_u(theme: Theme) -> None:
    theme.take(themes.load("night"), scale=0.62)
    theme.fit(1920, 1080)
    assert theme.number("incidentalText") >= 32


def test_every_token_that_qml_names_exists_and_no_measure_is_left_over() -> None:
    qml = "\n".join(path.read_text(encoding="utf-8") for path in (themes.HERE / "qml/Signage").glob("*.qml"))
    python = "\n".join(path.read_text(encoding="utf-8") for path in themes.HERE.glob("*.py"))
    named = set(re.findall(r"Theme\.(\w+)", qml))
    assert {name for name in named if not hasattr(Theme, name)} == set()
    left_over = {name for name in themes.TOKEN_TYPES if name not in named and f'"{name}"' not in python}
    assert left_over == set()


def test_themes_are_data_only() -> None:
    for path in themes.find("night").parent.parent.glob("*/*"):
        assert path.suffix == ".toml"
        tomllib.loads(path.read_text(encoding="utf-8"))


def test_children_get_more_time_and_a_spine_of_their_own(theme: Theme) -> None:
    theme.take(themes.load("children"))
    assert theme.values["pace"] == 1.4
    assert theme.number("bigSpineInset") > 0
    theme.take(themes.load("night"))
    assert theme.number("bigSpineInset") == 0
    assert theme.number("cardBorder") == 0


def test_hills_are_of_the_ground_where_a_theme_has_none(theme: Theme) -> None:
    assert theme.property("hill") == theme.property("background")


def test_an_upright_window_has_a_row_of_caps_and_other_measures(theme: Theme) -> None:
    theme.fit(1080, 1920)
    assert theme.property("portrait")
    assert theme.number("tickerHeight") == round(35.4 * 10.8)
    assert theme.number("shelfRow") == round(20 * 10.8)
    assert theme.number("titleBig") < round(11.6 * 10.8)
    theme.fit(1920, 1080)
    assert not theme.property("portrait")
    assert theme.number("tickerHeight") == theme.number("shelfRow")


@pytest.mark.parametrize(("inset", "size"), [(0, (1920, 1080)), (2.5, (1824, 1026)), (5, (1728, 972))])
def test_content_moves_in_by_the_inset(inset: float, size: tuple[int, int], theme: Theme) -> None:
    theme.fit(1920, 1080)
    theme.take(themes.load("night"), inset=inset)
    assert theme.size == size
    assert theme.property("insetAcross") * 2 + size[0] == 1920
    assert theme.number("tickerHeight") == round(size[1] / 5)
