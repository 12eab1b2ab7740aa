"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# CI decides whether a change lands, so it takes the same examples each time; everybody else looks for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def corpus_folder() -> Path:
    """Where real captures and hostile files lie: $SIGNAGE_CORPUS, else `shared` beside the project."""
    return Path(os.environ.get("SIGNAGE_CORPUS") or Path(__file__).parents[2] / "shared").resolve()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder with `corpus/` and `hostile/`; without it the tests that need it are skipped."""
    folder = corpus_folder()
    if not (folder / "corpus").is_dir():
        pytest.skip("no corpus: set SIGNAGE_CORPUS to the folder that holds corpus/ and hostile/")
    return folder
