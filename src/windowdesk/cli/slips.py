"""The hand-over slip (交接单) that goes with a stick, wherever a command writes one: printed, or as an A4 file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from windowdesk import errors
from windowdesk.casework import relay, stick_paper
from windowdesk.cli.station import Station
from windowdesk.domain.relay import HandOver


def slip_arguments(parser: argparse._ActionsContainer) -> None:
    """Which of the two, or both."""
    parser.add_argument("--slip", action="store_true", help="用凭条打印机打印交接单")
    parser.add_argument("--slip-pdf", type=Path, metavar="FILE", help="把交接单存成 A4 的 PDF，用哪台打印机打都行")


def make_slips(args: argparse.Namespace, station: Station, slips: Sequence[HandOver]) -> errors.Known | None:
    """Print and keep the slips as asked; the first trouble of the printer. The stick is written whatever it does.

    Raises:
        InputRefused: FONT_ABSENT, TEMPLATE_WRONG.
        OSError: the file.
    """
    if args.slip_pdf is not None:
        for place, one in enumerate(slips):
            _target(args.slip_pdf, place).write_bytes(stick_paper.paper(station.desk, one).value.pdf)
    troubles = [trouble for one in slips if args.slip and (trouble := _print(station, one))]
    return troubles[0] if troubles else None


def slip_lines(hand_over: HandOver) -> tuple[str, ...]:
    """What stands on the slip, for the screen."""
    from windowdesk.documents import stick_slip

    return stick_slip.text(hand_over)


def told(trouble: errors.Known | None) -> dict[str, str] | None:
    """A trouble with the printer, for a program."""
    return {"code": trouble.code, "happened": trouble.happened, "to_do": trouble.to_do} if trouble else None


def trouble_words(trouble: errors.Known | None) -> list[str]:
    """The same for a person."""
    return [f"交接单：{trouble.happened}{trouble.to_do}（A4 用 --slip-pdf 文件名）"] if trouble else []


def _print(station: Station, hand_over: HandOver) -> errors.Known | None:
    try:
        outcome = relay.print_slip(hand_over, station.printer())
    except errors.DeviceTrouble as trouble:
        return trouble
    return errors.DeviceTrouble(errors.PRINTER_SILENT) if outcome.printed.value == "unknown" else None


def _target(file: Path, place: int) -> Path:
    """The file of each: the first as it was named, the next with a number."""
    return file if not place else file.with_stem(f"{file.stem}-{place + 1}")
