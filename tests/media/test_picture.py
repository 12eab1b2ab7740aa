from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from signage.errors import NotRecognised, SourceError, TooLarge
from signage.media.picture import MOST_BYTES, edge_colour, safe_picture, safe_poster, size_of

BOX = (320, 180)


def picture(form: str, size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode != "P" else 3).save(out, form, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def bomb(width: int, height: int) -> bytes:
    """A PNG of some hundred bytes that says it is enormous."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_pictures_are_fitted_into_their_box(form: str) -> None:
    safe = safe_picture(picture(form), BOX)
    assert size_of(safe) == (240, 180)
    assert opened(safe).format == "JPEG"


def test_a_small_picture_is_not_made_larger() -> None:
    assert size_of(safe_picture(picture("PNG", (40, 20)), BOX)) == (40, 20)


def test_what_is_see_through_stays_so() -> None:
    safe = opened(safe_picture(picture("PNG", mode="RGBA"), BOX))
    assert (safe.format, safe.mode) == ("PNG", "RGBA")


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "P"])
def test_other_colours_become_plain_ones(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(safe_picture(picture(form, mode=mode), BOX)).mode == "RGB"


def test_it_stands_upright_and_says_nothing_of_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret Camera"
    safe = safe_picture(picture("JPEG", (200, 100), exif=exif.tobytes()), BOX)
    assert size_of(safe) == (90, 180)
    assert not opened(safe).getexif()
    assert b"Secret" not in safe
    notes = PngInfo()
    notes.add_text("Comment", "Secret Street 4")
    assert b"Secret" not in safe_picture(picture("PNG", mode="RGBA", pnginfo=notes), BOX)


def test_of_a_film_the_first_frame_is_taken() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue", "green")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    safe = opened(safe_picture(out.getvalue(), BOX))
    red, green, blue = safe.getpixel((32, 32))  # type: ignore[misc]
    assert red > 200
    assert green < 60
    assert blue < 60
    assert getattr(safe, "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (bomb(50_000, 50_000), TooLarge),
        (bomb(6_000, 6_000), TooLarge),
        (bomb(2**31 - 1, 2**31 - 1), TooLarge),
        (b"x" * (MOST_BYTES + 1), TooLarge),
        (b"", NotRecognised),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotRecognised),
        (b"GIF89a", NotRecognised),
        (picture("JPEG")[:400], NotRecognised),
        (picture("BMP"), NotRecognised),
        (picture("TIFF"), NotRecognised),
    ],
)
def test_what_is_no_picture_or_too_much_of_one(data: bytes, error: type[SourceError]) -> None:
    with pytest.raises(error):
        safe_picture(data, BOX)


@given(
    st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), st.integers(0, 400), st.binary(min_size=1, max_size=20)
)
@settings(deadline=None, max_examples=150)
def test_a_damaged_picture_is_read_or_refused(form: str, at: int, garbage: bytes) -> None:
    data = picture(form, (60, 40))
    at = min(at, len(data))
    try:
        safe = safe_picture(data[:at] + garbage + data[at + len(garbage) :], BOX)
    except (NotRecognised, TooLarge):
        return
    width, height = size_of(safe)
    assert width <= BOX[0]
    assert height <= BOX[1]


def test_the_colour_around_a_poster_is_that_of_its_edge() -> None:
    poster = Image.new("RGB", (40, 60), "#182038")
    poster.paste("#ffffff", (1, 1, 39, 59))
    out = io.BytesIO()
    poster.save(out, "PNG")
    assert edge_colour(out.getvalue()) == "#182038"
    assert edge_colour(picture("PNG", (1, 1))) == "#008080"
    assert edge_colour(picture("PNG", mode="RGBA", size=(9, 9))) == "#008080"
    see_through = io.BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(see_through, "PNG")
    assert edge_colour(see_through.getvalue()) == ""


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_posters_of_many_kinds_are_taken(form: str) -> None:
    safe, matte = safe_poster(picture(form, (64, 48)), BOX)
    assert size_of(safe) == (64, 48)
    assert matte.startswith("#")


def test_a_large_photo_is_read_at_half_its_size() -> None:
    safe, _ = safe_poster(picture("JPEG", (6400, 4800)), (640, 480))
    assert size_of(safe) == (640, 480)
