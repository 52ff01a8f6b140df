"""The process that a card reader vendor's library lives in. It may hang or crash there and harm nobody.

Standard library only and nothing of this package, so that any Python runs it as a file: a 32-bit one where the
vendor has only a 32-bit library. One JSON line in, one out; commands are those of the SAM protocol by name::

    {"id": 1, "do": "open"}            {"id": 1, "sw3": 144}
    {"id": 2, "do": "20 01"}           {"id": 2, "sw3": 159}
    {"id": 3, "do": "30 01"}           {"id": 3, "sw3": 144, "data": "…"}         base64, as on the wire, no photo
                                       {"id": 3, "sw3": 144, "fields": {…}}       where the library gives fields
    {"id": 4, "do": "20 01"}           {"id": 4, "error": "port", "status": "01"}

Errors: ``library`` (once, at the start), ``port``, ``silent``, ``garbled``. Ends when its input ends. The photo
never leaves this process, and files that a library leaves behind are removed from the working folder at once.
"""

from __future__ import annotations

import argparse
import base64
import ctypes
import json
import os
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

DONE, FOUND, NO_CONTENT, COMMAND, UNKNOWN_CARD, READ_FAILED, NO_CARD, SELECT_FAILED = (
    0x90, 0x9F, 0x91, 0x21, 0x40, 0x41, 0x80, 0x81,
)  # fmt: skip
USB_PORTS, SERIAL_PORTS = range(1001, 1017), range(1, 17)
TEXT_BYTES = 256
ROOM = 4096
"""Bytes of every buffer; libraries have been seen to write more than they say."""


class Failed(Exception):
    """The library could not; ``kind`` is the error word of the protocol."""

    def __init__(self, kind: str, status: int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.status = status


class Sdt:
    """``sdtapi.dll`` and its Linux twin: the SAM protocol as functions, raw blocks out."""

    needed = (
        "SDT_OpenPort",
        "SDT_ClosePort",
        "SDT_GetSAMStatus",
        "SDT_StartFindIDCard",
        "SDT_SelectIDCard",
        "SDT_ReadBaseMsg",
    )
    _host_errors: ClassVar = {1: "port", 2: "silent", 3: "garbled", 4: "port", 5: "port", 6: "port", 9: "port"}

    def __init__(self, library: Any, port: int) -> None:
        self._library = library
        self._wanted = port
        self._port = 0

    def open(self) -> int:
        """Find the reader: USB first, then serial ports; its status."""
        self.close()
        for port in ports(self._wanted):
            if self._library.SDT_OpenPort(port) & 0xFF == DONE:
                self._port = port
                return self._status(self._library.SDT_GetSAMStatus(port, 0))
        raise Failed("port", 1)

    def close(self) -> None:
        """Let go of the port."""
        if self._port:
            self._library.SDT_ClosePort(self._port)
            self._port = 0

    def do(self, command: str) -> dict[str, Any]:
        """One command of the SAM protocol."""
        library, port = self._library, self._port
        plain: dict[str, Callable[[], int]] = {
            "10 FF": lambda: library.SDT_ResetSAM(port, 0),
            "11 FF": lambda: library.SDT_GetSAMStatus(port, 0),
            "20 01": lambda: library.SDT_StartFindIDCard(port, room(), 0),
            "20 02": lambda: library.SDT_SelectIDCard(port, room(), 0),
        }
        if command in plain:
            return {"sw3": self._status(plain[command]())}
        if command == "12 FF":
            number = room()
            status = self._status(library.SDT_GetSAMID(port, number, 0))
            return with_data(status, number.raw[:16])
        if command == "30 01":
            return self._base()
        if command == "30 03":
            text, size = room(), ctypes.c_uint(0)
            status = self._status(library.SDT_ReadNewAppMsg(port, text, ctypes.byref(size), 0))
            return with_data(status, text.raw[: min(size.value, ROOM)])
        return {"sw3": COMMAND}

    def _base(self) -> dict[str, Any]:
        text, photo, sizes = room(), room(), (ctypes.c_uint(0), ctypes.c_uint(0))
        answer = self._library.SDT_ReadBaseMsg(
            self._port, text, ctypes.byref(sizes[0]), photo, ctypes.byref(sizes[1]), 0
        )
        ctypes.memset(photo, 0, ROOM)
        head = struct.pack(">HH", min(sizes[0].value, ROOM), 0)
        return with_data(self._status(answer), head + text.raw[: min(sizes[0].value, ROOM)])

    def _status(self, answer: int) -> int:
        status = answer & 0xFF
        if status in self._host_errors:
            raise Failed(self._host_errors[status], status)
        return status


class Cvr:
    """``termb.dll`` of 华视: it finds and selects in one call and gives fields.

    Only citizens' cards and residence permits: how it gives the two names of a foreigner is not known.
    """

    needed = ("CVR_InitComm", "CVR_CloseComm", "CVR_Authenticate", "CVR_Read_Content")
    _fields: ClassVar = {
        "name": "GetPeopleName",
        "sex": "GetPeopleSex",
        "nation": "GetNationCode",
        "birth": "GetPeopleBirthday",
        "address": "GetPeopleAddress",
        "number": "GetPeopleIDCode",
        "authority": "GetDepartment",
        "valid_from": "GetStartDate",
        "valid_to": "GetEndDate",
        "pass_number": "GetPassCheckID",
        "issues": "GetIssuesNum",
    }
    _written_without = 1
    """Argument of CVR_Read_Content: raw text only where a version knows it; whatever it writes is removed."""

    def __init__(self, library: Any, port: int) -> None:
        self._library = library
        self._wanted = port
        self._added: str | None = None

    def open(self) -> int:
        """Find the reader."""
        self.close()
        for port in ports(self._wanted):
            if self._library.CVR_InitComm(port) == 1:
                return DONE
        raise Failed("port", 1)

    def close(self) -> None:
        """Let go of the port."""
        self._library.CVR_CloseComm()

    def do(self, command: str) -> dict[str, Any]:
        """One command of the SAM protocol, as near as this library comes to it."""
        if command == "20 01":
            return {"sw3": self._find()}
        if command == "30 01":
            return self._read()
        if command == "30 03":
            added, self._added = self._added, None
            if added is None:
                return {"sw3": COMMAND}
            return with_data(DONE, added.encode("utf-16-le", "surrogatepass")) if added else {"sw3": NO_CONTENT}
        return {"sw3": DONE if command in {"10 FF", "11 FF", "20 02"} else COMMAND}

    def _find(self) -> int:
        self._added = None
        found = self._library.CVR_Authenticate()
        known = {1: FOUND, 2: NO_CARD, 3: SELECT_FAILED}
        if found not in known:
            raise Failed("port", found & 0xFF)
        return known[found]

    def _read(self) -> dict[str, Any]:
        try:
            done = self._library.CVR_Read_Content(self._written_without)
            if done in {4, 99}:
                raise Failed("port", done)
            if done != 1:
                return {"sw3": READ_FAILED}
            kind = self._text("GetCertType") or " "
            if kind not in {" ", "0", "J"}:
                return {"sw3": UNKNOWN_CARD}
            fields = {name: self._text(getter) for name, getter in self._fields.items()}
            self._added = self._text("GetNewAppMsg")
            return {"sw3": DONE, "fields": {**fields, "kind": "J" if kind == "J" else " "}}
        finally:
            empty_working_folder()

    def _text(self, getter: str) -> str:
        """The text of a getter, best from its UTF-16 form; GBK has no rare characters and says ? instead."""
        wide = getattr(self._library, getter + "U", None)
        get: Any = wide or getattr(self._library, getter, None)
        if get is None:
            return ""
        buffer, size = room(), ctypes.c_int(ROOM - 2)
        get(buffer, ctypes.byref(size))
        if wide is not None:
            units = buffer.raw.decode("utf-16-le", "surrogatepass")
            return units.partition("\0")[0].strip()
        return buffer.value.decode("gb18030", "replace").replace("?", "\ufffd").strip()


BINDINGS: dict[str, type[Sdt] | type[Cvr]] = {"sdtapi": Sdt, "termb": Cvr}


def ports(wanted: int) -> Iterator[int]:
    """The port asked for, or all of them."""
    yield from (wanted,) if wanted else (*USB_PORTS, *SERIAL_PORTS)


def room() -> ctypes.Array[ctypes.c_char]:
    """A zeroed buffer."""
    return ctypes.create_string_buffer(ROOM)


def with_data(status: int, data: bytes) -> dict[str, Any]:
    """An answer; data only where the command was done."""
    return {"sw3": status, "data": base64.b64encode(data).decode()} if status == DONE else {"sw3": status}


def empty_working_folder() -> None:
    """Some libraries write the card's text and photo as files: nothing of it may stay."""
    for file in Path.cwd().iterdir():
        if file.is_file():
            file.write_bytes(bytes(file.stat().st_size))
            file.unlink()


def load(binding: str, path: str, port: int) -> Sdt | Cvr:
    """The library behind its binding. Raises OSError where it is no such library."""
    maker = BINDINGS[binding]
    opener = getattr(ctypes, "WinDLL", ctypes.CDLL)
    library = opener(path)
    missing = [name for name in maker.needed if not hasattr(library, name)]
    if missing:
        # Another vendor's library may have the same file name.
        raise OSError(f"{missing[0]}?")
    return maker(library, port)


def answer(reader: Sdt | Cvr, order: dict[str, Any]) -> dict[str, Any]:
    """What one line of input gets back."""
    try:
        done = {"sw3": reader.open()} if order["do"] == "open" else reader.do(str(order["do"]))
    except Failed as failed:
        done = {"error": failed.kind, "status": f"{failed.status:02X}"}
    return {"id": order["id"], **done}


def private_output() -> Any:
    """Our end of standard output, which is then closed to the library: some print what they read."""
    ours = os.fdopen(os.dup(1), "w", encoding="ascii")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return ours


def main(arguments: list[str] | None = None) -> int:
    """Serve one library until the input ends."""
    parser = argparse.ArgumentParser(description="A card reader's library in a process of its own")
    parser.add_argument("--binding", choices=sorted(BINDINGS), required=True)
    parser.add_argument("--library", required=True, help="absolute path")
    parser.add_argument("--port", type=int, default=0, help="1 to 16 serial, 1001 to 1016 USB; 0 looks for it")
    chosen = parser.parse_args(arguments)
    output = private_output()

    def say(what: dict[str, Any]) -> None:
        output.write(json.dumps(what) + "\n")
        output.flush()

    try:
        reader = load(chosen.binding, chosen.library, chosen.port)
    except OSError as wrong:
        say({"error": "library", "detail": type(wrong).__name__ if wrong.errno else str(wrong)[-60:]})
        return 1
    say({"ready": chosen.binding})
    for line in sys.stdin:
        say(answer(reader, json.loads(line)))
    reader.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
