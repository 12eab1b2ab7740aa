"""A meeting on the net: its links, codes and dial-in numbers, which are for those who signed up."""

from __future__ import annotations

import re

_HOST = (
    r"(?:[\w-]+\.)*(?:zoom\.us|zoom\.com|zoomgov\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|"
    r"tel\.meet|webex\.com|gotomeet\.me|gotomeeting\.com|bluejeans\.com|whereby\.com|meet\.jit\.si|"
    r"dialin\.teams\.microsoft\.com|aka\.ms)"
)
LINK = re.compile(rf"<?\b(?:https?://)?{_HOST}(?:[/?:#…]\S*|(?=[\s>),.;]|$))>?", re.IGNORECASE)
_NAMES = (
    ("zoom", "Zoom"),
    ("teams", "Microsoft Teams"),
    ("meet.google", "Google Meet"),
    ("webex", "Webex"),
)
#: Between such lines Google writes how to join.
_GOOGLE_FENCE = re.compile(r"^-::~[:~-]*$.*?(?:^-::~[:~-]*::-$|\Z)", re.MULTILINE | re.DOTALL)
_RULER = re.compile(r"^[\s_=*.~—–-]{4,}$")
_JOINING = re.compile(
    r"""^\W*(?:
        (?:topic|time)\s*:.*\bzoom\b.*
      | .*\b(?:join|dial[- ]?in|call[- ]?in|einwählen|teilnehmen|rejoindre)\b.*
            \b(?:zoom|teams|meet|webex|meeting|phone|telephone|computer|mobile|video|h\.?323|sip|besprechung|réunion)\b[^.!?]*[:.]?
      | (?:join|click\ here\ to\ join|how\ to\ join|joining\ info)\b.{0,40}
      | (?:meeting|webinar|conference|phone\ conference|besprechungs|konferenz)[\s-]*
            (?:id|number|kennnummer|code|url|link)\b.*
      | (?:access|pass|pin|host)[\s-]?(?:code|word|key)?\s*[:#]\s*\S+.*
      | (?:password|passwort|kenncode|mot\ de\ passe|pin)\s*[:#]?\s*\S+
      | one[- ]tap\ mobile.*
      | dial\ by\ your\ location.*
      | find\ (?:your|a)\ local\ number.*
      | (?:or\ )?(?:dial|telephone|phone\ one-tap|tel)\s*:?\s*\+?[\d(][\d\s().,#*+-]{6,}.*
      | \+\d[\d\s().,#*-]{6,}.*
      | (?:microsoft\ teams|zoom|webex)(?:\ (?:meeting|besprechung|webinar))?(?:\ need\ help\?)?
      | need\ help\?.*
      | (?:learn\ more\ about\ teams|meeting\ options|hilfe|besprechungsoptionen)\b.*
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)


def service(text: str) -> str:
    """The name of the service that a link in `text` leads to; "" where there is no such link."""
    found = LINK.search(text)
    host = found.group().lower() if found else ""
    return next((name for part, name in _NAMES if part in host), "")


def without_joining(text: str) -> str:
    """`text`, line by line, without how to join: links, meeting numbers, passcodes, dial-in numbers."""
    text = _GOOGLE_FENCE.sub("", text)
    kept: list[str] = []
    for line in text.split("\n"):
        if _RULER.match(line) or _JOINING.match(line):
            continue
        without = LINK.sub("", line)
        if without != line:
            without = re.sub(r"\s*[:(<\[]?\s*(?=[)\]>.,;]|$)", "", without.strip(), count=1)
            if _JOINING.match(without) or len(re.findall(r"\w+", without)) < 3:
                continue
        kept.append(without.strip())
    return "\n".join(kept)
