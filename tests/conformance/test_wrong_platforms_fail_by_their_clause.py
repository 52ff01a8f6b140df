"""Each wrong platform has one flaw, and the kit names exactly the clause it breaks."""

import importlib.util
from pathlib import Path

import pytest

from conformance.report import failed_clauses

_spec = importlib.util.spec_from_file_location("wrong_platforms", Path(__file__).with_name("wrong_platforms.py"))
wrong_platforms = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(wrong_platforms)


@pytest.mark.parametrize("wrong", wrong_platforms.PLATFORMS, ids=lambda one: f"{one.clause}-{one.name}")
def test_a_wrong_platform_fails_by_exactly_its_clause(wrong, monkeypatch, county, findings):
    wrong.spoil(monkeypatch, county)
    found = findings()
    told = [f"[{one.check.clause}] {one.check.title}: {one.came}" for one in found if one.outcome == "failed"]
    assert failed_clauses(found) == [wrong.clause], told
