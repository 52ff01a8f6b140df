"""How personal data looks in lists and on paper (security rules G04 and G05).

A mask never shows a whole value: short or odd values show less, not more.
"""

from __future__ import annotations

STAR = "*"


def mask_name(name: str) -> str:
    """``张三`` → ``张*``, ``张小三`` → ``张*三``; all but the first and last character are hidden."""
    text = name.strip()
    if len(text) < 2:
        return STAR * len(text)
    if len(text) == 2:
        return text[0] + STAR
    return text[0] + STAR * (len(text) - 2) + text[-1]


def mask_id(number: str) -> str:
    """First six and last four of an identity number; fewer where it is shorter than 15."""
    return _keep(number.strip(), 6, 4, enough=15)


def mask_phone(number: str) -> str:
    """First three and last four of a phone number; fewer where it is shorter than 11."""
    return _keep(number.strip(), 3, 4, enough=11)


def mask_bank(number: str) -> str:
    """Last four of a bank card number."""
    return _keep(number.strip(), 0, 4, enough=12)


def _keep(text: str, first: int, last: int, *, enough: int) -> str:
    if len(text) < enough:
        first, last = (1 if first and len(text) > 4 else 0), min(2, len(text) // 3)
    return text[:first] + STAR * (len(text) - first - last) + text[len(text) - last :]
