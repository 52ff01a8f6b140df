"""``receipt`` and ``paper``: what comes out on paper, counted in the print journal."""

from __future__ import annotations

import argparse
from pathlib import Path

from windowdesk.casework import case_view, drafts, office_print, papers, receipt_proof, receipts
from windowdesk.casework.desk import Desk
from windowdesk.casework.papers import Paper
from windowdesk.casework.receipts import PrintJob, PrintState
from windowdesk.cli.output import OK, WAITS_FOR_PERSON, Output
from windowdesk.cli.station import Station
from windowdesk.domain import page_range
from windowdesk.domain.case import Case
from windowdesk.domain.intake import Draft
from windowdesk.errors import Known

WAIT_SECONDS = 60.0


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of one of the commands here."""
    if name == "paper":
        parser.add_argument("number", help="受理编号、临时收件号，或草稿号")
        parser.add_argument("kind", nargs="?", help="文书种类；不写列出现在能打的")
        to = parser.add_mutually_exclusive_group()
        to.add_argument("--pdf", metavar="FILE", help="存成 PDF 文件")
        to.add_argument("--print", dest="queue", metavar="QUEUE", help="用系统里的这台打印机打印，等到打完")
        parser.add_argument("--pages", default="", help="打哪几页，例如 1-2,4；不写全打")
        return
    parser.add_argument("number", nargs="?", help="受理编号或临时收件号")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--reprint", action="store_true", help="补打（纸上注明补打和次数）")
    way.add_argument("--pdf", metavar="FILE", help="存成 A4 PDF")
    way.add_argument("--test", action="store_true", help="打一张测试条，核对打印机型号设置")
    way.add_argument("--verify", metavar="TEXT", help="验证凭条上的码")
    way.add_argument("--came-out", choices=["yes", "no"], help="回答：上一次打出来没有")


def receipt(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Print, reprint, answer, verify, or make a PDF."""
    desk = station.desk
    if args.verify:
        claims = receipt_proof.verify_receipt(desk, args.verify)
        out.give({"verified": True, "claims": claims})
        out.say(f"凭条是真的：{claims.number}，{claims.received_on}，站点 {claims.station}。{claims.state_words}")
        return OK
    if args.test:
        return _test(station, out)
    case = case_view.find(desk, args.number or "")
    if args.pdf:
        Path(args.pdf).write_bytes(receipts.receipt_pdf(desk, case.id).value)
        out.give({"number": case.number, "file": args.pdf})
        out.say(f"已存到 {args.pdf}")
        return OK
    if args.came_out:
        return _answer(desk, case.id, args.came_out == "yes", out)
    print_it = receipts.reprint if args.reprint else receipts.print_receipt
    return tell_print(print_it(desk, case.id, station.printer()).value, case.number, out)


def _test(station: Station, out: Output) -> int:
    """A slip that says what should be seen on it; of no case, so not in the journal."""
    outcome = receipts.print_test(station.printer())
    out.give({"printed": outcome.printed.value, "state": outcome.state.value})
    out.say("已送到打印机，请照纸上写的逐行核对。")
    return OK


def _answer(desk: Desk, case_id: str, came_out: bool, out: Output) -> int:
    waiting = [job for job in receipts.jobs(desk, case_id) if job.waits_for_person]
    answered = [receipts.answer_print(desk, job.id, came_out).value for job in waiting]
    out.give({"answered": answered})
    out.say("已记下。" if answered else "没有要回答的打印。")
    return OK


def tell_print(job: PrintJob, number: str, out: Output) -> int:
    """Say what became of a print job; exit 4 when nothing came out, 7 when a person must look."""
    out.give({"number": number, "print": job})
    out.say(f"{number}：{job.state.words}。{job.detail}")
    return print_status(job)


def print_status(job: PrintJob) -> int:
    """The exit code that a print job deserves."""
    if job.state is PrintState.FAILED:
        return 4
    return WAITS_FOR_PERSON if job.waits_for_person else OK


def paper(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Make one paper of a case or a draft, or list those that can be made now."""
    desk = station.desk
    subject = _subject(desk, args.number)
    if not args.kind:
        found = papers.draft_offers(desk, subject) if isinstance(subject, Draft) else papers.offers(desk, subject.id)
        out.give({"papers": found})
        for one in found:
            out.say(f"{one.kind}  {one.title}  {'可以打印' if one.allowed else one.why_not}")
        return OK
    if args.queue:
        office_print.catch_up(desk, station.page_printer())
    if isinstance(subject, Draft):
        made = papers.draft_paper(desk, subject, args.kind).value
    else:
        made = papers.paper(desk, subject.id, args.kind).value
    if args.queue:
        return _print(args, station, made, out)
    office_print.keep(desk, made)
    target = Path(args.pdf or made.file_name)
    target.write_bytes(made.pdf)
    out.give({"number": made.number, "kind": made.kind, "file": target, "copy": made.copy})
    out.say(f"{made.title} 已存到 {target}")
    return OK


def _subject(desk: Desk, text: str) -> Case | Draft:
    """The case of that number, else the draft of that id. Raises InputRefused: what there is no case of."""
    try:
        return case_view.find(desk, text)
    except Known as no_case:
        try:
            return drafts.resume(desk, text)
        except Known:
            raise no_case from None


def _print(args: argparse.Namespace, station: Station, made: Paper, out: Output) -> int:
    """Print and wait for the end, at most `WAIT_SECONDS`; then the job is taken back."""
    from windowdesk.documents.preview import pages_of

    pages = page_range.pages(args.pages, pages_of(made.pdf))
    printer = station.page_printer()
    job = office_print.print_now(station.desk, printer, made, args.queue, pages, WAIT_SECONDS).value
    return tell_print(job, made.number or made.title, out)
