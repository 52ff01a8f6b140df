"""One line of the print journal as a person reads it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from windowdesk.errors import PAPER_NEAR_END, ROLL_NEAR_END, all_messages

if TYPE_CHECKING:
    from windowdesk.storage.prints import PrintEntry


class PrintState(enum.Enum):
    """What became of a print job."""

    QUEUED = "queued"
    """Written to the journal; bytes may be on their way."""
    SENT = "sent"
    """All bytes went out on a line that cannot answer."""
    CONFIRMED = "confirmed"
    """The printer answered after the last byte."""
    UNKNOWN = "unknown"
    """Nobody can say: a person must look at the paper."""
    FAILED = "failed"
    """Certainly nothing came out."""
    FINISHED = "finished"
    """The print system of this PC says that it is printed."""
    SAVED = "saved"
    """Kept as a file, to be printed elsewhere."""
    CAME_OUT = "came_out"
    """A person said: it came out."""
    DID_NOT = "did_not"
    """A person said: it did not come out."""

    @property
    def words(self) -> str:
        """What stands on the screen."""
        return {
            "queued": "正在打印",
            "sent": "已送到打印机",
            "confirmed": "已打出",
            "unknown": "不知道打出来没有，请看一眼纸",
            "failed": "没有打出来",
            "finished": "系统报告已打完",
            "saved": "已存成文件",
            "came_out": "已打出（人工确认）",
            "did_not": "没有打出来（人工确认）",
        }[self.value]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One line of the print journal."""

    id: str
    case_id: str
    kind: str
    """``receipt`` or a kind of paper."""
    number: str
    """What stands on the paper."""
    copy: int
    """0: first print; n: 补打 n."""
    state: PrintState
    at: datetime
    device: str
    detail: str
    """What happened and what to do, when it did not simply work."""
    code: str = ""
    """Stable code of the trouble, for example P302."""
    sheet: bool = False
    """On A4, or kept as a file."""

    @property
    def paper_low(self) -> bool:
        """It came out, and the roll is near its end."""
        return self.code in {PAPER_NEAR_END.code, ROLL_NEAR_END.code}

    @property
    def waits_for_person(self) -> bool:
        """Somebody must say whether it came out."""
        return self.state in {PrintState.UNKNOWN, PrintState.QUEUED}


def job_of(entry: PrintEntry) -> PrintJob:
    """The line for an entry of the journal."""
    message = all_messages().get(entry.code)
    return PrintJob(
        id=entry.id,
        case_id=entry.case,
        kind=entry.document,
        number=entry.number,
        copy=entry.copy,
        state=_state(entry),
        at=entry.at,
        device=entry.printer,
        detail=f"{message.happened}{message.to_do}" if message and "{" not in message.happened else "",
        code=entry.code,
        sheet=entry.sheet,
    )


def _state(entry: PrintEntry) -> PrintState:
    by_person = bool(entry.answered_by)
    if entry.state == "printed":
        return PrintState.CAME_OUT if by_person else PrintState.CONFIRMED
    if entry.state == "failed":
        return PrintState.DID_NOT if by_person else PrintState.FAILED
    return _BY_ITSELF[entry.state]


_BY_ITSELF = {
    "begun": PrintState.QUEUED,
    "sent": PrintState.SENT,
    "finished": PrintState.FINISHED,
    "saved": PrintState.SAVED,
    "doubtful": PrintState.UNKNOWN,
}
