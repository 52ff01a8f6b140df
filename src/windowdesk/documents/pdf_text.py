"""Embedded fonts for the PDF writer, with a text layer that is right for every character.

reportlab 5.1 writes the ToUnicode map of a character beyond U+FFFF as five hex digits, so that a
name copied from the page comes out as another (𬱖 as ⳅ). PDF 32000-1, 9.10.3 asks for UTF-16BE,
and for at most 100 entries a block. The one function that is wrong is replaced here.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase import pdfmetrics, ttfonts

from windowdesk.documents.fonts import Face

_ENTRIES_A_BLOCK = 100


def to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """The ToUnicode CMap of a font subset: byte ``i`` stands for the code point ``subset[i]``."""
    entries = [f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)]
    blocks = [entries[at : at + _ENTRIES_A_BLOCK] for at in range(0, len(entries), _ENTRIES_A_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines)


ttfonts.makeToUnicodeCMap = to_unicode_map


def embedded(face: Face) -> str:
    """The name under which the PDF writer knows ``face``; its file is read at the first use only."""
    if face.name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(ttfonts.TTFont(face.name, str(face.path), subfontIndex=face.index))
    return face.name


def text_width(text: str, face: Face, size: float) -> float:
    """Points that ``text`` takes in ``face``."""
    return float(pdfmetrics.stringWidth(text, embedded(face), size))
