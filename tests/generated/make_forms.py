"""Make ``windowdesk/gui/forms`` anew from the Designer forms in ``ui/forms``.

For programmers, in a checkout: ``./dev generate``. A test makes them again
and compares, so the two can not drift apart.
"""

from __future__ import annotations

import re
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
    return scrolled_first(done.stdout.decode("utf-8").replace("\r\n", "\n"))


def scrolled_first(text: str) -> str:
    """The same with each scroll area given its inside while that is empty.

    The compiler does it at the end, and then all that stands inside is given its style twice and measured, at one go.
    """
    for line, area, inside in re.findall(r"(\n *(self\.\w+)\.setWidget\((self\.\w+)\)\n)", text):
        text = text.replace(line, "\n")
        begin = f"        {inside} = QWidget()\n"
        assert begin in text, f"{inside} is no plain widget"
        text = text.replace(begin, f"{begin}        {area}.setWidget({inside})\n")
    return text


def target(form: Path) -> Path:
    """Where the Python text of a form stands."""
    return TARGETS / f"ui_{form.stem}.py"


def main() -> None:
    """Write all of them."""
    for form in sorted(SOURCES.glob("*.ui")):
        target(form).write_text(made(form), "utf-8")


if __name__ == "__main__":
    main()
