"""A social security card read by its commands: select, read by tag, and what refusals mean.

Knows nothing of readers: whatever carries a command to a card and its answer back will do. ``61 xx`` (fetch the
rest) and ``6C xx`` (ask with this length) are answered here, because PC/SC leaves them to the caller. No PIN is
ever tried. Logs commands without data and status words, never an answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from windowdesk.devices import social_files
from windowdesk.devices.social_files import APPLICATION, EF05, EF06, HOLDER_TAGS, ISSUER_TAGS, VERSION, Tag
from windowdesk.domain.people import SocialSecurityCard
from windowdesk.errors import (
    SOCIAL_CARD_LOCKED,
    SOCIAL_CARD_NOT,
    SOCIAL_CARD_REFUSED,
    SOCIAL_CARD_UNREADABLE,
    DeviceTrouble,
)

log = logging.getLogger(__name__)

Transmit = Callable[[bytes], bytes]
"""Carries a command APDU to the card; returns the response APDU. Raises DeviceTrouble."""

DONE, NOT_SATISFIED, NOT_FOUND, NO_RECORD = 0x9000, 0x6982, 0x6A82, 0x6A83
REFUSALS = frozenset({NOT_SATISFIED, 0x6985, 0x6983, 0x6984})
"""The card asks for somebody it trusts first."""
_MORE, _OTHER_LENGTH = 0x61, 0x6C
_LONGEST_CHAIN = 16
_SFI = {EF05: 5, EF06: 6}
_ALGORITHMS = bytes.fromhex("9F0C")
"""Stands in the answer to SELECT of a card of the third generation, before its kind of cipher."""
_FINAL = frozenset({DONE, NO_RECORD}) | REFUSALS


def read(transmit: Transmit) -> SocialSecurityCard:
    """Everything that stands on the card and is needed, checked.

    Raises:
        DeviceTrouble: R116 no social security card, R117 a card of the third generation, R119 refused, R122
            unreadable, those of `social_files.card_of` and of ``transmit``.
    """
    control, status = ask(transmit, select_by_name(APPLICATION))
    if status != DONE:
        raise DeviceTrouble(SOCIAL_CARD_NOT)
    values: dict[Tag, bytes] = {}
    third = _ALGORITHMS in control
    for file, tags in ((EF05, ISSUER_TAGS), (EF06, HOLDER_TAGS)):
        selected = _select_file(transmit, file)
        for tag in tags:
            value, status = _read_tag(transmit, tag, selected=selected)
            if status in REFUSALS:
                raise DeviceTrouble(SOCIAL_CARD_LOCKED if third else SOCIAL_CARD_REFUSED)
            if status == DONE:
                values[tag] = value
            elif not tag.optional:
                raise DeviceTrouble(SOCIAL_CARD_UNREADABLE, status=f"{status:04X}")
        third = third or values[VERSION].startswith(b"3")
    return social_files.card_of(values)


def ask(transmit: Transmit, command: bytes) -> tuple[bytes, int]:
    """Send a command, follow ``61 xx`` and ``6C xx``; returns the data and the last status word."""
    data = b""
    for _ in range(_LONGEST_CHAIN):
        answer = transmit(command)
        if len(answer) < 2:
            raise DeviceTrouble(SOCIAL_CARD_UNREADABLE, status="0000")
        data += answer[:-2]
        first, second = answer[-2:]
        log.debug("command %s: %02X%02X", command[:4].hex(" "), first, second)
        if first == _MORE:
            command = bytes((0x00, 0xC0, 0x00, 0x00, second))
        elif first == _OTHER_LENGTH:
            command = command[:-1] + bytes((second,))
        else:
            return data, first << 8 | second
    raise DeviceTrouble(SOCIAL_CARD_UNREADABLE, status="6100")


def select_by_name(name: bytes) -> bytes:
    """Command: select an application by its name."""
    return bytes((0x00, 0xA4, 0x04, 0x00, len(name))) + name


def select_file(file: int, parameter: int = 0x02) -> bytes:
    """Command: select an elementary file; some cards want 0 as first parameter."""
    return bytes((0x00, 0xA4, parameter, 0x00, 0x02)) + file.to_bytes(2, "big")


def read_record(tag: Tag, *, selected: bool) -> bytes:
    """Command: read the record that begins with the tag, from the selected file or through its short number."""
    where = 0 if selected else _SFI[tag.file] << 3
    return bytes((0x00, 0xB2, tag.number, where, tag.size + 2))


def _select_file(transmit: Transmit, file: int) -> bool:
    """Is the file selected? Where a card refuses both ways, its records are read through the short number."""
    return any(ask(transmit, select_file(file, parameter))[1] == DONE for parameter in (0x02, 0x00))


def _read_tag(transmit: Transmit, tag: Tag, *, selected: bool) -> tuple[bytes, int]:
    record, status = ask(transmit, read_record(tag, selected=selected))
    if selected and status not in _FINAL:
        record, status = ask(transmit, read_record(tag, selected=False))
    if status == DONE and (len(record) < 2 or record[0] != tag.number or record[1] > len(record) - 2):
        return b"", NO_RECORD
    return record[2 : 2 + record[1]] if status == DONE else b"", status
