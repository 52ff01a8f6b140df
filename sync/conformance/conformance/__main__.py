"""The command line ``windowdesk-conformance``.

Exit status: 0 the platform conforms, 1 it does not, 2 it cannot be tested (wrong line, no answer, a code
that is not taken, nothing published).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from conformance.contract import VERSION
from conformance.desk import Desk
from conformance.findings import Finding
from conformance.line import Line, LineDown
from conformance.report import CANNOT_TELL, as_json, lines_of, status_of, summary
from conformance.run import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; gives the exit status."""
    options = _parser().parse_args(arguments)
    line = Line(options.url, options.certificate or "")
    try:
        if options.json:
            findings = run(_desk(line, options))
            print(json.dumps(as_json(options.url, findings), ensure_ascii=False, indent=1))
        else:
            print(f"Contract {VERSION} at {line.url}")
            findings = run(_desk(line, options), _Printer().tell)
            print("\n".join(summary(findings)))
    except LineDown as down:
        print(f"The platform cannot be tested. {down}", file=sys.stderr)
        return CANNOT_TELL
    finally:
        line.close()
    return status_of(findings)


class _Printer:
    """Prints findings as they come, chapter by chapter."""

    def __init__(self) -> None:
        self._chapter = ""

    def tell(self, finding: Finding) -> None:
        """Print one."""
        if finding.check.chapter != self._chapter:
            self._chapter = finding.check.chapter
            print(f"\n{self._chapter}")
        print("\n".join(lines_of(finding)), flush=True)


def _desk(line: Line, options: argparse.Namespace) -> Desk:
    return Desk(line, options.code, options.patience)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "windowdesk-conformance",
        description="Tells whether a county platform keeps the WindowDesk exchange contract. It enrols as a test "
        "station of the fictional region 99 and reports invented cases: run it against a test installation.",
    )
    parser.add_argument("--url", required=True, help="base address of the platform; /v1 is below it")
    parser.add_argument("--code", required=True, help="a fresh enrolment code for region 990101001001")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--certificate", type=_file, metavar="FILE", help="PEM file of the authority to trust for TLS")
    parser.add_argument(
        "--patience", type=float, default=10, metavar="SECONDS", help="how long to wait for what need not be immediate"
    )
    return parser


def _file(text: str) -> str:
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return text


if __name__ == "__main__":
    sys.exit(main())
