"""Exchange by stick (优盘) as the window and the command line see it, and the slip that goes with it (交接单).

How bundles are made is handed in from above; here is what a person does and is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.relay import Exported, Import, Imported
from windowdesk.errors import STICK_ABSENT, STICK_SEVERAL, DeviceTrouble
from windowdesk.events import Kind

if TYPE_CHECKING:
    from windowdesk.devices.ports import PrintOutcome, ReceiptPrinter


class Relay(Protocol):
    """Writes bundles and takes replies (`windowdesk.sync.relay`); leave its block when done."""

    def __enter__(self) -> Relay: ...

    def __exit__(self, *_: object) -> None: ...

    def write(self, folder: Path, actor: str) -> Exported:
        """Put a bundle into ``folder``."""
        ...

    def take(self, place: Path) -> Import:
        """Take the reply, or the replies in that folder."""
        ...


class Opened(Protocol):
    """What the window has open."""

    @property
    def desk(self) -> Desk:
        """The desk."""
        ...

    def relay(self) -> Relay:
        """The exchange by stick, for the calling thread."""
        ...

    def sticks(self) -> Sequence[Path]:
        """The sticks that are plugged in."""
        ...

    def printer(self) -> ReceiptPrinter:
        """The receipt printer; raises DeviceTrouble(PRINTER_ABSENT)."""
        ...


def write_plugged_in(opened: Opened) -> tuple[str, ...]:
    """Write to the one stick that is plugged in and print the slip; what to tell the clerk. Not for the desk's thread.

    Raises:
        DeviceTrouble: what is with the stick, by name.
        CountyTrouble: COUNTY_NO_SEAL.
        StoreTrouble: NOT_ENROLLED.
    """
    folder = the_stick(opened.sticks())
    with opened.relay() as relay:
        written = put_on_stick(opened.desk, relay, folder).value
    try:
        print_slip(written, opened.printer())
    except DeviceTrouble as trouble:
        return (*written_words(written), f"交接单没有打出来：{trouble.happened}")
    return written_words(written)


def read_plugged_in(opened: Opened) -> tuple[str, ...]:
    """Take the replies on the one stick that is plugged in; what to tell the clerk. Not for the desk's thread.

    Raises:
        InputRefused: nothing was taken, and why.
        DeviceTrouble: what is with the stick, by name.
        StoreTrouble: NOT_ENROLLED.
    """
    folder = the_stick(opened.sticks())
    with opened.relay() as relay:
        return taken_words(take_from_stick(opened.desk, relay, folder).value)


def put_on_stick(desk: Desk, relay: Relay, folder: Path) -> Done[Exported]:
    """Put everything the county is not known to have onto the stick.

    Raises:
        DeviceTrouble: what is with the stick, by name.
        CountyTrouble: COUNTY_NO_SEAL.
        StoreTrouble: NOT_ENROLLED.
    """
    return desk.done(relay.write(folder, desk.actor or desk.settings.site.name), Kind.EXCHANGE)


def take_from_stick(desk: Desk, relay: Relay, place: Path) -> Done[Import]:
    """Take what the county sent back.

    Raises:
        InputRefused: nothing was taken, and why.
        DeviceTrouble: what is with the stick, by name.
        StoreTrouble: NOT_ENROLLED.
    """
    return desk.done(relay.take(place), Kind.EXCHANGE, Kind.CASES, Kind.INBOX)


def the_stick(found: Sequence[Path]) -> Path:
    """The one stick that is plugged in.

    Raises:
        DeviceTrouble: STICK_ABSENT, STICK_SEVERAL.
    """
    if not found:
        raise DeviceTrouble(STICK_ABSENT, place="没有插优盘")
    if len(found) > 1:
        raise DeviceTrouble(STICK_SEVERAL, count=len(found))
    return found[0]


def print_slip(exported: Exported, printer: ReceiptPrinter) -> PrintOutcome:
    """Print the hand-over slip.

    Raises:
        DeviceTrouble: certainly nothing was printed; the stick is as it was.
    """
    from windowdesk.documents import stick_slip

    return printer.print_bytes(stick_slip.render(exported, printer.profile))


def written_words(exported: Exported) -> tuple[str, ...]:
    """What to tell a person about a stick that was written."""
    events = f"上报 {exported.events} 条" if exported.events else "没有新的上报"
    said = [f"已写到优盘：第 {exported.number} 号，{events}，材料 {exported.files} 个。"]
    if exported.left:
        said.append(f"还有 {exported.left} 个材料放不下，下次再带。")
    return (*said, "请先弹出优盘再拔，交到县里；县里的回执拿回来再导入。")


def taken_words(found: Import) -> tuple[str, ...]:
    """What to tell a person about a stick that was read."""
    said = [line for one in found.taken for line in _reply_words(one)]
    said += [f"{one.reason.happened}{one.reason.to_do}" for one in found.refused]
    if found.others:
        said.append(f"优盘上还有 {found.others} 份别的站点的回执，没有动。")
    return tuple(said)


def _reply_words(one: Imported) -> tuple[str, ...]:
    counts = (
        (one.accepted, "县里收下 {} 条"),
        (one.held, "{} 条在等材料"),
        (one.rejected, "被退回 {} 条"),
        (one.files, "材料到县里 {} 个"),
        (one.news, "新消息 {} 条"),
        (len(one.packs), "更新 {} 项（事项库、日历等）"),
    )
    parts = "，".join(words.format(number) for number, words in counts if number)
    said = [f"回执第 {one.number} 号：{parts or '没有新内容'}。"]
    if one.offered_again:
        said.append("县平台恢复过数据，请再导出一次，会自动补齐。")
    return (*said, *(f"{remark.happened}{remark.to_do}" for remark in one.remarks))
