"""Paints the gallery: docs/gallery.md and its pictures. usage: python -m tests.gallery [NAME...]

With names only those pictures are painted, and the page is left as it is. The pictures are scaled down and
have 256 colours, so that the whole folder stays small; --full keeps them as painted, in the folder given.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from pathlib import Path

from PIL import Image

from signage.hub.studio import Studio
from tests.gallery import rooms
from tests.gallery.exhibits import ROOMS
from tests.gallery.rooms import Scene, Sheet

DOCS = Path(__file__).parents[2] / "docs"
FOLDER = "gallery"
#: Pixels of the longer side of a picture in the folder.
LONGEST = 1280
#: Of a strip alone, from below: the ticker and what its pegs rise above it, in hundredths of the height.
BAND = 21
TITLE = "# The gallery"
OPENING = """\
What the sign draws, painted by `script/pictures` from an invented library's afternoon with the painter that also
serves `signage shot`: the same QML and models as on the TV.
"""


def main() -> None:
    """Paint all, or what was named."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery")
    parser.add_argument("names", nargs="*", help="only these pictures")
    parser.add_argument("--full", type=Path, help="keep the pictures as painted in this folder")
    options = parser.parse_args()
    folder = options.full or DOCS / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "pictures"
        store.mkdir()
        rooms.hang_theme(Path(name) / "themes")
        for sha256, data in rooms.ARTWORK.items():
            (store / sha256).write_bytes(data)
        with Studio(store) as studio:
            for exhibit in (one for room in ROOMS.values() for one in room):
                if not options.names or exhibit.name in options.names:
                    image = painted(studio, exhibit)
                    save(image if options.full else small(image), folder / f"{exhibit.name}.png")
    if not options.names and not options.full:
        (DOCS / "gallery.md").write_text(page(), encoding="utf-8")


def painted(studio: Studio, exhibit: Scene | Sheet) -> Image.Image:
    """The picture of a scene, or the tickers of a sheet one below the other."""
    if isinstance(exhibit, Scene):
        return Image.open(io.BytesIO(studio.paint(exhibit.snapshot(), exhibit.commission()))).convert("RGB")
    bands = [band(studio, exhibit, number) for number in range(len(exhibit.bands))]
    image = Image.new("RGB", (bands[0].width, sum(one.height for one in bands)))
    for number, one in enumerate(bands):
        image.paste(one, (0, number * one.height))
    return image.convert("L").convert("RGB") if exhibit.grey else image


def band(studio: Studio, sheet: Sheet, number: int) -> Image.Image:
    """One ticker of a sheet."""
    card = sheet.cards[number] if sheet.cards else 0
    scene = Scene(
        name=sheet.name,
        caption="",
        items=sheet.bands[number],
        how=rooms.how(layout="strip", theme=sheet.theme, card=card),
    )
    whole = painted(studio, scene)
    return whole.crop((0, whole.height - whole.height * BAND // 100, whole.width, whole.height))


def small(image: Image.Image) -> Image.Image:
    """The picture for the page: at most LONGEST pixels, 256 colours."""
    image = image.copy()
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return image.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)


def save(image: Image.Image, path: Path) -> None:
    """Write it, pressed together as well as PNG can."""
    image.save(path, "PNG", optimize=True)


def page() -> str:
    """The page around the pictures."""
    parts = [TITLE, OPENING]
    for room, exhibits in ROOMS.items():
        parts.append(f"## {room}\n")
        parts += [f"{one.caption}\n\n![{_plain(one.caption)}]({FOLDER}/{one.name}.png)\n" for one in exhibits]
    return "\n".join(parts)


def _plain(caption: str) -> str:
    return caption.replace("`", "")


if __name__ == "__main__":
    main()
