"""Result papers that the county announced: fetched, and not asked for without end when it has lost them."""

from datetime import timedelta

from county import office
from windowdesk.sync import blobs_down
from windowdesk.sync.run import Outcome

PAPER = b"%PDF-1.4 the result " * 40


def completed(station, county):
    case = station.file(b"page")
    station.sync()
    office.register(county.place, case.id)
    pages = [(PAPER, "application/pdf")]
    office.complete(county.place, case.id, granted=True, result_name="批复", pages=pages)
    (row,) = [one for one in county.rows("blobs") if one["media_type"] == "application/pdf"]
    return row["digest"]


def test_a_paper_is_fetched_with_the_word_that_names_it(station, county):
    digest = completed(station, county)
    assert station.sync().outcome is Outcome.IDLE
    assert station.blobs.read(digest) == PAPER


def test_a_paper_the_county_lost_is_asked_for_a_while_and_then_given_up_aloud(station, county):
    digest = completed(station, county)
    (county.data / "blobs" / digest[:2] / digest).unlink()
    outcomes = []
    for _ in range(blobs_down.ASKED_AT_MOST + 1):
        report = station.sync()
        outcomes.append(report.outcome)
        station.clock.move(timedelta(hours=1))
    assert outcomes[:-1] == [Outcome.NEEDS_PERSON] * blobs_down.ASKED_AT_MOST
    assert outcomes[-1] is Outcome.IDLE
    assert [message.code for message in report.refused] == ["X618"]
    assert station.look(
        lambda view: [row.object for row in view.audit.latest(50) if row.action == "paper.missing"]
    ) == [digest]
    assert station.sync().outcome is Outcome.IDLE
