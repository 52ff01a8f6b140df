"""Check words (核对字): the beginning of a digest in eight plain characters that two people can read to each other.

``sync/contract/README.md`` gives the table, so that every side prints the same eight for the same file.
"""

from __future__ import annotations

TABLE = (
    "天地日月山水火木"
    "金土石田风雨云雪"
    "春早秋年东西南北"
    "上下左右大小多少"
    "红黄紫绿白黑花草"
    "牛羊马猫鸟虫米豆"
    "门窗车船书笔衣布"
    "手足头耳心口人家"
)
"""Six bits for each character; chosen to look and sound unlike each other."""
_CHARACTERS = 8
_BITS = 6


def check_words(digest: str) -> str:
    """The check words of a SHA-256 in hex: its first 48 bits, as ``天地日月 山水火木``."""
    number = int(digest[: _CHARACTERS * _BITS // 4], 16)
    found = "".join(TABLE[number >> shift & 63] for shift in range((_CHARACTERS - 1) * _BITS, -1, -_BITS))
    return f"{found[:4]} {found[4:]}"
