"""No colour, size or duration stands in a component: what script/literals.py finds, and what it lets pass."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "script" / "literals.py"
COMPONENTS = sorted((ROOT / "signage" / "display" / "qml" / "Signage").glob("*.qml"))
BAD = (
    'color: "#1D2430"',
    'color: on ? Theme.ink : "#fff"',
    'color: "White"',
    "border.color: 'rebeccapurple'",
    "color: Qt.rgba(0, 0, 0, 1)",
    "color: Qt.darker(Theme.ink)",
    "width: 12",
    "width: parent.width - 24",
    "height: 0.5 * Theme.cardHeight",
    "anchors.leftMargin: -3",
    "font.pixelSize: 40",
    "y: 1e2",
    "x: 0x10",
    "opacity: .6",
    "readonly property real share: 0.7",
    "readonly property list<real> tall: [0.2, 0.5]",
    "duration: 200",
    "interval: 1",
    "duration: Theme.cardIn + 50",
    "rotation: 30",
    "maximumLineCount: 12",
    "NumberAnimation {}",
    "Behavior on x {}",
    "asynchronous: true",
)
GOOD = (
    "width: 2 * Theme.cardHeight + 1",
    "x: -1",
    "x: (parent.width - width) / 2",
    "x: parent.width / 4",
    "color: Theme.ink",
    'color: "transparent"',
    'text: "4 red books"',
    "// 200 pixels of #FFFFFF",
    "/* 40\n   50 */",
    "maximumLineCount: 3",
    "rotation: 45",
    "// Where they stand, in parts of the width.\nreadonly property list<real> tops: [0.25, 0.8]",
    "XAnimator {}",
    "interval: 1 + order * Theme.cardStagger",
    "font.pixelSize: face2.size",
)


def look(*paths: Path) -> tuple[int, list[str]]:
    done = subprocess.run([sys.executable, SCRIPT, *paths], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def written(folder: Path, samples: tuple[str, ...]) -> list[Path]:
    paths = []
    for number, sample in enumerate(samples):
        path = folder / f"Sample{number}.qml"
        path.write_text(f"import QtQuick\n\nItem {{\n{sample}\n}}\n", encoding="utf-8")
        paths.append(path)
    return paths


def test_every_bad_sample_is_reported_with_its_line(tmp_path: Path) -> None:
    paths = written(tmp_path, BAD)
    code, told = look(*paths)
    assert code == 1
    for path, sample in zip(paths, BAD, strict=True):
        assert any(line.startswith(f"{path}:4: ") for line in told), sample


def test_what_says_no_size_passes(tmp_path: Path) -> None:
    assert look(*written(tmp_path, GOOD)) == (0, [])


def test_the_line_is_the_literals_own(tmp_path: Path) -> None:
    path = tmp_path / "Two.qml"
    path.write_text("Item {\n    // a word\n\n    width: 1\n    height: 7\n}\n", encoding="utf-8")
    assert look(path) == (1, [f"{path}:5: the number 7; name one of Theme"])


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_no_component_has_any(path: Path) -> None:
    assert look(path) == (0, [])
