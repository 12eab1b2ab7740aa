"""A screen that nobody has let in yet: what it shows, what it asks, what it keeps and forgets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from signage.display import token
from signage.display.admission import Admission
from signage.display.knock import Knock
from signage.display.link import Link
from signage.display.pairing import Newcomer, Pairing, example
from signage.display.theme import Theme
from tests.display.hub import serving, until

WAITING = {"code": "7KF4MP", "claim": "c" * 43, "seconds": 540, "address": "", "locale": "de"}


def test_it_says_what_staff_do(app: QGuiApplication, theme: Theme) -> None:
    pairing = Pairing(theme)
    pairing.take(example("7KF4MP", "lobby-2", "en-GB"))
    assert (pairing.property("begin"), pairing.property("end")) == ("7KF", "4MP")
    assert pairing.property("typed") == "signage screen pair 7KF4MP"
    foot = str(pairing.property("foot")).replace("\u2068", "").replace("\u2069", "")
    assert foot == "Screen “lobby-2” · 192.168.4.31 · code renews in 9 min"
    assert (
        bytes.fromhex(str(pairing.property("picture")).rpartition("/")[2]) == b"HTTP://SIGN.LIB:8080/P/7KF4MP"
    )


def test_a_proxys_path_keeps_its_letters(app: QGuiApplication, theme: Theme) -> None:
    pairing = Pairing(theme)
    pairing.take(replace(example("7KF4MP", "x", "en"), address="https://lib.example/Sign/"))
    code = bytes.fromhex(str(pairing.property("picture")).rpartition("/")[2])
    assert code == b"https://lib.example/Sign/p/7KF4MP"


def test_before_there_is_a_code_it_names_the_hub(app: QGuiApplication, theme: Theme) -> None:
    pairing = Pairing(theme)
    assert pairing.property("shown") is False
    pairing.take(Newcomer(name="lobby-2", hub="http://sign.lib:8080"))
    assert pairing.property("shown") is True
    assert pairing.property("begin") == pairing.property("picture") == ""
    assert pairing.property("typed") == "sign.lib:8080"


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 720)])
def test_the_widest_code_fits(size: tuple[int, int], app: QGuiApplication, theme: Theme) -> None:
    theme.fit(*size)
    pairing = Pairing(theme)
    pairing.take(example("777777", "x", "en"))
    narrow = pairing.property("size")
    pairing.take(example("WMWMWM", "x", "en"))
    assert 0 < pairing.property("size") < narrow <= theme.number("pairingCode")


def test_it_asks_until_it_is_let_in(app: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signage.display.knock.ASK_EVERY_MS", 1)
    monkeypatch.setattr("signage.display.knock.LONGEST_DELAY_MS", 1)
    with serving() as desk:
        desk.pairing = [
            (503, {}),
            (202, WAITING | {"code": "<b>0OI"}),
            (202, WAITING),
            (202, WAITING | {"seconds": 3}),
            (404, {}),
            (202, WAITING | {"code": "ACDEFG", "claim": "d" * 43}),
            (200, {"token": "d" * 43, "screen": "Branch"}),
        ]
        shown: list[Newcomer] = []
        tokens: list[str] = []
        knock = Knock(desk.address, "lobby-2")
        knock.waits.connect(shown.append)
        knock.let_in.connect(tokens.append)
        knock.begin()
        until(lambda: tokens, app.processEvents)
        knock.end()
    assert [one.code for one in shown] == ["", "", "7KF4MP", "7KF4MP", "ACDEFG"]
    assert shown[2].locale == "de"
    assert set(tokens) == {"d" * 43}
    asked = [told for told in desk.reports if told["claim"] == ""]
    assert len(asked) == 4
    assert all(told["screen"] == "lobby-2" for told in desk.reports)


def test_a_code_stands_while_the_hub_is_silent(app: QGuiApplication) -> None:
    with serving() as desk:
        desk.pairing = [(202, WAITING)]
        shown: list[Newcomer] = []
        knock = Knock(desk.address, "lobby-2")
        knock.waits.connect(shown.append)
        knock.begin()
        until(lambda: shown, app.processEvents)
        desk.pairing = [(503, {})]
        knock._ask()
        until(lambda: len(shown) > 1, app.processEvents)
        knock.end()
    assert shown[-1].code == "7KF4MP"
    assert shown[-1].seconds <= 540


def test_the_token_is_for_this_user_alone(app: QGuiApplication, tmp_path: Path) -> None:
    with serving() as desk:
        desk.pairing = [(202, WAITING), (200, {"token": WAITING["claim"], "screen": "x"})]
        admission = Admission(desk.address, "x", None, tmp_path, app)
        assert admission.needed
        admitted: list[bool] = []
        admission.admitted.connect(lambda: admitted.append(True))
        admission.begin()
        until(lambda: admitted, app.processEvents)
    assert token.read(admission.file) == str(WAITING["claim"]).encode()
    assert admission.file.stat().st_mode & 0o777 == 0o600
    admission.forget()
    assert admission.needed


def test_a_token_that_the_hub_keeps_is_never_asked_for(app: QGuiApplication, tmp_path: Path) -> None:
    assert not Admission("http://127.0.0.1:9", "x", tmp_path / "missing", tmp_path, app).needed


@pytest.mark.parametrize(("realm", "refused"), [('Bearer realm="signage"', 1), ("Basic realm=wifi", 0)])
def test_only_the_hub_itself_shuts_a_screen_out(
    realm: str, refused: int, app: QGuiApplication, tmp_path: Path
) -> None:
    (tmp_path / "token").write_text("old")
    with serving() as desk:
        desk.realm = realm
        link = Link(desk.address, tmp_path / "token")
        heard: list[bool] = []
        link.refused.connect(lambda: heard.append(True))
        link.begin()
        until(lambda: ("/screen/v1/snapshot", "") in desk.asked and link._snapshot is None, app.processEvents)
        link.end()
    assert len(heard) == refused
