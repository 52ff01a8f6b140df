"""Whether a value fits a setting, before it is written: nonsense there would stop the next receipt or scan."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from windowdesk import errors
from windowdesk.domain import printer_profile
from windowdesk.domain.numbers import region_ok

CHOICES = {
    "scans": ("small", "original"),
    "text_size": ("standard", "large", "largest"),
    "site.kind": ("village", "township"),
    "site.receives_for": ("applicant", "agency"),
    "devices.printer_model": tuple(printer_profile.shipped()),
}


def check(name: str, text: str) -> None:
    """Refuse a value that the setting cannot have. An empty address means that there is none.

    Raises:
        InputRefused: FIELD_WRONG with what is allowed; DEVICE_ADDRESS.
    """
    if name in CHOICES and text not in CHOICES[name]:
        _refuse(name, f"只能是 {'、'.join(CHOICES[name])}")
    if name == "site.region" and not (len(text) == 12 and region_ok(text)):
        _refuse(name, "要填 12 位行政区划代码")
    if name == "device" and not re.fullmatch(r"[0-9A-Z]{2}", text):
        _refuse(name, "要填两位数字或大写字母")
    if name == "county" and text and not _is_web_address(text):
        _refuse(name, "要填 http:// 或 https:// 开头的地址")
    if name in _ADDRESSES and text:
        with contextlib.suppress(errors.DeviceTrouble):  # understood; whether the device works is the doctor's matter
            _ADDRESSES[name](text)


def _refuse(name: str, reason: str) -> None:
    raise errors.InputRefused(errors.FIELD_WRONG, field=name, reason=reason)


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


# Drivers are imported only where an address is set.


def _reader(text: str) -> None:
    from windowdesk.devices.address import open_readers

    open_readers(text)


def _scanner(text: str) -> None:
    from windowdesk.devices.address import open_scanner
    from windowdesk.documents.page_check import check as page_check

    open_scanner(text, page_check)


def _printer(text: str) -> None:
    from windowdesk.devices.printer_address import open_printer

    open_printer(text)


def _evaluator(text: str) -> None:
    from windowdesk.devices.evaluator_address import open_evaluator

    open_evaluator(text)


_ADDRESSES: dict[str, Callable[[str], None]] = {
    "devices.reader": _reader,
    "devices.scanner": _scanner,
    "devices.printer": _printer,
    "devices.evaluator": _evaluator,
}
