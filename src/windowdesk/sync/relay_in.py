"""From the county by stick: a reply is taken as the answers of the line are, by the same phases.

A reply may come twice, late, or after the line was faster. What it says is numbered and named by
content, so all of that is harmless; only its marks could lead backwards, and those are looked at first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from windowdesk import errors
from windowdesk.domain.exchange_news import IN_USE_NAME, STATE_NAME, from_record, to_record
from windowdesk.domain.relay import Import, Imported, Refused
from windowdesk.errors import Message
from windowdesk.events import Kind
from windowdesk.sync import blobs_down, blobs_up, feed_down, marks, packs_down, stick, verdicts
from windowdesk.sync.lights import waiting_in
from windowdesk.sync.reasons import filled
from windowdesk.sync.relay_out import NUMBER_NAME
from windowdesk.sync.reply import Reply
from windowdesk.sync.run import ACTOR, Run, RunReport
from windowdesk.wire import bundle
from windowdesk.wire.bundle import Bundle, Label
from windowdesk.wire.packs import WHAT

log = logging.getLogger(__name__)

TAKEN_NAME = "relay.taken"
"""What was imported: newest number, its epoch, and the digests of the last replies."""
_REMEMBERED = 100


def take(run: Run, place: Path) -> Import:
    """Take the reply ``place``, or every reply for this station in that folder, oldest first.

    Raises:
        InputRefused: nothing was taken: ``STICK_EMPTY``, or why the only file was refused.
        DeviceTrouble: the stick.
        StoreTrouble: the local store.
    """
    with stick.troubles(place):
        files, others = replies_in(place, run.station.number)
        if not files:
            raise errors.InputRefused(errors.STICK_EMPTY, place=str(place))
        taken: list[Imported] = []
        refused: list[tuple[Path, errors.Known]] = []
        for file in files:
            try:
                taken.append(_take_one(run, file))
            except errors.StoreTrouble:
                raise
            except errors.Known as trouble:
                log.info("%s: %s", file.name, trouble.code)
                refused.append((file, trouble))
    _say_how_things_stand(run)
    if refused and not taken:
        raise refused[-1][1]
    return Import(tuple(taken), tuple(Refused(file.name, filled(one)) for file, one in refused), others)


def replies_in(place: Path, station: str) -> tuple[list[Path], int]:
    """The replies to that station, by number, and how many there are for others."""
    if not place.is_dir():
        return [place], 0
    found = sorted(place.glob(f"windowdesk-reply-*{bundle.SUFFIX}"))
    prefix = bundle.reply_name(station, 0).removesuffix(f"0{bundle.SUFFIX}")
    own = [file for file in found if file.name.startswith(prefix)]
    return sorted(own, key=lambda file: (len(file.name), file.name)), len(found) - len(own)


def _take_one(run: Run, file: Path) -> Imported:
    opened = bundle.open_bundle(file)
    _check_outside(run, opened)
    run.report = RunReport()
    with opened.unseal(bundle.sealing_key(run.station.key), "bundle.down") as inside:
        reply = Reply(inside)
        _refuse_left_epoch(run, file, reply)
        remarks = _known_before(run, opened, reply)
        run.county = reply
        _take_marks(run, reply)
        remarks += _phases(run, file, reply)
    _remember(run, opened, reply)
    report = run.report
    return Imported(
        name=file.name,
        number=opened.label.number,
        answers=reply.manifest["answers"],
        accepted=report.accepted,
        held=report.held,
        rejected=report.rejected,
        files=report.blobs_sent,
        news=report.news,
        packs=tuple(report.packs),
        offered_again=report.offered_again,
        remarks=tuple(dict.fromkeys([*remarks, *report.refused, *report.troubles.values()])),
    )


def _check_outside(run: Run, opened: Bundle) -> None:
    """For us, from the county, by a key that is trusted.

    Raises:
        InputRefused: ``BUNDLE_WRONG_WAY``, ``BUNDLE_OTHER_STATION``, ``BUNDLE_SIGNATURE``.
    """
    label, name = opened.label, opened.file.name
    if label.what != bundle.DOWN:
        raise errors.InputRefused(errors.BUNDLE_WRONG_WAY, file=name)
    if label.station != run.station.number:
        raise errors.InputRefused(errors.BUNDLE_OTHER_STATION, file=name, station=label.station)
    key = run.enrolment.keys().get(label.kid)
    if key is None or not opened.is_signed(key):
        raise errors.InputRefused(errors.BUNDLE_SIGNATURE, file=name)


def _refuse_left_epoch(run: Run, file: Path, reply: Reply) -> None:
    if reply.marks()["epoch"] in run.state(marks.EPOCHS_LEFT_NAME, []):
        raise errors.InputRefused(errors.BUNDLE_OLD_EPOCH, file=file.name)


def _known_before(run: Run, opened: Bundle, reply: Reply) -> list[Message]:
    kept = run.state(TAKEN_NAME, {"number": 0, "epoch": "", "digests": []})
    known = None
    if opened.digest in kept["digests"]:
        known = errors.BUNDLE_TWICE
    elif reply.marks()["epoch"] == kept["epoch"] and opened.label.number < kept["number"]:
        known = errors.BUNDLE_OLD
    return [filled(errors.InputRefused(known, file=opened.file.name))] if known else []


def _take_marks(run: Run, reply: Reply) -> None:
    """Marks never go back within an epoch, unless the county says to our newest bundle that it lacks what was before.

    Raises:
        CountyTrouble: ``LOG_BEHIND``, ``LOG_FORKED``.
    """
    said = reply.marks()
    with run.store.reading() as view:
        kept = view.outbox.marks()
        newest = view.state.get(NUMBER_NAME, 0)
    lacks = reply.manifest.get("problem", {}).get("code") == "gap" and reply.manifest["answers"] == newest
    if said["epoch"] == kept.epoch and said["received_to"] < kept.received_to and not lacks:
        run.epoch, run.received_to = kept.epoch, kept.received_to
        return
    marks.agree(run)


def _phases(run: Run, file: Path, reply: Reply) -> list[Message]:
    remarks = [_refusal(reply)] if "problem" in reply.manifest else []
    phases: list[tuple[str, Callable[[Run], None]]] = [
        ("verdicts", verdicts.ask),
        ("files", blobs_up.settle_known),
    ]
    if reply.manifest["after"] <= _cursor(run):
        phases.append(("feed", feed_down.fetch))
    else:
        remarks.append(filled(errors.InputRefused(errors.BUNDLE_FEED_GAP, file=file.name)))
    phases += [
        ("packs", lambda run: packs_down.fetch(run, _newer_packs(run, reply))),
        ("papers", lambda run: blobs_down.fetch(run, reply.files)),
    ]
    for name, phase in phases:
        try:
            phase(run)
        except errors.StoreTrouble:
            raise
        except errors.Known as trouble:
            log.info("%s by stick: %s", name, trouble.code)
            run.report.troubles[name] = filled(trouble)
    return remarks


def _refusal(reply: Reply) -> Message:
    problem = reply.manifest["problem"]
    to_do = "请再导出一次交到县里。" if problem["code"] == "gap" else problem.get("detail") or "请联系县里技术人员。"
    reason = str(problem["title"]).rstrip("。")
    return filled(
        errors.CountyTrouble(errors.BUNDLE_REFUSED, number=reply.manifest["answers"], reason=reason, to_do=to_do)
    )


def _cursor(run: Run) -> int:
    with run.store.reading() as view:
        return view.mirror.cursor()


def _newer_packs(run: Run, reply: Reply) -> list[str]:
    """Packs in the reply that are newer than those in use; an older one is no news."""
    used = run.state(IN_USE_NAME, {})
    return [
        what
        for what in WHAT
        if what in reply.packs and reply.packs[what]["version"] > used.get(what, {}).get("version", 0)
    ]


def _remember(run: Run, opened: Bundle, reply: Reply) -> None:
    label: Label = opened.label
    epoch = reply.marks()["epoch"]
    with run.store.unit(ACTOR) as unit:
        kept = unit.state.get(TAKEN_NAME, {"number": 0, "epoch": epoch, "digests": []})
        number = max(label.number, kept["number"] if kept["epoch"] == epoch else 0)
        digests = [*(one for one in kept["digests"] if one != opened.digest), opened.digest][-_REMEMBERED:]
        unit.state.set(TAKEN_NAME, {"number": number, "epoch": epoch, "digests": digests})
        facts = {"number": label.number, "answers": reply.manifest["answers"]}
        unit.audit.write("relay.imported", label.station, facts)
    run.changed.add(Kind.EXCHANGE)


def _say_how_things_stand(run: Run) -> None:
    """The waiting light counts anew; the network light is not concerned."""
    with run.store.unit(ACTOR) as unit:
        state = from_record(unit.state.get(STATE_NAME))
        proved = run.report.accepted + run.report.rejected
        last = run.clock.now() if proved else state.last_proof
        unit.state.set(STATE_NAME, to_record(replace(state, waiting=waiting_in(unit), last_proof=last)))
