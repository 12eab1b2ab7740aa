"""What people type about themselves: tidied, and what is wrong with it in their words."""

from __future__ import annotations

from signage.core.person import LONGEST_LOGIN, LONGEST_NAME, login_of, weakness
from signage.sources.text import tidy_line
from signage.words import Words


def tidy_name(typed: str) -> str:
    """A name on one line, without tricks."""
    return tidy_line(typed)[0][:LONGEST_NAME].strip()


def name_wrong(name: str, words: Words) -> str:
    """What is wrong with a tidied name, "" for nothing."""
    return "" if name else words.text("Write your name.")


def login_wrong(typed: str, words: Words) -> str:
    """What is wrong with what somebody wants to sign in with, "" for nothing."""
    login = login_of(typed)
    if (
        not login
        or len(login) > LONGEST_LOGIN
        or any(not sign.isprintable() or sign.isspace() for sign in login)
    ):
        return words.text("Write an email address or a user name without spaces.")
    return ""


def password_wrong(password: str, words: Words, *others: str) -> str:
    """What is wrong with a new password, "" for nothing. `others`: words that it must not be."""
    match weakness(password, *others):
        case "short":
            return words.text("Use at least 12 characters.")
        case "long":
            return words.text("Use at most 200 characters.")
        case "plain":
            return words.text("Use more than four different characters.")
        case "name":
            return words.text("Do not use the name of the library or your own.")
    return ""
