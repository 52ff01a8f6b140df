"""What was confirmed reaches the county once, whatever happens to the line."""

from windowdesk.domain.case import CaseState
from windowdesk.sync.run import Outcome


def test_a_filed_case_is_proved_and_the_run_ends_idle(station, county):
    case = station.file(b"page one", b"page two")
    report = station.sync()
    assert report.outcome is Outcome.IDLE, report
    assert report.reason is None
    (verdict,) = station.verdicts(case.id)
    assert verdict.kind == "accepted"
    assert verdict.proof
    assert station.case(case.id).state is CaseState.UPLOADED
    assert [row["id"] for row in county.rows("cases")] == [case.id]
