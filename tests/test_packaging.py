from __future__ import annotations

import fnmatch
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def setuptools() -> dict[str, Any]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = project["tool"]["setuptools"]
    return found


def test_every_theme_is_installed() -> None:
    installed = setuptools()["data-files"]
    folders = [path for path in (ROOT / "themes").iterdir() if path.is_dir()]
    assert folders
    for folder in folders:
        patterns = installed[f"share/signage/themes/{folder.name}"]
        for file in (path for path in folder.rglob("*") if path.is_file()):
            name = file.relative_to(ROOT).as_posix()
            assert any(fnmatch.fnmatch(name, pattern) for pattern in patterns), name


def test_every_file_of_the_package_is_installed() -> None:
    patterns = [pattern.removeprefix("**/") for pattern in setuptools()["package-data"]["signage"]]
    for file in (path for path in (ROOT / "signage").rglob("*") if path.is_file()):
        if file.suffix not in {".py", ".pyc", ".qmlc"}:
            assert any(fnmatch.fnmatch(file.name, pattern) for pattern in patterns), file
