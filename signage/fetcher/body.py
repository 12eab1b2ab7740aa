"""A body within its limit: counted on the wire and after decoding, never more than a piece too much."""

from __future__ import annotations

import zlib

import httpx

from signage.errors import NotRecognised, TooLarge

_PIECE = 64 * 1024
_MAGIC = b"\x1f\x8b"


async def read_body(answer: httpx.Response, most: int) -> bytes:
    """The decoded body of an open answer. Raises TooLarge beyond `most` bytes, NotRecognised if broken.

    Decodes by itself: httpx decodes a whole chunk at once, so that 65 KB of gzip become 64 MiB before
    anybody can count them.
    """
    coding = answer.headers.get("content-encoding", "").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise NotRecognised(
            "", "The answer is packed in a way that was not asked for.", "Ask the operator of the address."
        )
    length = answer.headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise _too_large(most)
    body = GzipBody(most) if "gzip" in coding else PlainBody(most)
    on_the_wire = 0
    async for piece in answer.aiter_raw(_PIECE):
        on_the_wire += len(piece)
        if on_the_wire > most:
            raise _too_large(most)
        body.feed(piece)
    return body.whole()


class PlainBody:
    """A body without any encoding."""

    def __init__(self, most: int) -> None:
        self._bytes = bytearray()
        self._most = most

    def feed(self, piece: bytes) -> None:
        """Takes a piece. Raises TooLarge."""
        self._bytes += piece
        if len(self._bytes) > self._most:
            raise _too_large(self._most)

    def whole(self) -> bytes:
        """The body."""
        return bytes(self._bytes)


class GzipBody(PlainBody):
    """A gzip body (RFC 1952), of one member or several. What is no gzip in spite of the header is kept.

    Does not read what follows the last member.
    """

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._member = zlib.decompressobj(31)
        self._started = False
        self._plain = False
        self._rest = b""

    def feed(self, piece: bytes) -> None:
        """Takes a piece of the wire. Raises TooLarge, or NotRecognised where it is broken."""
        piece = self._rest + piece
        self._rest = b""
        if not self._started:
            if len(piece) < len(_MAGIC):
                self._rest = piece
                return
            self._started, self._plain = True, not piece.startswith(_MAGIC)
        if self._plain:
            super().feed(piece)
            return
        try:
            self._unpack(piece)
        except zlib.error as error:
            raise _broken() from error

    def _unpack(self, piece: bytes) -> None:
        more = True
        while piece or more:
            if self._member.eof:
                if not piece or not _MAGIC.startswith(piece[:2]):
                    return
                if len(piece) < len(_MAGIC):
                    self._rest = piece
                    return
                self._member = zlib.decompressobj(31)
            unpacked = self._member.decompress(piece, _PIECE)
            super().feed(unpacked)
            # A full piece may leave more inside the decoder although all input is used.
            more = len(unpacked) == _PIECE
            piece = self._member.unused_data if self._member.eof else self._member.unconsumed_tail

    def whole(self) -> bytes:
        """The body. Raises NotRecognised where it broke off."""
        if self._started and not self._plain and not self._member.eof:
            raise _broken()
        if not self._started:
            super().feed(self._rest)
        return super().whole()


def _too_large(most: int) -> TooLarge:
    return TooLarge(
        "",
        f"The answer is larger than {most / 1024 / 1024:.3g} MiB.",
        "Look for an address with fewer items, for example the coming weeks only.",
    )


def _broken() -> NotRecognised:
    return NotRecognised("", "The packed answer is broken or broke off.", "It is asked again later.")
