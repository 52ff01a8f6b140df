"""Make ``windowdesk/gui/forms`` anew from the Designer forms in ``ui/forms``.

For programmers, in a checkout: ``./dev generate``. A test makes them again
and compares, so the two can not drift apart.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "ui" / "forms"
TARGETS = ROOT / "src" / "windowdesk" / "gui" / "forms"


def made(form: Path) -> str:
    """The Python text of one form, by the form compiler that comes with Qt."""
    compiler = Path(sys.executable).with_name("pyside6-uic")
    done = subprocess.run([compiler, form.name], cwd=form.parent, capture_output=True, check=True)
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


def target(form: Path) -> Path:
    """Where the Python text of a form stands."""
    return TARGETS / f"ui_{form.stem}.py"


def main() -> None:
    """Write all of them."""
    for form in sorted(SOURCES.glob("*.ui")):
        target(form).write_text(made(form), "utf-8")


if __name__ == "__main__":
    main()
