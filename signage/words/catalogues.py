"""Brings the catalogues up to date: `python -m signage.words.catalogues`.

Finds every sentence in the code, adds new ones to each language's `.po` (empty, for a translator),
and makes the `.mo` files from them. Run it after a sentence was added or a translation edited; a
test fails where it was forgotten. Is not imported by anything that runs a sign.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from signage.words import DOMAIN, FOLDER

CODE = FOLDER.parent
#: How sentences are marked: Words.text("…"), .label("context", "…"), .plural("one", "many", n).
#: Where sentences for people are; elsewhere `text(` is something else (SQL, an answer's field).
PLACES = [
    ("cli.py", "python"),
    ("core/**.py", "python"),
    ("display/**.py", "python"),
    ("hub/**.py", "python"),
]
KEYWORDS = {"text": None, "label": ((1, "c"), 2), "plural": (1, 2)}


def sentences() -> Catalog:
    """Every sentence in the code, without translations."""
    template = Catalog(project=DOMAIN, fuzzy=False)
    found = extract_from_dir(CODE, method_map=PLACES, keywords=KEYWORDS, comment_tags=("Translators:",))
    for name, _, message, comments, context in sorted(found, key=lambda row: (row[0], row[1])):
        if message:
            template.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return template


def languages() -> list[Path]:
    """The `.po` file of each language."""
    return sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def updated(po: Path) -> Catalog:
    """The language's catalogue with exactly the sentences that are in the code now."""
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.parent.name)
    catalogue.update(sentences(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as a `.mo` file."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> None:
    """Update and compile every language, and say how much of it is translated."""
    for po in languages():
        catalogue = updated(po)
        with po.open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=False)
        po.with_suffix(".mo").write_bytes(compiled(catalogue))
        done = sum(bool(message.id and _is_translated(message.string)) for message in catalogue)
        sys.stdout.write(f"{po.parent.parent.name}: {done} of {len(catalogue)} sentences\n")


def _is_translated(string: str | list[str] | tuple[str, ...] | None) -> bool:
    return bool(string) and all(string or ())


if __name__ == "__main__":
    main()
