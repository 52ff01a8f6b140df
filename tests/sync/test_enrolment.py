"""A PC becomes a station by a one-time code."""

from dataclasses import replace

import pytest

from windowdesk import errors
from windowdesk.sync import enrolment
from windowdesk.sync.run import Outcome


def test_without_enrolment_a_run_says_what_to_do(new_station, county, line):
    station = new_station(line.address)
    station.make_engine()
    report = station.sync()
    assert report.outcome is Outcome.NEEDS_PERSON
    assert report.reason == errors.NOT_ENROLLED
    assert line.count.connections == 0


def test_the_code_brings_number_site_and_keys(new_station, county, line):
    station = new_station(line.address)
    found = station.enrol(county.code())
    assert found.station
    assert found.site["region"] == "990101001001"
    kept = enrolment.load(station.store, station.home)
    assert county.place.keys.kid in kept.county_keys
    assert (kept.station, kept.device, kept.site) == (found.station, found.device, found.site)


def test_the_same_code_again_from_the_same_pc_costs_nothing(new_station, county, line):
    station = new_station(line.address)
    code = county.code()
    first = station.enrol(code)
    assert station.enrol(code) == replace(first, again=True)
    assert first.again is False


@pytest.mark.parametrize("code", ["ABCD-EFGH-0000", "another used one"])
def test_a_wrong_or_used_code_is_refused(new_station, county, line, code):
    if code == "another used one":
        code = county.code()
        new_station(line.address).enrol(code)
    with pytest.raises(errors.CountyTrouble) as caught:
        new_station(line.address).enrol(code)
    assert caught.value.code == errors.ENROL_CODE.code


@pytest.mark.parametrize("code", ["", "   ", "短", "登记码登记码登记码"])
def test_what_cannot_be_a_code_is_not_sent(new_station, line, code):
    with pytest.raises(errors.InputRefused):
        new_station(line.address).enrol(code)
    assert line.count.connections == 0


def test_an_answer_lost_after_the_county_s_commit_costs_nothing(new_station, county, line):
    station = new_station(line.address)
    code = county.code()
    line.cut_after(down=700, times=1)
    with pytest.raises(errors.CountyTrouble):
        station.enrol(code)
    line.open()
    assert station.enrol(code).station
    assert len(county.rows("stations")) == 1
