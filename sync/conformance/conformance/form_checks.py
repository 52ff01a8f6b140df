"""The form of every answer of this run: statuses, schemas, problems, codes, the epoch. Made last."""

from __future__ import annotations

import re

from conformance import contract
from conformance.answers import break_of, template
from conformance.desk import Desk
from conformance.findings import Chapter, Needs, NotTested, expect
from conformance.line import Answer

FORM = Chapter("The form of all answers", Needs.NOTHING)
PROBLEM = "application/problem+json"
EPOCH = "WindowDesk-Epoch"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@FORM.check("X1", "Every error is a problem document with a code, never a page of HTML")
def errors_are_problems(desk: Desk) -> None:
    """Also for addresses and methods that do not exist."""
    desk.call("GET", "/v1/nothing-here")
    desk.call("DELETE", "/v1/uplink")
    desk.call("POST", "/v1/uplink", data=b"{not json", headers={"Content-Type": "application/json"})
    for answer in errors(desk):
        kind = answer.media_type or "no Content-Type"
        expect(answer.media_type == PROBLEM and answer.body is not None, PROBLEM, f"{kind} with {answer}")
        found = contract.fault("problem.json", answer.body)
        expect(not found, "a problem by problem.json", f"{answer}: {found}")


@FORM.check("X2", "Titles of problems are Chinese")
def problems_speak_chinese(desk: Desk) -> None:
    """A clerk may see them."""
    for answer in problems(desk):
        title = str(answer.body.get("title", ""))
        expect(bool(_CHINESE.search(title)), "a Chinese title", f"{title!r} with {answer}")


@FORM.check("X3", "Codes are those of the contract, with their statuses")
def codes_have_their_status(desk: Desk) -> None:
    """By the table of the contract's README."""
    known = contract.statuses()
    for answer in problems(desk):
        told = known.get(answer.code, frozenset())
        expect(
            answer.status in told, f"status {' or '.join(map(str, sorted(told))) or 'none'} for {answer.code}", answer
        )


@FORM.check("C1", "Every answer is one that openapi.yaml documents, its body by its schema")
def answers_are_documented(desk: Desk) -> None:
    """Status by status, field by field."""
    for answer in desk.line.answers:
        found = break_of(answer)
        expect(not found, "an answer by openapi.yaml", found)


@FORM.check("E1", "Every answer carries the epoch, in the header and in the body, and it is one and the same")
def every_answer_has_the_epoch(desk: Desk) -> None:
    """The header also on errors; the member in every good JSON answer but a signed index."""
    seen = set()
    for answer in desk.line.answers:
        header = answer.headers.get(EPOCH, "")
        expect(bool(header), f"header {EPOCH}", f"none with {answer}")
        seen.add(header)
        call = template(answer)
        good = answer.status in (200, 201) and answer.media_type == "application/json"
        if good and isinstance(answer.body, dict) and call and "{" not in call[1]:
            member = answer.body.get("epoch")
            expect(member == header, f"member epoch {header!r}", f"{member!r} with {answer}")
    if not seen:
        raise NotTested("there was no answer")
    expect(len(seen) == 1, "one epoch during this run", sorted(seen))


def errors(desk: Desk) -> list[Answer]:
    """The answers that say no and may have a body."""
    return [answer for answer in desk.line.answers if answer.status >= 400 and answer.verb != "HEAD"]


def problems(desk: Desk) -> list[Answer]:
    """The errors that are problem documents; the others fail X1."""
    return [answer for answer in errors(desk) if answer.code]
