"""What one SANE scanner can be asked for, read from ``scanimage -A``, and the best choice of it.

Drivers name the same thing differently (``Gray``, ``True Gray``, ``ADF``, ``Automatic Document
Feeder``) and lack what others have; an option a driver lacks makes ``scanimage`` refuse the whole
scan. So nothing is asked for that was not offered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from windowdesk.devices.scan_wish import Wish

_OPTION = re.compile(r"^\s+--?(?P<name>[A-Za-z0-9-]+)(?P<offer>[^\[\n]*)\[(?P<present>[^\]]*)\]")
_RANGE = re.compile(r"(?P<least>-?[\d.]+)\.\.(?P<most>-?[\d.]+)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MODES = {
    "grey": ("gray", "grey"),
    "color": ("color", "colour"),
    "lineart": ("lineart", "line art", "binary", "black & white"),
}
_FEEDER = ("adf", "feeder")
_FLATBED = ("flatbed", "platen", "fb")


@dataclass(frozen=True, slots=True)
class Offer:
    """One option as the driver offers it."""

    text: str
    """Choices with bars between, or a range."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The words or numbers to choose from."""
        return tuple(one.strip() for one in self.text.split("|"))

    @property
    def span(self) -> tuple[float, float] | None:
        """Least and most, for a range."""
        found = _RANGE.search(self.text)
        return (float(found["least"]), float(found["most"])) if found else None


def read_offers(listing: str) -> dict[str, Offer]:
    """The active options in the output of ``scanimage -A`` by name."""
    found = (_OPTION.match(line) for line in listing.splitlines())
    return {one["name"]: Offer(one["offer"].strip(" =")) for one in found if one and one["present"] != "inactive"}


def arguments(offers: Mapping[str, Offer], wish: Wish, *, feeder: bool) -> list[str]:
    """Arguments of ``scanimage`` that come nearest to the wish."""
    chosen: list[str] = []
    source = _source(offers.get("source"), feeder=feeder)
    if source:
        chosen += ["--source", source]
    mode = _containing(offers.get("mode"), _MODES[wish.mode])
    if mode:
        chosen += ["--mode", mode]
    if "depth" in offers:
        chosen += _depth(offers["depth"], two_level=wish.mode == "lineart" and not mode)
    if wish.mode == "lineart" and not mode and (grey := _containing(offers.get("mode"), _MODES["grey"])):
        chosen += ["--mode", grey]
    if "resolution" in offers:
        chosen += ["--resolution", str(_resolution(offers["resolution"], wish.resolution))]
    for name, wanted in (("x", wish.width), ("y", wish.height)):
        span = offers[name].span if name in offers else None
        if span:
            chosen += [f"-{name}", f"{min(wanted, span[1]):g}"]
    return chosen


def has_feeder(offers: Mapping[str, Offer]) -> bool:
    """Whether a feeder is among the sources."""
    return _source(offers.get("source"), feeder=True) is not None


def _containing(offer: Offer | None, words: tuple[str, ...]) -> str | None:
    if offer is None:
        return None
    return next((choice for choice in offer.choices if any(word in choice.lower() for word in words)), None)


def _source(offer: Offer | None, *, feeder: bool) -> str | None:
    """The feeder's one-sided source before its duplex one; None where there is nothing to choose."""
    if offer is None:
        return None
    wanted = [choice for choice in offer.choices if any(word in choice.lower() for word in _FEEDER)]
    if not feeder:
        return _containing(offer, _FLATBED)
    return min(wanted, key=lambda choice: "duplex" in choice.lower(), default=None)


def _depth(offer: Offer, *, two_level: bool) -> list[str]:
    wanted = "1" if two_level else "8"
    return ["--depth", wanted] if wanted in offer.choices else []


def _resolution(offer: Offer, wanted: int) -> int:
    span = offer.span
    if span:
        return int(min(max(wanted, span[0]), span[1]))
    values = [int(float(number)) for number in _NUMBER.findall(offer.text)]
    return min(values, key=lambda value: (value < wanted, abs(value - wanted)), default=wanted)
