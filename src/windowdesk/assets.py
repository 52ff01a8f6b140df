"""Where the files outside the package are: shipped copy first, checkout otherwise."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"
_CHECKOUT = _PACKAGE.parent.parent


def path(*parts: str) -> Path:
    """The file or folder at ``parts`` below the project's root, for example ``resources/calendar``.

    Raises:
        FileNotFoundError: neither the shipped copy nor the checkout has it.
    """
    for root in (_SHIPPED, _CHECKOUT):
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise FileNotFoundError("/".join(parts))


def resource(*parts: str) -> Path:
    """The file or folder at ``parts`` below ``resources``."""
    return path("resources", *parts)
