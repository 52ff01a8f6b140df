"""Findings in plain English, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conformance.contract import VERSION
from conformance.findings import Finding, Outcome

CONFORMS, DOES_NOT, CANNOT_TELL = 0, 1, 2
"""Exit statuses."""


def status_of(findings: Sequence[Finding]) -> int:
    """The exit status: one failure is enough for no; yes takes that everything was tested."""
    outcomes = {one.outcome for one in findings}
    if Outcome.FAILED in outcomes:
        return DOES_NOT
    return CANNOT_TELL if Outcome.NOT_TESTED in outcomes or not outcomes else CONFORMS


def lines_of(finding: Finding) -> list[str]:
    """One finding as it is printed."""
    clause = finding.clause
    first = f"  {finding.outcome.value:<10}  [{clause.id}] {finding.check.title}"
    if finding.outcome is Outcome.PASSED:
        return [first]
    if finding.outcome is Outcome.NOT_TESTED:
        return [first, f"              because:  {finding.reason}"]
    return [
        first.replace("failed", "FAILED"),
        f"              expected: {finding.expected}",
        f"              came:     {finding.came}",
        f"              clause:   [{clause.id}] {clause.words} (contract/README.md, {clause.chapter})",
    ]


def summary(findings: Sequence[Finding]) -> list[str]:
    """The last lines."""
    count = {kind: sum(one.outcome is kind for one in findings) for kind in Outcome}
    words = {
        CONFORMS: f"The platform conforms to contract {VERSION}.",
        DOES_NOT: f"The platform does not conform to contract {VERSION}: clauses {', '.join(failed_clauses(findings))}.",
        CANNOT_TELL: "Nothing failed, but not everything could be tested: see the reasons above.",
    }
    counted = ", ".join(f"{number} {kind.value}" for kind, number in count.items())
    return ["", f"{len(findings)} checks: {counted}.", words[status_of(findings)]]


def failed_clauses(findings: Sequence[Finding]) -> list[str]:
    """Ids of the clauses that are broken, each once, in order."""
    return list(dict.fromkeys(one.check.clause for one in findings if one.outcome is Outcome.FAILED))


def as_json(url: str, findings: Sequence[Finding]) -> dict[str, Any]:
    """Everything for a program."""
    status = status_of(findings)
    return {
        "url": url,
        "contract": VERSION,
        "conforms": status == CONFORMS,
        "exit_status": status,
        "failed_clauses": failed_clauses(findings),
        "checks": [
            {
                "clause": one.check.clause,
                "chapter": one.check.chapter,
                "title": one.check.title,
                "outcome": one.outcome.value,
                "expected": one.expected,
                "came": one.came,
                "reason": one.reason,
                "clause_words": one.clause.words,
            }
            for one in findings
        ],
    }
