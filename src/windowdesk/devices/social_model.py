"""What a social security card does, command by command: the heart of the simulated card.

Knows nothing of sockets. Its habits differ as those of real cards do: cards that speak T=0 hold answers back
(``61 xx``), some insist on the exact length (``6C xx``), some want another way of selecting, the third
generation asks for a security module.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from windowdesk.devices import social_files
from windowdesk.devices.social_files import APPLICATION, EF05, EF06, TAGS, Tag
from windowdesk.domain.people import SocialSecurityCard

ATR_T0 = bytes.fromhex("3B6D00000081" + "4E432386971599" + "00BF7C7A")
ATR_T1 = bytes.fromhex("3B8D8001" + "0081" + "4E432386971599" + "00BF7C7A")
_FILES = {5: EF05, 6: EF06}


def with_check_byte(atr: bytes) -> bytes:
    """An ATR that offers T=1 ends with the XOR of all bytes after the first."""
    check = 0
    for byte in atr[1:]:
        check ^= byte
    return atr + bytes((check,))


@dataclass(slots=True)
class SocialModel:
    """One card. The switches say in what it is particular."""

    card: SocialSecurityCard
    holds_back: bool = True
    """Answers longer than nothing are fetched with GET RESPONSE (T=0)."""
    exact_length: bool = False
    """Records are only as long as what they hold; a read with any other length is answered with ``6C``."""
    selects_with: int | None = 0x02
    """First parameter that selecting a file needs; None: files cannot be selected, only short numbers work."""
    open_to_all: bool = True
    """False: the holder's file needs authentication first."""
    locked: bool = False
    """Every file needs authentication first, as on the third generation."""
    other_card: bool = False
    """No social security card at all, for example a bank card."""
    lacks: frozenset[Tag] = frozenset()
    commands: list[str] = field(default_factory=list)
    """Heads of the commands heard, oldest first."""
    _held: bytes = b""
    _file: int = 0
    _selected: bool = False

    def reset(self) -> None:
        """Power on or reset: nothing is selected."""
        self._held, self._file, self._selected = b"", 0, False

    @property
    def atr(self) -> bytes:
        """Answer to reset; T=0 where answers are held back."""
        return ATR_T0 if self.holds_back else with_check_byte(ATR_T1)

    def transmit(self, command: bytes) -> bytes:
        """Response APDU to a command APDU."""
        self.commands.append(command[:4].hex().upper())
        head, rest = command[:4], command[4:]
        if head[:2] == b"\x00\xc0":
            return self._rest_of_answer(rest[0] if rest else 0)
        data, status = self._answer(head, rest)
        if data and self.holds_back and status == 0x9000 and head[1] == 0xA4:
            self._held = data
            return bytes((0x61, len(data)))
        return data + status.to_bytes(2, "big")

    def _rest_of_answer(self, wanted: int) -> bytes:
        if not self._held:
            return b"\x69\x85"
        piece, self._held = self._held[:wanted], self._held[wanted:]
        return piece + (bytes((0x61, len(self._held))) if self._held else b"\x90\x00")

    def _answer(self, head: bytes, rest: bytes) -> tuple[bytes, int]:
        if head[:2] == b"\x00\xa4":
            name = rest[1 : 1 + rest[0]] if rest else b""
            return self._select(head[2], name)
        if head[:2] == b"\x00\xb2":
            return self._read(head[2], head[3], rest[0] if rest else 0)
        return b"", 0x6D00

    def _select(self, how: int, name: bytes) -> tuple[bytes, int]:
        if how == 0x04:
            self._selected = name == APPLICATION and not self.other_card
            return (self._control_information(), 0x9000) if self._selected else (b"", 0x6A82)
        if not self._selected or how != self.selects_with:
            return b"", 0x6A86
        file = int.from_bytes(name, "big")
        if file not in {EF05, EF06}:
            return b"", 0x6A82
        self._file = file
        return b"", 0x9000

    def _control_information(self) -> bytes:
        inner = b"\x84" + bytes((len(APPLICATION),)) + APPLICATION
        if self.locked:
            inner += bytes.fromhex("9F0C03860101")
        return b"\x6f" + bytes((len(inner),)) + inner

    def _read(self, number: int, where: int, wanted: int) -> tuple[bytes, int]:
        file = self._file if where == 0 else _FILES.get(where >> 3, 0)
        if not self._selected or not file:
            return b"", 0x6A82
        if self.locked or (file == EF06 and not self.open_to_all):
            return b"", 0x6982
        values = social_files.values_of(self.card)
        for tag in TAGS:
            if (tag.file, tag.number) == (file, number) and tag not in self.lacks:
                value = values[tag].rstrip(b"\0") if self.exact_length else values[tag]
                record = bytes((tag.number, len(value))) + value
                if self.exact_length and wanted != len(record):
                    return b"", 0x6C00 | len(record)
                return record[:wanted], 0x9000
        return b"", 0x6A83
