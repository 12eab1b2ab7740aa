"""Hostile texts in every field of every form: nothing breaks, and nothing stands on a page that no template wrote."""

from __future__ import annotations

import logging
from itertools import cycle

import pytest

from signage.core.snapshot import decode
from signage.hub.hub import Hub
from signage.store.items import short_id
from tests.hub.forms import Field, Form
from tests.hub.hostile_hub import STRANGERS, ada, clock, hub, inside, settings, texts
from tests.hub.walk import Walk, filled

__all__ = ["ada", "clock", "hub", "settings", "texts"]

#: Only before there is an administrator.
FIRST_RUN = ("GET /first-run", "POST /first-run", "GET /first-run/account", "POST /first-run/account")
#: What only scripts send.
SCRIPTED = (
    Form("post", "/queue/claim", multipart=False, fields=(Field("item", "hidden", "playlist:notice-1"),)),
    Form(
        "post",
        f"/playlist/{short_id('playlist:notice-1')}/move",
        multipart=False,
        fields=(Field("to", "hidden", "1"),),
    ),
)


def quarrel(walk: Walk) -> None:
    """Save twice from the same page: the second time the page asks which words to keep."""
    address = f"/playlist/{short_id('playlist:notice-1')}"
    form = next(
        form
        for (route, _, _), (page, form) in walk.forms.items()
        if page == address and route == "POST /playlist/{short}"
    )
    for text in ("One", "Two"):
        walk.send(form, {**filled(form), "text": [text], "button": ["save"]})


def test_no_form_is_broken_by_what_is_typed_into_it(
    ada: Walk, hub: Hub, texts: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    endless = cycle(texts)
    ada.explore(inside(hub))
    quarrel(ada)
    for form in SCRIPTED:
        ada.send(form, {})
        ada.forms[ada.route(form.method, form.action), form.names, ""] = ("/playlist", form)
    stranger = Walk(hub, ada.clock, ada.client, "", 0)
    stranger.explore(STRANGERS)
    ada.attack(endless, all_of=texts)
    stranger.attack(endless, all_of=texts[:400])
    ada.asks(endless)
    ada.explore(inside(hub))
    ada.attack(endless)
    ada.explore(inside(hub))
    stranger.explore(STRANGERS)
    ada.tried += stranger.tried
    assert decode(hub.editions.of("Foyer").body).items
    assert ada.complaints + stranger.complaints == []
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING] == []
    assert ada.missed(without=FIRST_RUN) == []
