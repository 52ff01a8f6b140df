"""The words of eSCL (driverless scanning over HTTP): what a scanner offers, how it is, what it is asked.

Source: the Mopria eSCL technical specification, and how sane-airscan reads what devices really say.
Lengths are in 1/300 inch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from windowdesk.devices.scan_wish import Wish

SCAN = "http://schemas.hp.com/imaging/escl/2011/05/03"
PWG = "http://www.pwg.org/schemas/2010/12/sm"
MODES = {"grey": "Grayscale8", "color": "RGB24", "lineart": "BlackAndWhite1"}
PER_INCH = 300
_MM_PER_INCH = 25.4
LARGEST = 1_000_000
"""Bytes of an answer in XML."""


class NotEscl(Exception):
    """What answered is no eSCL scanner."""


@dataclass(frozen=True, slots=True)
class Source:
    """The glass or the feeder."""

    modes: frozenset[str]
    resolutions: tuple[int, ...]
    formats: frozenset[str]
    extended_format: bool
    """It wants the format named twice, the second time as ``DocumentFormatExt``."""
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Offers:
    """What the scanner can do; None: it has no such source."""

    glass: Source | None
    feeder: Source | None


@dataclass(frozen=True, slots=True)
class Status:
    """How the scanner is. Words of the protocol."""

    state: str
    feeder: str
    reasons: frozenset[str]


def read_offers(body: bytes) -> Offers:
    """The answer to ``ScannerCapabilities``; raises NotEscl."""
    root = _parsed(body, "ScannerCapabilities")
    glass, feeder = _find(root, "PlatenInputCaps"), _find(root, "AdfSimplexInputCaps")
    offers = Offers(_source(glass), _source(feeder))
    if offers.glass is None and offers.feeder is None:
        raise NotEscl
    return offers


def read_status(body: bytes) -> Status:
    """The answer to ``ScannerStatus``; raises NotEscl."""
    root = _parsed(body, "ScannerStatus")
    reasons = {text for one in _all(root, "JobStateReason") + _all(root, "StateReason") if (text := _text(one))}
    return Status(_text(_find(root, "State")), _text(_find(root, "AdfState")), frozenset(reasons))


def settings(source: Source, wish: Wish, *, feeder: bool) -> bytes:
    """The body of ``ScanJobs`` that comes nearest to the wish."""
    mode = next((one for one in (MODES[wish.mode], MODES["grey"], MODES["color"]) if one in source.modes), "RGB24")
    resolution = resolution_of(source, wish)
    wide, high = (round(length / _MM_PER_INCH * PER_INCH) for length in (wish.width, wish.height))
    extended = "<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>" if source.extended_format else ""
    duplex = "<scan:Duplex>false</scan:Duplex>" if feeder else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<scan:ScanSettings xmlns:scan="{SCAN}" xmlns:pwg="{PWG}">'
        "<pwg:Version>2.0</pwg:Version>"
        "<pwg:ScanRegions><pwg:ScanRegion>"
        "<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>"
        "<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>"
        f"<pwg:Width>{min(wide, source.width)}</pwg:Width><pwg:Height>{min(high, source.height)}</pwg:Height>"
        "</pwg:ScanRegion></pwg:ScanRegions>"
        f"<pwg:InputSource>{'Feeder' if feeder else 'Platen'}</pwg:InputSource>"
        f"<scan:ColorMode>{mode}</scan:ColorMode>"
        f"<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>{extended}"
        f"<scan:XResolution>{resolution}</scan:XResolution><scan:YResolution>{resolution}</scan:YResolution>{duplex}"
        "</scan:ScanSettings>"
    ).encode()


def resolution_of(source: Source, wish: Wish) -> int:
    """The offered resolution nearest to the wish, rather a finer one."""
    return min(source.resolutions, key=lambda one: (one < wish.resolution, abs(one - wish.resolution)))


def _source(caps: ElementTree.Element | None) -> Source | None:
    if caps is None:
        return None
    formats = {_text(one) for one in _all(caps, "DocumentFormat") + _all(caps, "DocumentFormatExt")}
    return Source(
        frozenset(_text(one) for one in _all(caps, "ColorMode")),
        tuple(sorted(_resolutions(caps))) or (300,),
        frozenset(formats),
        bool(_all(caps, "DocumentFormatExt")),
        _number(_find(caps, "MaxWidth")) or 2550,
        _number(_find(caps, "MaxHeight")) or 3508,
    )


def _resolutions(caps: ElementTree.Element) -> Iterator[int]:
    for one in _all(caps, "DiscreteResolution"):
        across, down = _number(_find(one, "XResolution")), _number(_find(one, "YResolution"))
        if across and across == down:
            yield across
    for one in _all(caps, "XResolutionRange"):
        least, most = _number(_find(one, "Min")), _number(_find(one, "Max"))
        yield from (value for value in (75, 100, 150, 200, 300, 600) if least <= value <= most)


def _parsed(body: bytes, name: str) -> ElementTree.Element:
    # A document type could make a small answer huge in memory; no scanner sends one.
    if len(body) > LARGEST or b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise NotEscl
    try:
        root = ElementTree.fromstring(body)  # noqa: S314 no document type, no entities: see above
    except ElementTree.ParseError as wrong:
        raise NotEscl from wrong
    if _local(root) != name:
        raise NotEscl
    return root


def _local(one: ElementTree.Element) -> str:
    """The name without its namespace: devices disagree which one is whose."""
    return one.tag.rpartition("}")[2]


def _all(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if _local(one) == name]


def _find(root: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((one for one in root.iter() if _local(one) == name), None)


def _text(one: ElementTree.Element | None) -> str:
    return (one.text or "").strip() if one is not None else ""


def _number(one: ElementTree.Element | None) -> int:
    text = _text(one)
    return int(text) if text.isascii() and text.isdigit() else 0
