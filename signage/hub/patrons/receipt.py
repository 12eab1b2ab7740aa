"""Receipts: the code by which a patron finds and withdraws a comment, "heron-lamp-427"."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

#: Short, of everyday, and none like another in sound or letters.
WORDS = tuple(
    re.findall(
        r"[a-z]+",
        "acorn amber anchor apple apron arrow autumn badge bamboo basket beacon berry bicycle blanket "
        "bottle breeze bridge bronze bucket butter button cabin cactus camel candle canoe canvas carpet "
        "castle cedar cherry circus clover cobalt coffee comet copper coral cotton cradle cricket crystal "
        "daisy desert dolphin domino dragon eagle easel ember engine falcon feather fern fiddle flute "
        "forest fossil fountain garden ginger glacier granite guitar hammock harbour hazel heron hillside "
        "honey igloo island ivory jacket jigsaw jungle kettle kitten ladder lagoon lamp lantern lemon "
        "lilac lizard magnet mango maple marble meadow melon mitten monsoon mosaic mountain needle nutmeg "
        "oasis olive orchid otter oyster paddle panda paper parrot pebble pencil pepper piano pigeon "
        "pillow planet pocket pumpkin puzzle rabbit rainbow ribbon river rocket saddle salmon silver "
        "spider squirrel summer sunset teapot thunder tiger tulip tunnel turtle umbrella valley velvet "
        "violin walnut willow window winter yellow zebra",
    )
)


def new_code() -> str:
    """A code that nobody can guess from another."""
    return f"{secrets.choice(WORDS)}-{secrets.choice(WORDS)}-{secrets.randbelow(1000):03d}"


def code_of(typed: str) -> str | None:
    """The code that a person typed, in whichever case, with dashes, blanks or dots; None where it is none."""
    if len(typed) > 100:
        return None
    parts = re.findall(r"[^\W\d_]+|\d+", typed.casefold())
    if len(parts) != 3 or parts[0] not in WORDS or parts[1] not in WORDS:
        return None
    if len(parts[2]) != 3 or not parts[2].isdecimal():
        return None
    return f"{parts[0]}-{parts[1]}-{int(parts[2]):03d}"


def item_id(code: str, key: bytes) -> str:
    """The id of the item that a code stands for.

    Screens and logs see ids, so an id must not give its code away: it is keyed with the hub's own secret.
    """
    return "patrons:" + hmac.new(key, code.encode(), hashlib.sha256).hexdigest()[:32]
