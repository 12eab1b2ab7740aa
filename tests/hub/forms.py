"""The forms of a page, as a browser finds them; and what on a page no template wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import signage.hub

Attributes = Mapping[str, str]
_TEMPLATES = "\n".join(
    path.read_text("utf-8") for path in sorted(Path(signage.hub.__file__).parent.rglob("templates/*.html"))
)
#: What templates write: names of elements, and of attributes (some stand in dicts for `xmlattr`).
TAGS = frozenset(re.findall(r"<([a-z][a-z0-9]*)\b", _TEMPLATES))
ATTRIBUTES = frozenset(re.findall(r"[\s\"']([a-z][a-z-]*)(?==|\"\s*:)", _TEMPLATES.lower())) | frozenset(
    re.findall(
        r"(?<=\s)(required|checked|selected|disabled|hidden|open|defer|autofocus|multiple|download|readonly|novalidate|data-[a-z-]+)\b",
        _TEMPLATES,
    )
)
#: The names of all fields in the templates.
FIELDS = frozenset(
    re.findall(r"<(?:input|select|textarea|button)\b[^>]*?\bname=\"(\w+)\"", _TEMPLATES)
    + re.findall(r"\{\{\s*(?:field|password|line|choice)\(\"(\w+)\"", _TEMPLATES)
)
_LINKS = frozenset({"href", "src", "action", "formaction", "hx-get", "hx-post", "poster", "srcset"})
_OUTWARD = ("/", "#", "?", "http://", "https://")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, its sort (the type of an input, else the element) and what stands in it."""

    name: str
    sort: str
    value: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form with the one button by which it is sent."""

    method: str
    action: str
    multipart: bool
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, each once, without the key of our forms."""
        return tuple(dict.fromkeys(one.name for one in self.fields if one.name != "key"))


@dataclass(slots=True)
class _Open:
    form: Form
    name: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, Field | None]] = field(default_factory=list)


class Page(HTMLParser):
    """A page taken apart."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.heading = False
        #: What stands on it that no template wrote, or that would be run.
        self.foreign: list[str] = []
        self._forms: list[_Open] = []
        self._inside = False
        self._select = ""
        self._textarea = ""
        self._later: list[tuple[str, Attributes]] = []
        self.feed(text)
        self.close()
        for name, attributes in self._later:
            for one in self._forms:
                if one.name == name:
                    self._add(one, "button", attributes)

    @property
    def forms(self) -> Iterator[Form]:
        """Each form with each of its buttons."""
        for one in self._forms:
            for action, pressed in one.buttons:
                fields = tuple(one.fields) + ((pressed,) if pressed else ())
                yield replace(one.form, action=action or one.form.action, fields=fields)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what counts."""
        attributes = {name: value or "" for name, value in attrs}
        self._look(tag, attributes)
        self.heading = self.heading or tag == "h1"
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag == "form":
            self._inside = True
            form = Form(
                method=attributes.get("method", "get"),
                action=attributes.get("action") or self.address,
                multipart=attributes.get("enctype") == "multipart/form-data",
                fields=(),
            )
            self._forms.append(_Open(form, attributes.get("id", "")))
        elif "form" in attributes:
            self._later.append((attributes["form"], attributes))
        elif self._inside:
            self._add(self._forms[-1], tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        """A form, a choice or a text is over."""
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        """What stands in a text field."""
        if self._textarea:
            fields = self._forms[-1].fields
            fields[-1] = replace(fields[-1], value=fields[-1].value + data)

    def _add(self, form: _Open, tag: str, attributes: Attributes) -> None:
        name, value = attributes.get("name", ""), attributes.get("value", "")
        if tag == "button" and attributes.get("type") != "button":
            form.buttons.append(
                (attributes.get("formaction", ""), Field(name, "button", value) if name else None)
            )
        elif tag in ("input", "select", "textarea") and name:
            sort = attributes.get("type", "text") if tag == "input" else tag
            form.fields.append(Field(name, sort, value))
            self._select = name if tag == "select" else ""
            self._textarea = name if tag == "textarea" else ""
        elif tag == "option" and self._select:
            last = form.fields[-1]
            if not last.value or "selected" in attributes:
                form.fields[-1] = replace(last, value=value)

    def _look(self, tag: str, attributes: Attributes) -> None:
        if tag not in TAGS:
            self.foreign.append(f"<{tag}>")
        for name, value in attributes.items():
            if name not in ATTRIBUTES or name.startswith("on"):
                self.foreign.append(f"<{tag} {name}>")
            if name in _LINKS and not value.startswith(_OUTWARD):
                self.foreign.append(f"<{tag} {name}={value[:60]!r}>")
        if tag == "script" and not attributes.get("src", "").startswith("/static/"):
            self.foreign.append("<script>")
