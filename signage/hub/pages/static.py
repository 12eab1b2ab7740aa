"""Style, script and font of the pages, from the hub alone."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Response

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file as it is sent."""

    body: bytes
    pressed: bytes | None
    media_type: str
    etag: str


@lru_cache(maxsize=1)
def assets() -> dict[str, Asset]:
    """Every file of the folder that a page may ask for, by name; pressed once, where that helps."""
    found = {}
    for path in sorted(FOLDER.iterdir()):
        if path.suffix in TYPES:
            body = path.read_bytes()
            found[path.name] = Asset(
                body=body,
                pressed=None if path.suffix == ".woff2" else gzip.compress(body, mtime=0),
                media_type=TYPES[path.suffix],
                etag=f'"{sha256(body).hexdigest()[:20]}"',
            )
    return found


@router.get("/static/{name}")
def static(
    name: str,
    accept_encoding: Annotated[str, Header()] = "",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """A file by its name. Browsers ask every hour whether it changed."""
    asset = assets().get(name)
    if asset is None:
        raise HTTPException(404, "No file has this name.")
    headers = {"Cache-Control": "public, max-age=3600", "ETag": asset.etag, "Vary": "Accept-Encoding"}
    if asset.etag in if_none_match:
        return Response(status_code=304, headers=headers)
    if asset.pressed is not None and "gzip" in accept_encoding:
        return Response(
            asset.pressed, media_type=asset.media_type, headers={**headers, "Content-Encoding": "gzip"}
        )
    return Response(asset.body, media_type=asset.media_type, headers=headers)
