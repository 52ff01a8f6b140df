"""Every trouble of a device has its steps, no step is for a trouble that does not exist, and all are short and plain."""

import re

from windowdesk import errors
from windowdesk.casework.doctor_steps import all_steps

DEVICES = "RSPV"
"""First letters of the codes of readers, scanners, printers and evaluators."""
SEARCH = {"N790", "N791", "N792", "N793"}


def test_every_device_code_has_steps_and_no_steps_are_orphans():
    codes = set(errors.all_messages())
    assert set(all_steps()) == {code for code in codes if code[0] in DEVICES} | SEARCH


def test_steps_are_few_short_and_end_with_a_full_stop():
    for code, lines in all_steps().items():
        assert 1 <= len(lines) <= 4, code
        for line in lines:
            assert 4 <= len(line) <= 45, (code, line)
            assert line.endswith("。"), (code, line)
            assert not re.search(r"[,;:!?()]", line), (code, line)
