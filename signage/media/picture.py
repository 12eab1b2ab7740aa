"""Bytes from anywhere -> a picture that is safe to draw. Runs in a worker process."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from signage.errors import NotRecognised, TooLarge

#: More than this is no picture for a screen: decoded it would take 100 MB.
MOST_PIXELS = 24_000_000
MOST_BYTES = 5 * 1024 * 1024
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def safe_picture(data: bytes, box: tuple[int, int]) -> bytes:
    """The picture within `box` (width, height in pixels), upright, still, and without metadata.

    Gives JPEG, or PNG where parts are transparent. Never makes it larger than it is. Raises
    NotRecognised where it is no picture of a known kind or broken, TooLarge beyond 24 million pixels.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge("picture", "The picture is larger than 5 MiB.", "Use a smaller one.")
    try:
        with warnings.catch_warnings():
            # Pillow only warns of what it takes for a decompression bomb.
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise TooLarge(
                        "picture", "The picture has more than 24 million pixels.", "Use a smaller one."
                    )
                opened.draft("RGB", (2 * box[0], 2 * box[1]))
                upright = ImageOps.exif_transpose(opened)
                see_through = upright.has_transparency_data
                plain = upright.convert("RGBA" if see_through else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge(
            "picture", "The picture has more than 24 million pixels.", "Use a smaller one."
        ) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Warning) as error:
        raise NotRecognised(
            "picture", "The picture cannot be read.", "Use a JPEG, PNG, WebP or GIF."
        ) from error
    plain.thumbnail(box, Image.Resampling.LANCZOS)
    # A picture of its own: what the file carried beside its pixels stays behind.
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = io.BytesIO()
    if see_through:
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a picture that `safe_picture` made, read from its head."""
    with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG")) as opened:
        return opened.size
