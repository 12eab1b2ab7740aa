"""Every component of ours, drawn with real models and looked at by its own tst_*.qml (Qt Quick Test)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

HERE = Path(__file__).parent
COMPONENTS = HERE.parents[2] / "signage" / "display" / "qml" / "Signage"
#: Two thousand looks take about a minute, and others may be busy.
pytestmark = pytest.mark.timeout(300)
FILES = sorted(HERE.glob("tst_*.qml"))
#: The same as from the command line, for one file: -input FILE.
COMMAND = (sys.executable, "-m", "tests.display.qml.program", str(HERE))


class Report:
    """What one run of Qt Quick Test said (its JUnit form)."""

    def __init__(self, text: str, loud: str) -> None:
        self.cases: list[Element] = list(fromstring(text).iter("testcase"))
        self.loud = loud

    def of(self, component: str) -> list[Element]:
        """The test cases of a component, without what every one begins and ends with."""
        return [
            case for case in self.cases
            if re.match(rf"{component}::(?!initTestCase|cleanupTestCase)", case.get("name", ""))
        ]  # fmt: skip

    def complaints(self, component: str) -> list[str]:
        """What failed and what was warned of, a line each."""
        found = []
        for case in self.cases:
            name, _, test = case.get("name", "").partition("::")
            if name == component:
                found += [
                    f"{test}: {one.get('message', '')} {' '.join((one.text or '').split())}".strip()
                    for one in case if one.tag in {"failure", "error", "system-err", "skipped"}
                ]  # fmt: skip
        return found


def run(folder: Path, *more: str) -> Report:
    """Run the tests of HERE; what cannot even be loaded is in `loud`."""
    out = folder / "report.xml"
    done = subprocess.run(
        [*COMMAND, "-o", f"{out},junitxml", *more], capture_output=True, text=True, timeout=280, check=False
    )
    assert out.is_file(), f"it ended with {done.returncode}: {done.stderr[-4000:]}"
    return Report(out.read_text(encoding="utf-8"), done.stderr)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return run(tmp_path_factory.mktemp("qml"))


@pytest.mark.parametrize("name", [path.stem.removeprefix("tst_") for path in FILES])
def test_the_component_is_drawn_as_it_should_be(report: Report, name: str) -> None:
    assert report.of(name), f"no test of {name} was run: {report.loud}"
    assert not report.complaints(name), "\n".join(report.complaints(name)[:40])


def test_nothing_was_said_beside_the_report(report: Report) -> None:
    assert report.loud == ""


def test_every_component_has_a_test_that_makes_it() -> None:
    for path in sorted(COMPONENTS.glob("*.qml")):
        test = HERE / f"tst_{path.stem}.qml"
        assert test.is_file(), f"{path.stem} has no test"
        made = rf"\b{path.stem} \{{" if path.stem != "Main" else r"scene\.main"
        assert re.search(made, test.read_text(encoding="utf-8")), f"{test.name} does not make {path.stem}"


def test_every_component_can_be_imported() -> None:
    listed = {
        line.split()[0] for line in (COMPONENTS / "qmldir").read_text().splitlines() if line.endswith(".qml")
    }
    assert listed == {path.stem for path in COMPONENTS.glob("*.qml")} - {"Main"}


def test_a_failing_look_fails_here(tmp_path: Path) -> None:
    (tmp_path / "tst_Bad.qml").write_text(BAD.replace("HERE", HERE.as_uri()), encoding="utf-8")
    out = run(tmp_path, "-input", str(tmp_path / "tst_Bad.qml"))
    names = {case.get("name") for case in out.cases if case.find("failure") is not None}
    assert names == {f"Bad::test_{what}" for what in BAD_TESTS}


BAD_TESTS = ("colour", "outside", "overlap", "rich", "wide", "picture", "mirror", "mover")
BAD = """
import QtQuick
import Signage
import "HERE"

Item {
    id: room
    width: 400
    height: 100

    Look {
        name: "Bad"
        function test_colour() { sound(createTemporaryObject(colour, room)); }
        function test_outside() { sound(createTemporaryObject(outside, room)); }
        function test_overlap() { sound(createTemporaryObject(overlap, room)); }
        function test_rich() { sound(createTemporaryObject(rich, room)); }
        function test_wide() { sound(createTemporaryObject(wide, room)); }
        function test_picture() { sound(createTemporaryObject(picture, room)); }
        function test_mirror() { mirrors([Qt.rect(0, 0, 10, 10)], [Qt.rect(0, 0, 10, 10)], 400); }
        function test_mover() { comesToRest(createTemporaryObject(mover, room)); }
        function test_sound() { sound(createTemporaryObject(good, room)); }
    }
    Component { id: good; Item { width: 400; height: 100; Words { text: "a"; font.pixelSize: 30 } } }
    Component { id: colour; Rectangle { width: 9; height: 9; color: "#123456" } }
    Component { id: outside; Item { width: 400; height: 100; Words { x: 390; text: "wide"; font.pixelSize: 30 } } }
    Component { id: overlap; Item { width: 400; height: 100;
        Words { text: "one"; font.pixelSize: 30 } Words { x: 9; text: "two"; font.pixelSize: 30 } } }
    Component { id: rich; Item { width: 400; height: 100;
        Text { text: "a"; color: Theme.ink; textFormat: Text.RichText; font.pixelSize: 30 } } }
    Component { id: wide; Item { width: 400; height: 100;
        Words { width: 20; text: "much too wide"; font.pixelSize: 30 } } }
    Component { id: picture; Item { width: 400; height: 100; Image { source: "no-such.png" } } }
    Component { id: mover; Item { id: box; NumberAnimation { target: box; property: "y"; to: 1 } } }
}
"""
