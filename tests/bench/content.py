"""What both sides of the benchmark show: invented items, as a playlist for the sign and as a page."""

from __future__ import annotations

import csv
import html
import io
from dataclasses import dataclass

_EVENTS = ("Story hour", "Repair café", "Chess for beginners", "Family history help", "Moonlight reading")
_PLACES = ("Floor 1", "Garden room", "Children’s library", "The hall", "Local history")
_NOTICES = (
    "The lift to floor 2 rests until Thursday; please ask us, we carry books for you.",
    "Bring your old reading glasses: the box by the door sends them on to new readers.",
    "Seeds to borrow stand by the window: plant them, and bring some back in autumn.",
)
_CAPTIONS = ("new films", "books on trains", "readers this week", "jigsaws to borrow")
_QUESTIONS = (
    ("Can I print from my phone?", "Yes: send it to the printer on floor 1."),
    ("Do you lend umbrellas?", "Yes, twelve of them, by the door."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item in words: enough for a playlist row and for a card of the page."""

    kind: str
    text: str
    detail: str = ""
    figure: str = ""


def rows(count: int) -> list[Row]:
    """`count` items of four kinds, no two alike."""
    made = []
    for number in range(count):
        turn, which = divmod(number, 4)
        match which:
            case 0:
                made.append(
                    Row(
                        kind="event",
                        text=f"{_EVENTS[turn % 5]} {turn + 1}",
                        detail=_PLACES[turn % len(_PLACES)],
                    )
                )
            case 1:
                made.append(Row(kind="notice", text=f"{_NOTICES[turn % 3]} ({turn + 1})"))
            case 2:
                made.append(Row(kind="number", figure=str(94 + turn), text=_CAPTIONS[turn % len(_CAPTIONS)]))
            case _:
                question, answer = _QUESTIONS[turn % 2]
                made.append(Row(kind="question", text=f"{question} ({turn + 1})", detail=answer))
    return made


def playlist(count: int, turn: int = 0) -> str:
    """The items as a playlist in CSV. Events are tomorrow, so that none ends during a run.

    Another `turn` gives every item another wording; it stays the same item.
    """
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(("id", "kind", "text", "detail", "number", "date", "starts", "ends", "place"))
    for number, row in enumerate(rows(count)):
        date, starts, ends = ("tomorrow", "15:00", "16:00") if row.kind == "event" else ("", "", "")
        detail, place = ("", row.detail) if row.kind == "event" else (row.detail, "")
        text = f"{row.text} no. {turn}" if turn else row.text
        writer.writerow((number, row.kind, text, detail, row.figure, date, starts, ends, place))
    return table.getvalue()


#: The colour of the plank in the theme night.
PLANK = "#6E5238"

_STYLE = """
html{font-size:1vh}body{margin:0;background:#11151C;color:#F6F1E7;overflow:hidden;
 font-family:'Atkinson Hyperlegible Next','DejaVu Sans',sans-serif;font-weight:500}
.stage{position:absolute;inset:0 0 20rem 0;display:flex}
.spine{width:34rem;background:#371C13;color:#F2A083;border-right:.7rem solid #F2A083;display:flex;
 flex-direction:column;align-items:center;justify-content:center;font-size:8.1rem}
.spine b{font-size:26rem;line-height:1}
.stage[hidden]{display:none}.slide{padding:5rem;font-size:6.5rem}.slide h1{font-size:11.6rem;margin:12rem 0 6rem}
.ticker{position:absolute;left:0;right:0;bottom:0;height:20rem;background:#0A0D12}
.plank{position:absolute;left:0;right:0;bottom:0;height:1.5rem;background:#6E5238}
.cap{position:absolute;top:0;bottom:1.5rem;background:#11151C;z-index:2;
 padding:1.5rem 2.2rem;font-size:4.1rem}
.shelf{position:absolute;left:26.4rem;right:42rem;top:0;bottom:1.5rem;overflow:hidden}
.fade{position:absolute;right:0;top:0;bottom:0;width:5rem;background:linear-gradient(to right,#0A0D1200,#0A0D12)}
.strip{position:absolute;left:0;bottom:0;height:17rem;display:flex;gap:3.4rem;white-space:nowrap;
 will-change:transform;animation:move var(--seconds) linear infinite}
@keyframes move{from{transform:translateX(0)}to{transform:translateX(calc(-1 * var(--width)))}}
.card{display:flex;background:#1D2430;border-radius:1.2rem 1.2rem 0 0;height:17rem}
.card i{width:12rem;background:var(--k);border-radius:1.2rem 0 0 0}
.card div{padding:1.5rem 3rem 0 2rem}.card small{display:block;font-size:4.1rem;color:#C8C2B5}
.card span{font-size:8.1rem;line-height:9.6rem}
"""
_ACCENT = {"event": "#F2A083", "notice": "#FFCB2E", "number": "#E3CDA4", "question": "#93D1A4"}
_SCRIPT = """
const strip=document.querySelector('.strip');
const width=strip.scrollWidth;
strip.style.setProperty('--width',width+'px');
strip.style.setProperty('--seconds',(width/SPEED)+'s');
let slide=0;
setInterval(()=>{const slides=document.querySelectorAll('.stage');slides[slide].hidden=true;
 slide=(slide+1)%slides.length;slides[slide].hidden=false},20000);
setInterval(()=>{const now=new Date();document.querySelector('.clock').textContent=
 String(now.getHours()).padStart(2,'0')+':'+String(now.getMinutes()).padStart(2,'0')},1000);
"""


def page(count: int, speed: float) -> str:
    """The same screen as a page: a strip moved by a CSS animation at `speed` px a second, the slides in turn."""
    cards = "".join(
        f'<div class="card" style="--k:{_ACCENT[row.kind]}"><i></i>'
        f"<div><small>{html.escape(row.kind)}</small>"
        f"<span>{html.escape(' '.join(filter(None, (row.figure, row.text, row.detail))))}</span></div></div>"
        for row in rows(count)
    )
    stage = "".join(
        f'<div class="stage"{" hidden" if number else ""}><div class="spine">Sat<b>{28 + number}</b>Nov</div>'
        f'<div class="slide">For families<h1>{html.escape(title)}</h1>17:00 – 18:00<br>'
        f"{html.escape(place)}</div></div>"
        for number, (title, place) in enumerate(zip(_EVENTS, _PLACES, strict=True))
    )
    return (
        f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style>{stage}'
        f'<div class="ticker"><div class="shelf"><div class="strip">{cards}</div><div class="fade"></div></div>'
        '<div class="cap" style="left:0;width:22rem">Harbour<br>'
        '<b class="clock" style="font-size:8.2rem"></b></div>'
        '<div class="cap" style="right:0;width:37.6rem">Say something<br>at the desk</div>'
        f'<div class="plank"></div></div><script>{_SCRIPT.replace("SPEED", str(speed))}</script>'
    )
