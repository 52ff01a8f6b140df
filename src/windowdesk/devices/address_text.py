"""The grammar of device addresses: ``scheme:rest?option=value``. Nothing here knows a driver."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import parse_qsl, urlsplit

from windowdesk.errors import DEVICE_ADDRESS, InputRefused

Device = TypeVar("Device")


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed device address."""

    text: str
    scheme: str
    rest: str
    """What stands between the scheme and the question mark."""
    options: Mapping[str, str]


def parse(text: str, example: str = "serial:/dev/ttyUSB0") -> Address:
    """Take an address apart; raises InputRefused(DEVICE_ADDRESS) where there is no scheme."""
    scheme, colon, rest = text.strip().partition(":")
    if not colon or not scheme.isascii() or not scheme.isalpha():
        raise InputRefused(DEVICE_ADDRESS, address=text, example=example)
    rest, _, query = rest.partition("?")
    return Address(text.strip(), scheme.lower(), rest, dict(parse_qsl(query, keep_blank_values=True)))


def made(one: Address, makers: Mapping[str, Callable[[Address], Device]], example: str) -> Device:
    """What the maker of its scheme makes of an address; raises InputRefused(DEVICE_ADDRESS) where none does."""
    maker = makers.get(one.scheme)
    if maker is None:
        raise InputRefused(DEVICE_ADDRESS, address=one.text, example=example)
    return maker(one)


def needs_rest(one: Address, example: str) -> str:
    """What stands behind the scheme; raises InputRefused(DEVICE_ADDRESS) where nothing does."""
    if not one.rest:
        raise InputRefused(DEVICE_ADDRESS, address=one.text, example=example)
    return one.rest


def number(one: Address, option: str, default: int, example: str) -> int:
    """An option that is a number; raises InputRefused(DEVICE_ADDRESS) where it is none."""
    text = one.options.get(option, str(default))
    if not text.isascii() or not text.isdigit():
        raise InputRefused(DEVICE_ADDRESS, address=one.text, example=example)
    return int(text)


def host_and_port(one: Address, usual: int, example: str) -> tuple[str, int]:
    """``//host:port`` with ``usual`` where no port is named; an IPv6 host stands in brackets.

    Raises:
        InputRefused: DEVICE_ADDRESS.
    """
    try:
        parts = urlsplit(f"tcp:{one.rest}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host:
        raise InputRefused(DEVICE_ADDRESS, address=one.text, example=example)
    return host, usual if port is None else port
