"""Bytes from anywhere -> a picture that is safe to draw. Runs in a worker process."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, ImageStat, UnidentifiedImageError

from signage.errors import NotRecognised, TooLarge

#: More than this is no picture for a screen: decoded it would take 100 MB.
MOST_PIXELS = 24_000_000
MOST_BYTES = 5 * 1024 * 1024
#: Posters come from staff's own disks, in print quality.
MOST_POSTER_BYTES = 25 * 1024 * 1024
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_LOGO_FORMATS = ("PNG", "JPEG", "WEBP")
_POSTER_FORMATS = (*_FORMATS, "BMP", "TIFF", "AVIF")
_TYPES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)


def safe_poster(data: bytes, box: tuple[int, int]) -> tuple[bytes, str]:
    """A poster within `box` as `safe_picture` makes it, and the average colour of its edge ("#1a2b3c").

    The colour is "" where the edge can be seen through. Raises what `safe_picture` raises.
    """
    Image.init()
    known = tuple(form for form in _POSTER_FORMATS if form in Image.OPEN)  # AVIF is not in every Pillow
    picture = safe_picture(data, box, formats=known, most_bytes=MOST_POSTER_BYTES)
    return picture, edge_colour(picture)


def edge_colour(picture: bytes) -> str:
    """The average colour of the outermost pixels of a picture that `safe_picture` made."""
    with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG")) as opened:
        image = opened.convert("RGBA")
    right, bottom = image.width - 1, image.height - 1
    edges = [(0, 0, right + 1, 1), (0, bottom, right + 1, bottom + 1)]
    edges += [(0, 0, 1, bottom + 1), (right, 0, right + 1, bottom + 1)]
    parts = [image.crop(edge) for edge in edges]
    pixels = sum(part.width * part.height for part in parts)
    sums = [
        sum(part.width * part.height * mean for part, mean in zip(parts, means, strict=True))
        for means in zip(*(ImageStat.Stat(part).mean for part in parts), strict=True)
    ]
    red, green, blue, opacity = (round(total / pixels) for total in sums)
    return f"#{red:02x}{green:02x}{blue:02x}" if opacity >= 250 else ""


def safe_picture(
    data: bytes,
    box: tuple[int, int],
    *,
    formats: tuple[str, ...] = _FORMATS,
    most_bytes: int = MOST_BYTES,
) -> bytes:
    """The picture within `box` (width, height in pixels), upright, still, and without metadata.

    Gives JPEG, or PNG where parts are transparent. Never makes it larger than it is. Raises
    NotRecognised where it is no picture of a known kind or broken, TooLarge beyond 24 million pixels
    (of a JPEG those that are decoded: it can be read at half its size and less).
    """
    plain = _pixels(data, box, formats, most_bytes)
    plain.thumbnail(box, Image.Resampling.LANCZOS)
    # A picture of its own: what the file carried beside its pixels stays behind.
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = io.BytesIO()
    if plain.mode == "RGBA":
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()


def safe_logo(data: bytes, box: tuple[int, int]) -> bytes:
    """A logo within `box` as PNG, without its see-through margin. Raises what `safe_picture` does."""
    plain = _pixels(data, (4 * box[0], 4 * box[1]), _LOGO_FORMATS, MOST_BYTES)
    if plain.mode == "RGBA":
        seen = plain.getchannel("A").getbbox()
        if seen is None:
            raise NotRecognised("picture", "Nothing of the picture can be seen.", "Use another one.")
        plain = plain.crop(seen)
    plain.thumbnail(box, Image.Resampling.LANCZOS)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = io.BytesIO()
    bare.save(out, "PNG")
    return out.getvalue()


def _pixels(data: bytes, box: tuple[int, int], formats: tuple[str, ...], most_bytes: int) -> Image.Image:
    """The decoded picture, upright: RGBA where parts are transparent, else RGB. Raises as `safe_picture`."""
    if len(data) > most_bytes:
        raise TooLarge(
            "picture", f"The picture is larger than {most_bytes // 2**20} MiB.", "Use a smaller one."
        )
    try:
        with warnings.catch_warnings():
            # Pillow only warns of what it takes for a decompression bomb.
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=formats) as opened:
                opened.draft("RGB", (2 * box[0], 2 * box[1]))
                if opened.width * opened.height > MOST_PIXELS:
                    raise TooLarge(
                        "picture", "The picture has more than 24 million pixels.", "Use a smaller one."
                    )
                upright = ImageOps.exif_transpose(opened)
                return upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge(
            "picture", "The picture has more than 24 million pixels.", "Use a smaller one."
        ) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Warning) as error:
        raise NotRecognised(
            "picture", "The picture cannot be read.", "Use a JPEG, PNG, WebP or GIF."
        ) from error


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a picture that `safe_picture` made, read from its head."""
    with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG")) as opened:
        return opened.size


def picture_type(body: bytes) -> str:
    """The media type of a picture by its first bytes; anything else is nothing to be opened."""
    for begins, media_type in _TYPES:
        if body.startswith(begins):
            return media_type
    if body.startswith(b"RIFF") and body[8:12] == b"WEBP":
        return "image/webp"
    return "application/octet-stream"
