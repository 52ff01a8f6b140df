"""What was brought for a correction and never sent is let go when the county says, or takes, that the case is over; not before."""

from dataclasses import replace

import pytest

from county import office
from windowdesk.domain.brought import Brought
from windowdesk.domain.case import CaseState
from windowdesk.domain.case_events import CaseWithdrawn
from windowdesk.domain.page_set import PageSet

LINE = {"material": "M1", "name": "身份证", "defect": "照片看不清", "standard": "四角齐全"}


@pytest.fixture
def brought(station, county):
    """A case the county wants corrected, with a page that was brought for it and not sent."""
    case = station.file(b"page")
    station.sync()
    office.register(county.place, case.id)
    office.ask_correction(county.place, case.id, [LINE], due="2027-01-15", how="到原窗口补交")
    station.sync()
    page = station.blobs.put(b"a better page", "image/jpeg")
    with station.store.unit("001") as unit:
        unit.blobs.add(page)
        unit.supplements.keep(Brought(case.id).with_pages("M1", PageSet((page,))))
    return case.id


def kept(station, case_id):
    return not station.look(lambda view: view.supplements.get(case_id)).is_empty


def withdraw(station, case_id, reason="不办了"):
    with station.store.unit("001") as unit:
        unit.cases.put(replace(unit.cases.get(case_id), state=CaseState.WITHDRAWN))
        station._append(unit, case_id, CaseWithdrawn(reason, station.clock.now()), checked=False)


def supply_a_part(station, case_id):
    """Something was sent; what was brought besides stays kept."""
    station.supplement(case_id, b"the other page")
    station.sync()
    assert kept(station, case_id)


def test_a_withdrawal_lets_it_go_once_the_county_has_accepted_it(station, brought):
    withdraw(station, brought)
    assert kept(station, brought)
    station.sync()
    assert station.verdicts(brought)[-1].kind == "accepted"
    assert not kept(station, brought)


def test_a_withdrawal_that_the_county_refuses_lets_nothing_go(station, brought):
    withdraw(station, brought, reason="")
    station.sync()
    assert station.verdicts(brought)[-1].kind == "rejected"
    assert kept(station, brought)


def test_an_end_by_the_county_lets_it_go(station, county, brought):
    office.status(county.place, brought, "S92")
    station.sync()
    assert not kept(station, brought)


def test_a_decision_lets_it_go(station, county, brought):
    supply_a_part(station, brought)
    office.complete(county.place, brought, granted=False, result_name="不予许可决定书")
    station.sync()
    assert not kept(station, brought)


def test_a_decision_keeps_what_may_be_for_something_deferred(station, county, brought):
    supply_a_part(station, brought)
    with station.store.unit("001") as unit:
        case = unit.cases.get(brought)
        unit.cases.put(replace(case, materials=tuple(replace(one, how="deferred") for one in case.materials)))
    office.complete(county.place, brought, granted=True, result_name="示例证")
    station.sync()
    assert station.case(brought).state is CaseState.GRANTED
    assert kept(station, brought)


def test_any_other_word_keeps_it(station, county, brought):
    supply_a_part(station, brought)
    office.status(county.place, brought, "S50")
    station.sync()
    assert station.case(brought).state is CaseState.ACCEPTED
    assert kept(station, brought)
