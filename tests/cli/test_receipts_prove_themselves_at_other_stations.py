"""A receipt of one station is held at another that has no line; what the county revoked is not believed."""

import pytest

from windowdesk.devices import escpos_picture


@pytest.fixture
def code(alone, filed, printer):
    """The code on a receipt that another station printed."""
    saved = filed()
    assert alone("receipt", saved.json["number"], "--printer", printer.address).exit == 0
    paper = escpos_picture.read(printer.jobs[0].read_bytes())
    return next(one.text for one in paper.codes if one.kind == "qr")


@pytest.fixture
def other(code, another, county):
    """Another station of the county, as it stood after its last exchange."""
    run = another("other")
    assert run("enrol", "--county", county.url, "--code", county.code()).exit == 0
    assert run("sync", "--until-settled", "--timeout", "60").exit == 0
    return run


def test_the_receipt_of_another_station_is_accepted_without_a_network_and_an_altered_one_refused(other, code, alone):
    off_line = ["--county", "http://127.0.0.1:9"]
    told = other(*off_line, "receipt", "--verify", code)
    assert (told.exit, told.json["verified"], told.json["claims"]["known_here"]) == (0, True, False)
    altered = code[:20] + ("A" if code[20] != "A" else "B") + code[21:]
    assert other(*off_line, "receipt", "--verify", altered).code == "D803"


def test_a_receipt_of_a_station_the_county_revoked_is_told_as_that(other, code, alone, county):
    station = other("receipt", "--verify", code).json["claims"]["station"]
    county.does("revoke", station)
    assert other("sync").exit == 0
    told = other("receipt", "--verify", code)
    assert (told.exit, told.code) == (3, "D806")
    assert station in told.json["error"]["happened"]
