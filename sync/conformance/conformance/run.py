"""Makes the checks one after the other; each starts from where the platform says the log stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from conformance.desk import Desk
from conformance.down_checks import DOWN
from conformance.file_checks import FILES
from conformance.findings import Check, Failed, Finding, Needs, NotTested, Outcome
from conformance.form_checks import FORM
from conformance.line import LineDown, patiently
from conformance.log_checks import LOG
from conformance.relay_checks import RELAY
from conformance.trust_checks import TRUST
from conformance.verdict_checks import LEAVING, VERDICTS

CHAPTERS = (TRUST, LOG, VERDICTS, FILES, DOWN, RELAY, LEAVING, FORM)
CHECKS: tuple[Check, ...] = tuple(check for chapter in CHAPTERS for check in chapter.checks)

FROM_ELSEWHERE = {
    "N1": "a duty of the station",
    "N2": "a duty of the station",
    "N3": "a duty of the station",
    "N5": "a duty of the station",
    "N6": "a duty of the station",
    "N7": "a duty of the station",
    "N8": "a duty of the station",
    "P9": "not every county publishes a program",
    "Q4": "a matter of the office that issues codes",
    "E2": "needs a restore from a backup",
}
"""Clauses that cannot be tested over the line, and why."""


def run(desk: Desk, tell: Callable[[Finding], None] = lambda _finding: None) -> list[Finding]:
    """Make all checks; ``tell`` hears of each finding at once.

    Raises:
        LineDown: the platform did not answer the very first call, in spite of all patience.
    """
    _wait_for_an_answer(desk)
    found: list[Finding] = []
    for finding in _findings(desk):
        tell(finding)
        found.append(finding)
    return found


def _wait_for_an_answer(desk: Desk) -> None:
    """It may have been started a moment ago."""
    silence: LineDown | None = None
    for _ in patiently(desk.patience):
        try:
            desk.line.call("GET", "/v1/health")
        except LineDown as down:
            silence = down
        else:
            return
    assert silence is not None
    raise silence


def _findings(desk: Desk) -> Iterator[Finding]:
    for check in CHECKS:
        if check.needs is Needs.SEALING and desk.token and not desk.sealing_key:
            continue
        missing = _missing(check.needs, desk)
        if missing:
            yield Finding(check, Outcome.NOT_TESTED, reason=f"there is no {missing}, see above")
        else:
            yield _made(check, desk)


def _missing(needs: Needs, desk: Desk) -> str:
    if needs is not Needs.NOTHING and not desk.number:
        return "station"
    return "access token" if needs in (Needs.TOKEN, Needs.SEALING) and not desk.token else ""


def _made(check: Check, desk: Desk) -> Finding:
    try:
        if desk.token:
            desk.catch_up()
        check.ask(desk)
    except Failed as failed:
        return Finding(check, Outcome.FAILED, expected=failed.expected, came=failed.came)
    except LineDown as down:
        return Finding(check, Outcome.FAILED, expected="an answer", came=str(down))
    except NotTested as why:
        return Finding(check, Outcome.NOT_TESTED, reason=str(why))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        # a body that is not by its schema; C1 says which
        return Finding(check, Outcome.FAILED, expected="an answer by openapi.yaml", came=f"{_last(desk)} ({error!r})")
    return Finding(check, Outcome.PASSED)


def _last(desk: Desk) -> str:
    return str(desk.line.answers[-1]) if desk.line.answers else "nothing"
