"""Brings the catalogues up to date: `python -m signage.words.catalogues`.

Finds every sentence in the code and in the pages' templates, adds new ones to each language's `.po`
(empty, for a translator), and makes the `.mo` files from them. Run it after a sentence was added or a
translation edited; a test fails where it was forgotten. Is not imported by anything that runs a sign.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from signage.words import DOMAIN, FOLDER

CODE = FOLDER.parent
#: How sentences are marked: Words.text("…"), .label("context", "…"), .plural("one", "many", n).
#: Where sentences for people are; elsewhere `.text(` is something else (SQL, an answer's field).
PLACES = ("commands", "core", "display", "hub")


def sentences() -> Catalog:
    """Every sentence in the code, without translations.

    They are marked by Words.text("…"), .label("context", "…") and .plural("one", "many", count); a
    choice between two sentences ("…" if open else "…") counts as both.
    """
    template = Catalog(project=DOMAIN, fuzzy=False)
    for path in sorted(path for place in PLACES for path in (CODE / place).rglob("*.*")):
        location = [(path.relative_to(CODE).as_posix(), 0)]
        for called, said in _CALLS[path.suffix](path.read_text("utf-8")) if path.suffix in _CALLS else ():
            match called, said:
                case "text", [messages, *_]:
                    for message in messages:
                        template.add(message, locations=location)
                case "label", [[context], messages, *_]:
                    for message in messages:
                        template.add(message, locations=location, context=context)
                case "plural", [[one], [many], *_]:
                    template.add((one, many), locations=location)
    return template


def _of_module(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The method calls in a module, each with the constants that its arguments can be."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, [_constants(argument) for argument in node.args]


def _of_page(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The same in the template of a page."""
    for node in Environment(autoescape=True).parse(text).find_all(nodes.Call):
        if isinstance(node.node, nodes.Getattr):
            yield node.node.attr, [_constants_of_page(argument) for argument in node.args]


_CALLS = {".py": _of_module, ".html": _of_page}


def _constants(argument: ast.expr) -> list[str]:
    match argument:
        case ast.Constant(value=str(message)) if message:
            return [message]
        case ast.IfExp(body=body, orelse=otherwise):
            return _constants(body) + _constants(otherwise)
    return []


def _constants_of_page(argument: nodes.Node) -> list[str]:
    match argument:
        case nodes.Const(value=str(message)) if message:
            return [message]
        case nodes.CondExpr(expr1=body, expr2=otherwise):
            return _constants_of_page(body) + (_constants_of_page(otherwise) if otherwise else [])
    return []


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
