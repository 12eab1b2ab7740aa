"""Adding, changing and taking out a source in the settings file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from signage.amendment import append, change, remove, table_of
from signage.core.decision import Trust
from signage.core.item import Lane
from signage.errors import SettingsError
from signage.settings import Settings, load
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


@pytest.mark.parametrize("name", ["Add", "Look"])
def test_no_source_is_called_like_a_page(file: Path, name: str) -> None:
    options = SourceOptions(id="", name=name, kind="feed", url="https://other.example/feed/")
    assert append(file, table_of(options, load(file))).sources[-1].id == f"{name.lower()}-2"


def test_what_cannot_be_used_is_not_kept(file: Path) -> None:
    with pytest.raises(SettingsError) as told:
        append(file, '[[source]]\nid = "blog"\nkind = "feed"\nurl = "https://x.example/"\n')
    assert "config.toml" in told.value.where
    assert ".new" not in str(told.value)
    assert file.read_text() == BEFORE
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_a_source_is_changed_and_comments_stay(file: Path) -> None:
    settings = change(file, "blog", {"name": 'Book "blog"', "trust": "publish", "lane": "notices"})
    assert file.read_text() == BEFORE + 'name = "Book \\"blog\\""\ntrust = "publish"\nlane = "notices"\n'
    (source,) = settings.sources
    assert (source.id, source.name, source.trust, source.lane) == (
        "blog", 'Book "blog"', Trust.PUBLISH, Lane.NOTICES
    )  # fmt: skip
    change(file, "blog", {"lane": ""})
    assert "lane" not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_source_without_an_id_keeps_the_one_that_its_name_gave_it(file: Path) -> None:
    file.write_text(
        '[library]\nname = "Harbour"\n[[source]]\nname = "Town news"\nurl = "https://a.example/feed/"\n'
    )
    (before,) = load(file).sources
    (after,) = change(file, before.id, {"name": "News of the town"}).sources
    assert (after.id, after.name) == (before.id, "News of the town")


def test_a_source_is_taken_out_and_stays_as_a_comment(file: Path) -> None:
    other = SourceOptions(id="", name="Other", kind="feed", url="https://other.example/feed/")
    append(file, table_of(other, load(file)))
    settings = remove(file, "blog", "Taken out:")
    assert [source.id for source in settings.sources] == ["other"]
    text = file.read_text()
    assert text.startswith('# ours\n[library]\nname = "Harbour Library"\n')
    assert text.endswith(
        '# Taken out:\n# [[source]]\n# id = "blog"\n# url = "https://blog.example/feed/"   # the blog\n'
    )
    assert remove(file, "other", "Taken out:").sources == ()


@pytest.mark.parametrize(
    "amend", [lambda path: change(path, "nobody", {}), lambda path: remove(path, "nobody", "")]
)
def test_a_source_that_is_not_there_is_told(file: Path, amend: Callable[[Path], Settings]) -> None:
    with pytest.raises(SettingsError, match="nobody"):
        amend(file)
    assert file.read_text() == BEFORE
