"""Pictures that belong to items: the few that a screen keeps, and how QML gets them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QImageReader, QPainter
from PySide6.QtQuick import QQuickImageProvider

from signage.core.snapshot import Snapshot
from signage.media.shelf import Shelf

#: What a screen takes in all; more than a snapshot can name.
MOST_BYTES: Final = 1024 * 1024 * 1024


def named(snapshot: Snapshot) -> Iterator[str]:
    """The hashes of the pictures that a snapshot may show, the first one of each item, then avatars."""
    for item in snapshot.items:
        yield from [picture.sha256 for picture in item.content.pictures if picture.sha256][:1]
    for item in snapshot.items:
        author = item.content.author
        if author and author.sha256:
            yield author.sha256


class Album:
    """The pictures beside the copy of a screen, each named by the hash of its bytes.

    Fetches nothing and decodes nothing but the head of a picture that comes in. A missing picture is
    no trouble: what it belongs to is shown without it.
    """

    def __init__(self, folder: Path) -> None:
        self._shelf = Shelf(folder)

    def has(self, sha256: str) -> bool:
        """Whether the picture is here."""
        return self.path(sha256) is not None

    def path(self, sha256: str) -> Path | None:
        """Its file, None where it is not here."""
        return self._shelf.path(sha256)

    def missing(self, snapshot: Snapshot) -> tuple[str, ...]:
        """What the snapshot names and is not here, in the order in which it should be fetched."""
        return tuple(sha256 for sha256 in dict.fromkeys(named(snapshot)) if not self.has(sha256))

    def keep(self, sha256: str, data: bytes) -> bool:
        """Take a picture; False where it is another one than was asked for, or none. Raises OSError."""
        if hashlib.sha256(data).hexdigest() != sha256 or QImage.fromData(QByteArray(data)).isNull():
            return False
        if self._size() + len(data) > MOST_BYTES:
            return False
        self._shelf.keep(data)
        return True

    def keep_only(self, snapshots: Iterable[Snapshot | None]) -> None:
        """Let go of what none of these names. Raises OSError."""
        wanted = {sha256 for snapshot in snapshots if snapshot for sha256 in named(snapshot)}
        self._shelf.keep_only(wanted)

    def _size(self) -> int:
        folder = self._shelf.folder
        return sum(path.stat().st_size for path in folder.iterdir()) if folder.is_dir() else 0


class Pictures(QQuickImageProvider):
    """image://picture/<shape>/<sha256>: a picture of the album, in the size and shape that is asked for.

    "cover" fills the box and cuts off what is too much, "cover-40" has round corners of 40 pixels as well,
    "whole" stands within it, "round" is a disc.
    Made here and not by QML: a mask is a shader, and the software backend has none.
    """

    def __init__(self, album: Album) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._album = album

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002, ARG002, N802
        """Decode the picture; an empty one where it has gone meanwhile."""
        shape, _, sha256 = id.partition("/")
        path = self._album.path(sha256)
        box = requested.expandedTo(QSize(1, 1))
        found = None if path is None else _decoded(path, box, whole=shape == "whole")
        if found is None or found.isNull():
            return _empty(box)
        corner = shape.partition("-")[2]
        if shape == "round" or corner.isdigit():
            return _round(found, int(corner) if corner else max(box.width(), box.height()) / 2)
        return found


def _decoded(path: Path, box: QSize, *, whole: bool) -> QImage:
    """The picture within `box`, or covering it; decoded in that size, which is quicker and smaller."""
    reader = QImageReader(str(path))
    mode = Qt.AspectRatioMode.KeepAspectRatio if whole else Qt.AspectRatioMode.KeepAspectRatioByExpanding
    size = reader.size().scaled(box, mode).expandedTo(QSize(1, 1))
    reader.setScaledSize(size)
    if not whole:
        left, top = (size.width() - box.width()) // 2, (size.height() - box.height()) // 2
        reader.setScaledClipRect(QRect(left, top, box.width(), box.height()))
    return reader.read()


def _round(picture: QImage, radius: float) -> QImage:
    """The picture with round corners; nothing but a disc where they are half of it."""
    image = _empty(picture.size())
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(picture))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(image.rect(), radius, radius)
    painter.end()
    return image


def _empty(size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(Qt.GlobalColor.transparent))
    return image
