"""The page of rules: words that are written down hold, the box says why, and nothing of it decides."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from signage.core.decision import Reason, State, Trust
from signage.hub.hub import Hub
from signage.hub.moderation.ruling import tried
from signage.hub.patrons.comment import Written
from signage.store import Store
from signage.store.outcome import FORM, SourceRecord
from tests.hub.staff import Staff, text_of
from tests.hub.test_queue import tom

__all__ = ["tom"]

RULES = "/queue/rules"


def undo_of(page: str) -> str:
    """Where the button of the saying leads."""
    found = re.search(r"/queue/rules/words/\d+/(?:remove|restore)", page[page.index('id="sayings"') :])
    assert found
    return found[0]


def test_what_the_box_says_is_what_the_rules_would_do() -> None:
    held = tried("come to the c a s i n \u043e in Scunthorpe", "Harbour Library", ("casino", "lamp"))
    assert held.found == ("casino",)
    assert Reason.BLOCK_WORD in held.reasons
    fine = tried("More crime, please", "Harbour Library", ("casino",))
    assert (fine.found, fine.reasons) == ((), ())


def test_a_word_of_the_page_joins_those_of_the_settings_and_undo_takes_it_back(
    tom: Staff, hub: Hub, store: Store
) -> None:
    hub.reload(replace(hub.settings, block_words=("lamp",)))
    assert "Nothing would hold this." in text_of(tom.post(f"{RULES}/try", text="A casino").text)
    tom.post(f"{RULES}/words", word="  casino ")
    tom.post(f"{RULES}/words", word="Casino")
    page = tom.get(RULES).text
    assert "2 words." in text_of(page)
    assert hub.block_words() == ("lamp", "casino")
    answer = text_of(tom.post(f"{RULES}/try", text="A lamp in the CASINO").text)
    assert "This would be held." in answer
    assert "Found: lamp, casino" in answer
    tom.post(undo_of(page))
    assert hub.block_words() == ("lamp",)
    tom.post(undo_of(tom.get(RULES).text))
    assert hub.block_words() == ("lamp", "casino")
    assert tom.post(f"{RULES}/words/99/restore").status_code == 404
    assert store.newest_decisions(5)[0].by == "Ada", "nobody decided about anything"


def test_a_comment_with_a_word_of_the_page_is_held(hub: Hub, store: Store) -> None:
    store.register([SourceRecord(id=FORM, name="Say", kind="patrons", trust=Trust.REVIEW)])
    now = datetime.now(UTC)
    hub.letterbox.take(Written(text="Meet at the casino"), hub.settings, now)
    store.block_words.add("casino", by="Tom", now=now)
    hub.letterbox.take(Written(text="Go to the casino"), hub.settings, now + timedelta(seconds=1))
    first, second = store.items(source=FORM)
    assert (first.state, second.state) == (State.WAITING, State.HELD)
    assert second.reasons == (Reason.BLOCK_WORD,)


def test_what_is_no_word_is_refused_and_kept_for_its_writer(tom: Staff, hub: Hub) -> None:
    for word in ("", "!!!", "x" * 81):
        answer = tom.post(f"{RULES}/words", word=word)
        assert answer.status_code == 422
        assert word[:81] in answer.text
    assert hub.block_words() == ()


def test_the_page_tells_who_is_trusted_and_where_that_is_set(tom: Staff) -> None:
    words = tom.words(RULES)
    assert "What staff write Shown at once" in words
    assert "An administrator can change it on the page of each source." in words
    assert "No phone is blocked." in words
    assert "Comments rest while the library is closed." in words
    assert "has not heard the hub for 60 minutes" in words
    assert "Comments leave after 3 hours. Posts leave after 7 days." in words
    assert "It is advertising." in words
