"""What a person does about one thing that waits (上报): try again, take it to the county alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from windowdesk.casework.desk import Desk, Done
from windowdesk.casework.relay import Opened, Relay, slip_words, the_stick
from windowdesk.domain.exchange_news import BLOB_KEY
from windowdesk.domain.relay import Exported
from windowdesk.errors import COUNTY_BUSY
from windowdesk.events import Kind

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit


def try_again(desk: Desk, case_id: str = "") -> Done[int]:
    """Put what failed back to its first try: the files of one case with the lanes they use, or everything.

    The county's own wish to be left alone for a while is kept. Gives how many records of failures went.
    """
    with desk.store.unit(desk.actor) as unit:
        gone = forget_failures(unit, case_id)
        unit.audit.write("queue.again", case_id, {"records": gone})
    return desk.done(gone, Kind.OUTBOX, Kind.EXCHANGE)


def forget_failures(unit: Unit, case_id: str = "") -> int:
    """The same in a unit that is open."""
    files = _files_of(unit, case_id) if case_id else frozenset()
    gone = [
        key
        for key, retry in unit.outbox.retries().items()
        if retry.code != COUNTY_BUSY.code and (not case_id or not key.startswith(BLOB_KEY) or key in files)
    ]
    for key in gone:
        unit.outbox.set_retry(key, None)
    return len(gone)


def export(desk: Desk, relay: Relay, case_id: str, folder: Path) -> Done[Exported]:
    """Write one case alone, sealed to the county, with its files that wait.

    Where the county has its events by number it takes the files; else it can only be looked at there.

    Raises:
        InputRefused: CASE_UNKNOWN.
        DeviceTrouble, CountyTrouble, StoreTrouble: as for the whole queue.
    """
    return desk.done(relay.write_case(folder, desk.actor or desk.settings.site.name, case_id), Kind.EXCHANGE)


def export_plugged_in(opened: Opened, case_id: str) -> tuple[str, ...]:
    """The same to the one stick that is plugged in, with the slip; what to tell the clerk. Not for the desk's thread."""
    folder = the_stick(opened.sticks())
    with opened.relay() as relay:
        written = export(opened.desk, relay, case_id, folder).value
    return (*exported_words(written), *slip_words(opened, written.hand_over()))


def exported_words(found: Exported) -> tuple[str, ...]:
    """What to tell a person about a case that was written alone."""
    use = (
        "这一件还没有报过，县里只能查看，不能收下：上报照常排队，或点“写到优盘”一起带去。"
        if found.only_looked_at
        else "请他们导入或查看。"
    )
    return (
        f"已导出这一件：第 {found.number} 号文件，上报 {found.events} 条，材料 {found.files} 个。",
        f"文件是密封的，只有县里打得开，请交给县里技术人员。{use}本机的记录没有变。",
    )


def _files_of(unit: Unit, case_id: str) -> frozenset[str]:
    return frozenset(BLOB_KEY + one for event, _ in unit.outbox.of_case(case_id) for one in event.blobs)
