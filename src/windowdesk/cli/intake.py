"""``intake``: take an application in, with the same acts and in the same order as the window.

Each step is saved before the next begins: when one is refused, the draft stays and its id is
said, so that ``--draft ID`` goes on from there.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from windowdesk import errors
from windowdesk.casework import cards, choose, drafts, filling, intake_view, receipts, receive, signing
from windowdesk.casework.desk import Desk
from windowdesk.casework.filling import Who
from windowdesk.cli import intake_arguments
from windowdesk.cli.acts import read_form
from windowdesk.cli.look_up import pairs
from windowdesk.cli.output import OK, Output
from windowdesk.cli.pages import TakenPages
from windowdesk.cli.paper import print_status
from windowdesk.cli.station import Station
from windowdesk.domain import intake as intake_rules
from windowdesk.domain.case import Authority, Mode, Visit
from windowdesk.domain.intake import Draft
from windowdesk.domain.people import IdKind


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of ``intake``."""
    intake_arguments.add(parser)


def intake(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Fill the draft step by step, receive it, print the receipt."""
    desk, taken = station.desk, TakenPages(station, out)
    draft = drafts.resume(desk, args.draft) if args.draft else drafts.start(desk).value
    with _named_draft(draft, out):
        draft = _filled(desk, station, draft, args, taken)
        if args.stop_before_save:
            view = intake_view.view(desk, draft)
            told = {"draft": draft.id, "troubles": view.troubles, "checklist": view.checklist}
            out.give(told | {"signatures": view.places, "warnings": taken.warnings})
            void = [f"{one.title}：{one.words}" for one in view.places if one.state == "void"]
            out.say(f"草稿 {draft.id}", *void, *(f"{one.happened}{one.to_do}" for one in view.troubles))
            return OK
        received = receive.receive(desk, draft).value
    return _receipt(station, received, args.print_it, taken, out)


@contextlib.contextmanager
def _named_draft(draft: Draft, out: Output) -> Iterator[None]:
    """Say which draft holds what was typed when a step is refused."""
    try:
        yield
    except errors.Known:
        out.say(f"已填的内容存为草稿 {draft.id}，改好后加 --draft {draft.id} 继续。")
        raise


def _receipt(station: Station, received: receive.Received, print_it: bool, taken: TakenPages, out: Output) -> int:
    """Print after the record stands on disk; no trouble with the paper hides the number of what was saved."""
    told = {
        "number": received.case.number,
        "case": received.case.id,
        "cases": [{"case": one.id, "number": one.number, "item": one.item_code} for one in received.cases],
        "warnings": taken.warnings,
    }
    out.say(f"已收件：{'、'.join(one.number for one in received.cases)}")
    if not print_it:
        out.give(told | {"print": None})
        return OK
    try:
        job = receipts.print_receipt(station.desk, received.case.id, station.printer()).value
    except errors.Known as trouble:
        said = {"code": trouble.code, "happened": trouble.happened, "to_do": trouble.to_do}
        out.give(told | {"print": None, "print_trouble": said})
        out.say(f"凭条没有打出来：{trouble.happened}{trouble.to_do}")
        return trouble.exit_status
    out.give(told | {"print": job})
    out.say(f"凭条：{job.state.words}。{job.detail}")
    return print_status(job)


def _filled(desk: Desk, station: Station, draft: Draft, args: argparse.Namespace, taken: TakenPages) -> Draft:
    draft = _people(desk, station, draft, args)
    draft = _authority(desk, draft, args, taken)
    draft = _goal(desk, draft, args)
    draft = _form(desk, draft, args)
    draft = _materials(desk, draft, args, taken)
    if args.notice_read:
        draft = filling.with_notice(draft, desk.clock.now())
    draft = replace(
        draft,
        duplicate_reason=args.duplicate_reason or draft.duplicate_reason,
        vertical_number=args.vertical_number or draft.vertical_number,
    )
    return _signatures(desk, drafts.keep(desk, draft).value, args)


def _signatures(desk: Desk, draft: Draft, args: argparse.Namespace) -> Draft:
    """Last of all: what is signed is what was filled in."""
    if args.sign_on_paper:
        draft = drafts.keep(desk, replace(draft, signatures=())).value
    for text in args.signature:
        where, equals, file = text.partition("=")
        document, dot, signer = where.partition(".")
        if not (equals and dot):
            document, signer, file = "application", "applicant", text
        draft = signing.sign_from_file(desk, draft, document, signer, Path(file)).value
    return draft


def _people(desk: Desk, station: Station, draft: Draft, args: argparse.Namespace) -> Draft:
    if args.mode:
        draft = filling.with_mode(draft, Mode(args.mode))
    if args.visit_place is not None:
        staff = args.visit_staff or ("", "")
        draft = replace(draft, visit=Visit(args.visit_place, (staff[0], staff[1])))
    if args.appointment:
        draft = replace(draft, appointment=args.appointment)
    typed = pairs(args.person)
    typed |= {"name": args.person_name} if args.person_name else {}
    typed |= {"mobile": args.mobile} if args.mobile else {}
    if args.id_kind:
        draft = filling.with_id_kind(draft, "applicant", IdKind(args.id_kind), args.no_card_reason)
    draft = _person(desk, draft, "applicant", typed)
    if args.id_number:
        kind = draft.applicant.id_kind
        again, why = args.id_number_again or "", args.check_override_reason
        draft = intake_rules.with_typed_number(draft, kind, args.id_number, again, desk.today(), override_reason=why)
    if args.no_mobile:
        draft = filling.with_no_mobile(draft, "applicant", True)
    draft = drafts.keep(desk, draft).value
    if args.card:
        draft = _card(desk, station, draft, "applicant", args)
    return _agent(desk, station, draft, args)


def _person(desk: Desk, draft: Draft, who: Who, typed: dict[str, str]) -> Draft:
    for name, value in typed.items():
        if name not in intake_arguments.PERSON_FIELDS:
            raise errors.InputRefused(errors.FIELD_WRONG, field=name, reason="没有这一项")
        draft = filling.with_entry(draft, who, name, value)
    return draft


def _card(desk: Desk, station: Station, draft: Draft, who: Who, args: argparse.Namespace) -> Draft:
    reader = station.reader()
    with contextlib.closing(reader):
        card = reader.read(args.reader_timeout)
    taken = cards.take_card(desk, draft, card, who).value
    if not taken.conflicts:
        return taken.draft
    if not args.use_card:
        raise errors.InputRefused(errors.CARD_DIFFERS, field=taken.conflicts[0].title)
    return cards.resolve(desk, taken.draft, card, taken.conflicts, who).value


def _agent(desk: Desk, station: Station, draft: Draft, args: argparse.Namespace) -> Draft:
    typed = pairs(args.agent)
    number = typed.pop("id_number", "")
    draft = _person(desk, draft, "agent", typed)
    if number:
        again = args.agent_number_again or ""
        draft = intake_rules.with_typed_number(draft, IdKind.RESIDENT_ID, number, again, desk.today(), "agent")
    if args.agent_card:
        draft = _card(desk, station, draft, "agent", args)
    if args.authority_signed or args.authority or args.agent_relation or args.authority_until:
        before = draft.authority or Authority()
        draft = replace(
            draft,
            authority=replace(
                before,
                relation=args.agent_relation or before.relation,
                until=_day("--authority-until", args.authority_until) if args.authority_until else before.until,
                signed=before.signed or args.authority_signed,
            ),
        )
    return drafts.keep(desk, draft).value


def _authority(desk: Desk, draft: Draft, args: argparse.Namespace, taken: TakenPages) -> Draft:
    for file in args.authority:
        number = _next_page(draft, filling.AUTHORITY)
        page = taken.file(filling.AUTHORITY, Path(file), number)
        draft = drafts.keep(desk, filling.with_page(draft, filling.AUTHORITY, page)).value
    return draft


def _next_page(draft: Draft, material: str) -> int:
    return len(filling.page_set(draft, material).pages) + 1


def _goal(desk: Desk, draft: Draft, args: argparse.Namespace) -> Draft:
    if args.item:
        return choose.item(desk, draft, args.item).value
    if args.package:
        return choose.package(desk, draft, args.package).value
    return draft


def _form(desk: Desk, draft: Draft, args: argparse.Namespace) -> Draft:
    for question, option in pairs(args.answer).items():
        draft = filling.with_answer(draft, question, option)
    for name, value in (read_form(args.form) | choose.typed_fields(desk, draft, pairs(args.field))).items():
        draft = filling.with_field(draft, name, value)
    if args.fill_missing == "sample":
        draft = choose.with_samples(desk, draft)
    return drafts.keep(desk, draft).value


def _materials(desk: Desk, draft: Draft, args: argparse.Namespace, taken: TakenPages) -> Draft:
    for text in args.material:
        material, file = next(iter(pairs([text]).items()))
        page = taken.file(material, Path(file), _next_page(draft, material))
        draft = drafts.keep(desk, filling.with_page(draft, material, page)).value
    for material in args.scan:
        page = taken.scan(material, _next_page(draft, material))
        draft = drafts.keep(desk, filling.with_page(draft, material, page)).value
    for material in args.paper:
        draft = filling.with_paper(draft, material, True)
    for material, day in pairs(args.defer).items():
        draft = filling.with_deferral(draft, material, _day(material, day), undertaking=True)
    for material in args.earlier:
        draft = choose.earlier_material(desk, draft, material)
    return drafts.keep(desk, draft).value


def _day(name: str, text: str) -> date:
    """A date on the command line.

    Raises:
        InputRefused: FIELD_WRONG.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise errors.InputRefused(errors.FIELD_WRONG, field=name, reason="日期要写成 2026-03-05") from None
