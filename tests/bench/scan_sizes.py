"""``./dev scans``: bytes of a page as it is kept against a plain 200-dpi JPEG of quality 75, side by side.

Writes one picture for each page (left the plain scan, right what is kept) and ``all.jpg`` with all of them, small enough for ``docs/scans.jpg``.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from pathlib import Path

import pages
from PIL import Image, ImageDraw, ImageFont

from windowdesk.documents.page_reduce import SmallPage, reduce_page

QUALITY = 75
_FONT = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"


def plain_jpeg(page: Image.Image) -> bytes:
    """The page as a scanner program keeps it that thinks of nothing."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=QUALITY, dpi=(pages.DPI, pages.DPI))
    return out.getvalue()


def beside(plain: bytes, small: SmallPage, title: str) -> Image.Image:
    """Both at their own size, with their bytes in words."""
    left, right = (Image.open(io.BytesIO(one)).convert("RGB") for one in (plain, small.content))
    sheet = Image.new("RGB", (pages.A4[0] * 2 + 30, pages.A4[1] + 70), (128, 128, 128))
    words = (f"{title}: plain {len(plain) // 1000} kB", f"{small.look.value} {len(small.content) // 1000} kB")
    for place, (picture, said) in enumerate(zip((left, right), words, strict=True)):
        x = place * (pages.A4[0] + 30)
        sheet.paste(picture, (x, 70))
        ImageDraw.Draw(sheet).text((x + 20, 10), said, fill="white", font=ImageFont.truetype(_FONT, 44))
    return sheet


def measure(into: Path | None) -> dict[str, dict[str, object]]:
    """Each page's bytes, ratio and seconds; pictures into ``into`` where given."""
    found: dict[str, dict[str, object]] = {}
    sheets = []
    for name, make in pages.PAGES.items():
        plain = plain_jpeg(make())
        began = time.perf_counter()
        small = reduce_page(plain)
        seconds = time.perf_counter() - began
        assert small is not None, name
        found[name] = {
            "plain": len(plain),
            "kept": len(small.content),
            "ratio": round(len(plain) / len(small.content), 1),
            "look": small.look.value,
            "turned": small.turned,
            "seconds": round(seconds, 2),
        }
        if into is not None:
            sheets.append(beside(plain, small, name))
            sheets[-1].save(into / f"{name.replace(' ', '-')}.png")
    if into is not None:
        _all(sheets).save(into / "all.jpg", quality=70, optimize=True)
    return found


def _all(sheets: list[Image.Image]) -> Image.Image:
    small = [sheet.resize((sheet.width // 4, sheet.height // 4), Image.Resampling.LANCZOS) for sheet in sheets]
    whole = Image.new("RGB", (max(one.width for one in small), sum(one.height for one in small)))
    top = 0
    for one in small:
        whole.paste(one, (0, top))
        top += one.height
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description="Bytes of an A4 page.")
    parser.add_argument("--into", type=Path, help="folder for the pictures")
    given = parser.parse_args()
    if given.into:
        given.into.mkdir(parents=True, exist_ok=True)
    print(json.dumps(measure(given.into), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
