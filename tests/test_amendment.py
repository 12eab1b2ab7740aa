"""Appending a source to the settings file."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.amendment import append, table_of
from signage.errors import SettingsError
from signage.settings import load
from signage.sources.plan import SourceOptions

BEFORE = """# ours
[library]
name = "Harbour Library"
[[source]]
id = "blog"
url = "https://blog.example/feed/"   # the blog
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(BEFORE)
    path.chmod(0o640)
    return path


def test_a_source_is_appended_and_the_rest_is_left_as_it_was(file: Path) -> None:
    options = SourceOptions(
        id="", name='The "other" blog\\', kind="feed", url="https://other.example/feed?a=b&c=\u007fd"
    )
    table = table_of(options, load(file))
    settings = append(file, table)
    assert file.read_text().startswith(BEFORE)
    added = settings.sources[-1]
    assert (added.id, added.name, added.kind, added.options.url) == (
        "the-other-blog",
        options.name,
        "feed",
        options.url,
    )
    assert load(file).sources == settings.sources
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_an_id_is_never_given_twice(file: Path) -> None:
    options = SourceOptions(id="", name="Blog", kind="feed", url="https://other.example/feed/")
    for wanted in ("blog-2", "blog-3"):
        assert append(file, table_of(options, load(file))).sources[-1].id == wanted


def test_what_cannot_be_used_is_not_kept(file: Path) -> None:
    with pytest.raises(SettingsError) as told:
        append(file, '[[source]]\nid = "blog"\nkind = "feed"\nurl = "https://x.example/"\n')
    assert "config.toml" in told.value.where
    assert ".new" not in str(told.value)
    assert file.read_text() == BEFORE
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]
