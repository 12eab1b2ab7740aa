"""The part of the `regex` library that this project uses; it ships no types of its own."""

from re import Match as Match
from re import Pattern as Pattern

V1: int
VERSION1: int
IGNORECASE: int
VERBOSE: int

def compile(pattern: str, flags: int = 0) -> Pattern[str]: ...  # noqa: A001
def sub(pattern: str, repl: str, string: str, count: int = 0, flags: int = 0) -> str: ...
def findall(pattern: str, string: str, flags: int = 0) -> list[str]: ...
def split(pattern: str, string: str, maxsplit: int = 0, flags: int = 0) -> list[str]: ...
def match(pattern: str, string: str, flags: int = 0) -> Match[str] | None: ...
