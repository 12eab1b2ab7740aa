"""Backups on the command line: where they may go, and what a restore did, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from signage.core import wording
from signage.core.snapshot import zone_of
from signage.errors import UsageError
from signage.hub.backups.folder import Kept
from signage.settings import Settings
from signage.store.restoring import Restored
from signage.words import for_locale


def checked_target(file: Path) -> Path:
    """A place for a new file. Raises UsageError where something is there already."""
    if file.exists():
        raise UsageError("FILE", f"{file} exists already.", "Give a new name: nothing is overwritten.")
    if not file.absolute().parent.is_dir():
        raise UsageError("FILE", f"There is no folder {file.absolute().parent}.", "Make it, or give another.")
    return file.absolute()


def database_file(settings: Settings) -> Path | None:
    """Where the database is, None where it is on a server; it need not be readable."""
    from sqlalchemy.engine import make_url

    given = settings.hub.database
    if not given:
        return settings.hub.data / "signage.db"
    if "://" not in str(given):
        return Path(given).absolute()
    url = make_url(str(given))
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def restored_row(file: Path, restored: Restored, before: Kept | None) -> dict[str, Any]:
    """What a restore did, as JSON has it."""
    lost = restored.lost
    return {
        "backup": str(file),
        "made": restored.facts.made,
        "before": None if before is None else str(before.path),
        "aside": None if restored.aside is None else str(restored.aside),
        "decisions_kept": restored.carried.decisions,
        "comments_kept": restored.carried.comments,
        "edits_lost": lost.edits,
        "people_lost": lost.people_lost,
        "people_back": lost.people_back,
        "screens_lost": lost.screens_lost,
        "screens_back": lost.screens_back,
    }


def sentences(file: Path, restored: Restored, before: Kept | None, settings: Settings) -> Iterator[str]:
    """The same for people, a line each."""
    library, lost = settings.library, restored.lost
    made = wording.moment_of(restored.facts.made, zone_of(library.timezone), for_locale(library.locale))
    yield f"The sign is as it was: {made} ({file.name})."
    if before is not None:
        yield f"What was there before is kept: {before.path}"
    if restored.aside is not None:
        yield f"No backup of it could be made. The database itself is set aside: {restored.aside}"
        yield "It may hold words of patrons: delete it once nobody needs it."
    if not restored.read:
        yield "What was hidden or approved since the backup is not known: look at the queue."
        return
    yield f"Kept from before: {restored.carried.decisions} decisions, {restored.carried.comments} comments."
    yield f"Set back: {lost.edits} edits of the playlist."
    for what, names in (
        ("Accounts that are gone", lost.people_lost),
        ("Accounts that are there again", lost.people_back),
        ("Screens that have to be let in again", lost.screens_lost),
        ("Screens that were shut out and are in again", lost.screens_back),
    ):
        if names:
            yield f"{what}: {', '.join(names)}."
    yield "Everybody has to sign in again. Start the sign again."
