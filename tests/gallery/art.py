"""Invented pictures for the scenes: drawn here, so that they belong to nobody else."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import signage.display

#: Drawn so many times as large and scaled down: smooth edges.
FINE = 3
FONT = Path(signage.display.__file__).parent / "fonts" / "Literata-Bold.ttf"
BOOKS = ("#E2725B", "#F2C14E", "#5FA8A3", "#EFE6D8", "#B5527A", "#4F7FB0")


def _blank(width: int, height: int, top: str, bottom: str) -> Image.Image:
    """An upright gradient from one colour to another."""
    fade = Image.linear_gradient("L").resize((width * FINE, height * FINE))
    size = fade.size
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), fade)


def _png(image: Image.Image, width: int, height: int) -> bytes:
    data = io.BytesIO()
    image.resize((width, height), Image.Resampling.LANCZOS).save(data, "PNG")
    return data.getvalue()


@cache
def evening(width: int = 600, height: int = 900) -> bytes:
    """A crescent over a pile of books."""
    image = _blank(width, height, "#14204A", "#8A5B86")
    draw = ImageDraw.Draw(image)
    wide, high = image.size
    for number in range(60):
        x, y = (number * 7919) % wide, (number * 104729) % (high * 2 // 3)
        dot = FINE * (1 + number % 3) / 2
        draw.ellipse((x - dot, y - dot, x + dot, y + dot), fill="#F4E8C8")
    side = min(wide, high)
    left, top, r = wide * 0.68, high * 0.2, side * 0.16
    draw.ellipse((left - r, top - r, left + r, top + r), fill="#F7E7C0")
    draw.ellipse((left - r * 0.5, top - r * 1.25, left + r * 1.4, top + r * 0.65), fill="#1C2A58")
    draw.ellipse((-wide * 0.4, high * 0.84, wide * 0.9, high * 1.4), fill="#182447")
    draw.ellipse((wide * 0.3, high * 0.88, wide * 1.6, high * 1.5), fill="#101A38")
    _pile(draw, wide * 0.2, high * 0.93, side * 0.5, side * 0.085)
    return _png(image, width, height)


def _pile(draw: ImageDraw.ImageDraw, left: float, ground: float, length: float, thick: float) -> None:
    for number, colour in enumerate(BOOKS):
        x, y = left + length * 0.07 * (number * 2 % 3), ground - (number + 1) * thick
        draw.rounded_rectangle((x, y, x + length, y + thick * 0.94), radius=thick * 0.16, fill=colour)
        middle = y + thick * 0.47
        draw.line(
            (x + length * 0.3, middle, x + length * 0.6, middle), fill="#3B3346", width=round(thick * 0.1)
        )


@cache
def workbench(width: int = 900, height: int = 1000) -> bytes:
    """A lamp that shines on a bench again."""
    image = _blank(width, height, "#F3D9A6", "#E8A96B")
    draw = ImageDraw.Draw(image)
    w, h = image.size
    draw.polygon(((w * 0.48, h * 0.36), (w * 0.1, h * 0.8), (w * 0.86, h * 0.8)), fill="#FFF0C4")
    draw.rectangle((0, h * 0.8, w, h), fill="#7A4B2E")
    draw.rectangle((0, h * 0.8, w, h * 0.82), fill="#96613D")
    arm = round(w * 0.028)
    draw.line((w * 0.86, h * 0.8, w * 0.78, h * 0.42, w * 0.48, h * 0.24), fill="#2F4858", width=arm)
    draw.rounded_rectangle((w * 0.74, h * 0.76, w * 0.97, h * 0.8), radius=w * 0.02, fill="#2F4858")
    draw.polygon(
        ((w * 0.4, h * 0.2), (w * 0.56, h * 0.2), (w * 0.66, h * 0.38), (w * 0.3, h * 0.38)), fill="#D1495B"
    )
    draw.ellipse((w * 0.42, h * 0.34, w * 0.54, h * 0.42), fill="#FFF9E3")
    draw.rounded_rectangle((w * 0.16, h * 0.66, w * 0.46, h * 0.8), radius=w * 0.02, fill="#3E7C77")
    draw.ellipse((w * 0.2, h * 0.69, w * 0.29, h * 0.77), fill="#F3D9A6")
    draw.line((w * 0.34, h * 0.72, w * 0.43, h * 0.72), fill="#F3D9A6", width=round(w * 0.012))
    draw.line((w * 0.4, h * 0.66, w * 0.5, h * 0.54), fill="#2F4858", width=round(w * 0.008))
    return _png(image, width, height)


@cache
def poster(width: int = 640, height: int = 960) -> bytes:
    """A poster for a night with torches."""
    image = Image.new("RGB", (width * FINE, height * FINE), MATTE)
    draw = ImageDraw.Draw(image)
    w, h = image.size
    draw.polygon(((w * 0.5, h * 0.68), (w * 0.06, h * 0.1), (w * 0.94, h * 0.1)), fill="#E9B949")
    draw.polygon(((w * 0.5, h * 0.68), (w * 0.2, h * 0.1), (w * 0.8, h * 0.1)), fill="#F6DC8C")
    draw.rounded_rectangle((w * 0.43, h * 0.64, w * 0.57, h * 0.7), radius=w * 0.02, fill="#D8E2DC")
    draw.rounded_rectangle((w * 0.455, h * 0.69, w * 0.545, h * 0.8), radius=w * 0.02, fill="#8FA6A0")
    _words(draw, "Torches on", (w * 0.5, h * 0.24), w * 0.1, "#4A2C17")
    _words(draw, "the old library by night", (w * 0.5, h * 0.87), w * 0.066, "#F2E7CF")
    return _png(image, width, height)


def _words(draw: ImageDraw.ImageDraw, said: str, middle: tuple[float, float], size: float, ink: str) -> None:
    draw.text(middle, said, font=ImageFont.truetype(str(FONT), round(size)), fill=ink, anchor="mm")


@cache
def avatar(side: int = 240) -> bytes:
    """Three books as a badge."""
    image = Image.new("RGB", (side * FINE, side * FINE), "#17263A")
    draw = ImageDraw.Draw(image)
    s = side * FINE
    for place, (colour, tall) in enumerate((("#F2A083", 0.5), ("#8FBCE8", 0.58), ("#93D1A4", 0.44))):
        x = s * (0.27 + 0.16 * place)
        draw.rounded_rectangle((x, s * (0.78 - tall), x + s * 0.13, s * 0.78), radius=s * 0.02, fill=colour)
    return _png(image, side, side)


@cache
def logo(width: int = 1000, height: int = 240) -> bytes:
    """A tree beside the town's name, on nothing, with the empty margin that such files have."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rectangle((112, 110, 128, 204), fill="#C79A68")
    for x, y, r in ((120, 84, 56), (76, 112, 40), (164, 112, 40)):
        draw.ellipse((x - r, y - r, x + r, y + r), fill="#93D1A4")
    font = ImageFont.truetype(str(FONT), 150)
    draw.text((236, 196), "Elmhaven", font=font, fill="#F6F1E7", anchor="ls")
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


#: The colour of the poster's own edge.
MATTE = "#173F45"
