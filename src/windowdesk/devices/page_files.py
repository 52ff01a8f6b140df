"""Names of page files: neutral, numbered, never one that is taken."""

from __future__ import annotations

from pathlib import Path


def next_free(folder: Path, suffix: str) -> Path:
    """``page-0001.jpg`` or the first number after all that are there, whatever their ending."""
    taken = [file.stem[5:] for file in folder.glob("page-*.*")]
    number = 1 + max((int(text) for text in taken if text.isascii() and text.isdigit()), default=0)
    return folder / f"page-{number:04d}{suffix}"
