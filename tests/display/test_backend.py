from __future__ import annotations

import json
from pathlib import Path

import pytest

from signage.display import backend
from signage.display.asked import answer


def devices(folder: Path, *names: str) -> Path:
    made = folder / "dri"
    made.mkdir()
    for name in names:
        (made / name).touch()
    return made


def test_without_a_card_that_draws_software_is_chosen_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "probe", lambda: pytest.fail("must not be tried"))
    chosen = backend.choose("auto", tmp_path, "xcb", devices(tmp_path, "card0"))
    assert chosen.name == "software"
    assert "no graphics card" in chosen.why


def test_a_card_is_tried_once_and_remembered_until_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []

    def probe() -> str:
        tries.append("tried")
        return "Mesa Intel UHD 620"

    monkeypatch.setattr(backend, "probe", probe)
    cards = devices(tmp_path, "renderD128")
    assert [backend.choose("auto", tmp_path, "xcb", cards).name for _ in range(3)] == ["opengl"] * 3
    assert tries == ["tried"]
    backend.choose("auto", tmp_path, "wayland", cards)
    assert len(tries) == 2
    backend.forget(tmp_path)
    backend.choose("auto", tmp_path, "wayland", cards)
    assert len(tries) == 3


@pytest.mark.parametrize("memory", ["", "[]", '{"key": 3}', "not json"])
def test_a_broken_memory_is_tried_again(memory: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "probe", lambda: "")
    (tmp_path / backend.REMEMBERED).write_text(memory)
    assert backend.choose("auto", tmp_path, "xcb", devices(tmp_path, "renderD128")).name == "software"


@pytest.mark.parametrize(
    ("renderer", "name"),
    [
        ("llvmpipe (LLVM 15.0.6, 256 bits)", "software"),
        ("softpipe", "software"),
        ("", "software"),
        ("V3D 4.2", "opengl"),
    ],
)
def test_a_card_that_is_the_processor_is_none(renderer: str, name: str) -> None:
    assert backend.judge(renderer, "tried").name == name


def test_what_is_asked_for_wins_and_the_loop_is_always_threaded(tmp_path: Path) -> None:
    environ: dict[str, str] = {}
    backend.choose("software", tmp_path, "xcb").apply(environ)
    assert environ["QT_QUICK_BACKEND"] == "software"
    backend.choose("opengl", tmp_path, "xcb").apply(environ)
    assert environ == {"QSG_RENDER_LOOP": "threaded", "QSG_RHI_BACKEND": "opengl"}


def test_commands_can_ask_how_a_pc_would_draw(tmp_path: Path) -> None:
    told = json.loads(json.dumps(answer(tmp_path, ["night", "dusk"])))
    assert told["backend"] in {"software", "opengl"}
    assert [error["where"] for error in told["themes"]] == ["theme dusk"]
