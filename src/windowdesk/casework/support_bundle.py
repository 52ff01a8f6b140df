"""The support bundle (求助资料): what a technician far away needs, and nothing of any person.

One ZIP file. Its parts, always in this order; JSON with sorted keys, UTF-8; the same contents give the same bytes:

==================  ==========================================================================================
``README.txt``      what this is, and one line for each part
``versions.json``   the program, Python, the libraries
``report.json``     the device doctor: part, state, code, and the sentence of that code before it is filled in
``devices.json``    what was found plugged in: kind, driver, code; no names of devices
``settings.json``   what is set, as `support_settings.reduced` leaves it
``store.json``      data version, rows of each table, audit chain, second copy; no row of any table
``exchange.json``   the newest exchanges: when, which way, how it ended, code, numbers
``system.json``     operating system, memory, disk, screens, fonts by coverage; no name of the PC or a user
``log.jsonl``       the log, as `windowdesk.domain.log_lines.may_leave` leaves each line
==================  ==========================================================================================

Nothing is taken out of a whole: each part is put together from values that are known to hold no person. There is
no database in it, no key, no scan, no form, no paper, and no text that a person typed or a chip held.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from windowdesk import errors
from windowdesk.casework import support_settings, system_facts
from windowdesk.casework.doctor import DoctorRow
from windowdesk.domain.found_devices import FoundDevice
from windowdesk.domain.log_lines import FILE_NAME, FOLDER, may_leave
from windowdesk.settings import Settings

if TYPE_CHECKING:
    from windowdesk.casework.desk import Desk
    from windowdesk.domain.exchange_log import Exchanged

MOST_EXCHANGES = 200
MOST_LOG_LINES = 5_000
"""The newest; the clerk is shown them all, and more would make the window wait."""
FILE = "windowdesk-support.zip"
"""What the file is called unless somebody says otherwise: no station, no date, no name."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The only date a ZIP of equal contents may have."""
_KNOWN_OUTCOMES = frozenset({"idle", "waiting", "needs_person"})


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the bundle."""

    name: str
    title: str
    """What is inside, for the clerk."""
    text: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """All parts, to be looked at before they are saved."""

    parts: tuple[Part, ...]

    def zipped(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
            for part in (Part("README.txt", "", self.readme()), *self.parts):
                entry = zipfile.ZipInfo(part.name, _EARLIEST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                whole.writestr(entry, part.text)
        return out.getvalue()

    def readme(self) -> str:
        """What stands first."""
        lines = ["便民服务窗口的求助资料，给技术人员看。里面没有任何人的姓名、号码、住址和办件内容。", ""]
        return "\n".join([*lines, *(f"{part.name}  {part.title}" for part in self.parts)]) + "\n"


@dataclass(frozen=True, slots=True)
class Inside:
    """What the store says of itself; read on its own thread."""

    store: dict[str, Any]
    exchanges: tuple[Exchanged, ...]


NO_STORE = Inside({"open": False}, ())
"""Where the store does not open there is a bundle all the same."""


def save(bundle: Bundle, file: Path) -> None:
    """Write it. Raises StoreTrouble(SUPPORT_NOT_SAVED)."""
    try:
        file.write_bytes(bundle.zipped())
    except OSError as refused:
        raise errors.StoreTrouble(errors.SUPPORT_NOT_SAVED, reason=refused.strerror or "写不进去") from refused


def inside(desk: Desk) -> Inside:
    """Numbers of the store, none of its contents; a store in trouble says its code."""
    try:
        return _counted(desk)
    except errors.StoreTrouble as trouble:
        return Inside({"open": True, "code": trouble.code}, ())


def _counted(desk: Desk) -> Inside:
    proof = desk.store.verify_audit()
    with desk.store.reading() as view:
        counts, version = view.row_counts(), view.data_version()
        exchanges = tuple(view.exchanges.newest(MOST_EXCHANGES))
    store = {
        "open": True,
        "data_version": version,
        "rows": counts,
        "audit": {"rows": proof.rows, "faults": len(proof.faults)},
        "copies_agree": desk.store.copies_agree(),
        "restored": desk.store.restored is not None,
        "enrolled": bool(desk.settings.station) and desk.station_key is not None,
        "training": desk.training,
    }
    return Inside(store, exchanges)


def made(
    home: Path,
    settings: Settings,
    rows: Sequence[DoctorRow],
    found: Sequence[FoundDevice],
    held: Inside,
    screens: tuple[str, ...] = (),
) -> Bundle:
    """Put the parts together; any thread. ``found``: none where nobody looked."""
    log = "".join(f"{_json(line, indent=None)}\n" for line in log_lines(home))
    return Bundle(
        (
            Part("versions.json", "程序和各个程序库的版本", _json(system_facts.versions())),
            Part("report.json", "体检结果：哪一样正常，哪一样有问题、代码是什么", _json([_row(row) for row in rows])),
            Part("devices.json", "插着哪几类设备", _json([_device(one) for one in found])),
            Part(
                "settings.json", "设置里选了什么（站点、人员、地址都去掉了）", _json(support_settings.reduced(settings))
            ),
            Part("store.json", "数据有多少条、有没有损坏（没有内容）", _json(held.store)),
            Part("exchange.json", "和县里交换的次数、代码和流量", _json([_exchange(one) for one in held.exchanges])),
            Part("system.json", "电脑的系统、内存、硬盘、屏幕和字体", _json(system_facts.system(home, screens))),
            Part("log.jsonl", "程序的运行记录（只有代码和程序里的位置）", log),
        )
    )


def log_lines(home: Path) -> list[dict[str, Any]]:
    """The newest lines of the log, oldest first, as they may leave."""
    folder = home / FOLDER
    files = sorted(folder.glob(f"{FILE_NAME}*"), key=_age, reverse=True)
    lines = [line for file in files for line in file.read_text("utf-8", "replace").splitlines()]
    kept = (may_leave(line) for line in lines[-MOST_LOG_LINES:])
    return [line for line in kept if line is not None]


def _age(file: Path) -> int:
    """0 for the file that is written now, then upwards."""
    number = file.name.removeprefix(FILE_NAME).lstrip(".")
    return int(number) if number.isdigit() else 0


def _row(row: DoctorRow) -> dict[str, str]:
    known = errors.all_messages().get(row.code)
    return {
        "part": row.part,
        "health": row.health.value,
        "code": row.code if known else "",
        "happened": known.happened if known else "",
    }


def _device(one: FoundDevice) -> dict[str, Any]:
    address = support_settings.reduced_address(one.address)
    code = one.code if one.code in errors.all_messages() else ""
    return {"kind": one.kind.value, "address": address, "code": code, "ask_first": one.ask_first}


def _exchange(one: Exchanged) -> dict[str, Any]:
    return {
        "began": one.began.isoformat(),
        "ended": one.ended.isoformat() if one.ended else "",
        "way": one.way,
        "outcome": one.outcome if one.outcome in _KNOWN_OUTCOMES else "",
        "code": one.code if one.code in errors.all_messages() else "",
        "times": one.times,
        "events": one.events,
        "accepted": one.accepted,
        "held": one.held,
        "rejected": one.rejected,
        "files": one.files,
        "news": one.news,
        "packs": len(one.packs),
        "up": one.up,
        "down": one.down,
    }


def _json(value: Any, indent: int | None = 1) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=indent)
