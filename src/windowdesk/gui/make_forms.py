"""Make ``windowdesk/gui/forms`` anew from the Designer forms in ``ui/forms``.

For programmers, in a checkout: ``python -m windowdesk.gui.make_forms``. A test makes them again
and compares, so the two can not drift apart.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
SOURCES = PACKAGE.parents[2] / "ui" / "forms"


def made(form: Path) -> str:
    """The Python text of one form, by the form compiler that comes with Qt."""
    compiler = Path(sys.executable).with_name("pyside6-uic")
    done = subprocess.run([compiler, form.name], cwd=form.parent, capture_output=True, check=True)  # noqa: S603
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


def target(form: Path) -> Path:
    """Where the Python text of a form stands."""
    return PACKAGE / "forms" / f"ui_{form.stem}.py"


def main() -> None:
    """Write all of them."""
    for form in sorted(SOURCES.glob("*.ui")):
        target(form).write_text(made(form), "utf-8")


if __name__ == "__main__":
    main()
