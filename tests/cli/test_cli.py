"""The command line as people call it: words, exit codes, what is imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = """
[library]
name = "Harbour Library"
timezone = "Europe/Berlin"
[hub]
listen = "127.0.0.1:{port}"
data = "data"
[[screen]]
name = "Foyer"
[[source]]
id = "week"
kind = "playlist"
path = "week.csv"
"""


def signage(*words: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "SIGNAGE_CONFIG"}
    }
    return subprocess.run(
        [sys.executable, "-m", "signage", *words],
        cwd=cwd,
        env=clean
        | {"PYTHONPATH": str(Path(__file__).parents[2]), "XDG_CONFIG_HOME": str(cwd / "none")}
        | environ,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG.format(port=8080))
    return tmp_path


def test_its_version(tmp_path: Path) -> None:
    told = signage("--version", cwd=tmp_path)
    assert (told.returncode, told.stdout.split()[0], told.stderr) == (0, "signage", "")


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["programme", "-h"]])
def test_help(words: list[str], tmp_path: Path) -> None:
    told = signage(*words, cwd=tmp_path)
    assert told.returncode == 0
    assert "Usage:" in told.stdout


@pytest.mark.parametrize(
    "words", [["dance"], ["items", "--dance"], ["hide"], ["shot"], ["items", "--state", "dancing"]]
)
def test_wrong_words_are_told_plainly(words: list[str], folder: Path) -> None:
    told = signage(*words, cwd=folder)
    assert told.returncode == 2
    assert told.stdout == ""
    assert 2 <= len(told.stderr.strip().splitlines()) <= 3
    asked = signage(*words, "--json", cwd=folder)
    assert asked.returncode == 2
    assert set(json.loads(asked.stdout)["error"]) == {"where", "what", "do"}


def test_no_settings_file(tmp_path: Path) -> None:
    told = signage("items", "--config", "nothing.toml", cwd=tmp_path)
    assert told.returncode == 2
    assert len(told.stderr.strip().splitlines()) == 3


def test_a_mistake_in_the_settings_names_its_key(folder: Path) -> None:
    file = folder / "config.toml"
    file.write_text(file.read_text().replace('kind = "playlist"', 'kind = "playlst"'))
    told = signage("check", "--json", cwd=folder)
    assert told.returncode == 2
    assert "[[source]] 1" in json.loads(told.stdout)["error"]["where"]


@pytest.mark.parametrize(
    ("code", "never"),
    [
        (
            "import signage.__main__",
            ("sqlalchemy", "fastapi", "pydantic", "httpx", "signage.store", "signage.hub"),
        ),
        (
            "import signage.__main__, signage.commands.programs",
            ("sqlalchemy", "fastapi", "httpx", "signage.store", "signage.hub.app", "PySide6"),
        ),
        (
            "import signage.keeper",
            ("sqlalchemy", "fastapi", "pydantic", "typer", "signage.settings", "PySide6"),
        ),
    ],
)
def test_what_starts_the_sign_imports_little(code: str, never: tuple[str, ...]) -> None:
    found = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not set(never) & set(found.stdout.split())
