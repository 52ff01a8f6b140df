"""What one receipt printer can do; the rest of the room asks nothing else about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperProfile:
    """A printer and its paper roll. 203 dpi: 8 dots are one millimetre."""

    width_dots: int
    """Printable dots in a row, a multiple of 8: 384 on 58 mm paper, 576 (some 512) on 80 mm."""
    native_qr: bool = True
    """The printer draws QR codes itself (GS ( k); else they are sent as a picture."""
    cutter: bool = True
    feed_lines: int = 1
    """Lines (7 mm) fed at the end, so that the text is clear of the tear edge; the cut feeds by itself."""
    charset: str = "gbk"
    """Double-byte set in the printer's own font: ``gbk``, or ``gb2312`` on the cheapest ones."""

    @property
    def columns(self) -> int:
        """Half-width cells (12 dots) in a line: 32 or 48. A Hanzi takes two."""
        return self.width_dots // 12


PAPER_58 = PaperProfile(width_dots=384, cutter=False, feed_lines=3)
PAPER_80 = PaperProfile(width_dots=576)


def profile_of(paper_mm: int) -> PaperProfile:
    """The shipped profile for a paper width in millimetres (setting ``devices.paper_mm``).

    Raises:
        ValueError: a width that no shipped profile has.
    """
    shipped = {58: PAPER_58, 80: PAPER_80}
    if paper_mm not in shipped:
        raise ValueError(f"no receipt paper of {paper_mm} mm; shipped: 58 and 80")
    return shipped[paper_mm]
