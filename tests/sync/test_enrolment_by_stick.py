"""A station that has never seen any line is enrolled by stick: real store, real county, nothing between them."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import update

from county.database import writing
from county.enrol_by_stick import _ANSWER, _proof, answer_request
from county.packs import publish_catalogue, publish_keys
from county.place import open_county
from county.relay_counter import import_stick
from county.tables import codes
from windowdesk import errors
from windowdesk.sync import enrolment
from windowdesk.sync.relay import Relay
from windowdesk.wire.canonical import canonical, signed, to_base64

CATALOGUE = Path(__file__).parents[2] / "resources" / "catalogue"
NOWHERE = "http://127.0.0.1:1"


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def office(county):
    """The county's office, with no server running."""
    county.stop()
    publish_keys(county.place)
    return county


@pytest.fixture
def fresh(new_station):
    return new_station(NOWHERE)


def relay_of(station):
    return Relay(
        station.store, station.blobs, key=station.vault.station_key, home=station.home, clock=station.clock,
        bus=station.bus,
    )  # fmt: skip


def takes(office, stick):
    return import_stick(office.place, [stick], stick)


def answer_of(station, office, stick, code=None):
    """Ask with a code, have the office answer; the answer's file."""
    relay_of(station).ask_to_enrol(code or office.code(), stick)
    takes(office, stick)
    (answer,) = stick.glob("windowdesk-enrolled-*.json")
    return answer


def refused(station, place):
    with pytest.raises(errors.Known) as caught:
        relay_of(station).take_enrolment(place)
    return caught.value.code


def test_a_station_that_never_saw_a_line_is_enrolled_gets_the_catalogue_and_reports(fresh, office, stick):
    publish_catalogue(office.place, CATALOGUE)
    answer_of(fresh, office, stick)
    found = relay_of(fresh).take_enrolment(stick)
    fresh.number = found.station
    assert found.site["name"] == "石桥村便民服务室"
    assert not found.again
    taken = relay_of(fresh).take(stick).taken[0]
    assert taken.answers == 0
    assert taken.remarks == ()
    assert fresh.look(lambda view: len(view.catalogue.items())) > 10
    case = fresh.file(b"page")
    relay_of(fresh).write(stick, "001")
    takes(office, stick)
    assert relay_of(fresh).take(stick).taken[-1].accepted == 1
    assert [one.kind for one in fresh.verdicts(case.id)] == ["accepted"]


def test_a_station_enrolled_by_stick_goes_on_over_the_line_when_there_is_one(fresh, county, stick):
    publish_keys(county.place)
    relay_of(fresh).ask_to_enrol(county.code(), stick)
    import_stick(county.place, [stick], stick)
    fresh.number = relay_of(fresh).take_enrolment(stick).station
    fresh.address = f"http://127.0.0.1:{county.port}"
    fresh.make_engine()
    case = fresh.file(b"page")
    assert fresh.sync().reason is None
    assert [one.kind for one in fresh.verdicts(case.id)] == ["accepted"]


def test_the_code_stands_in_no_file_on_the_stick(fresh, office, stick):
    code = office.code()
    answer_of(fresh, office, stick, code)
    spellings = {code, code.replace("-", ""), code.lower()}
    for file in stick.iterdir():
        assert not any(one.encode() in file.read_bytes() for one in spellings)


def test_the_office_reads_out_the_same_check_words_as_the_slip(fresh, office, stick):
    asked = relay_of(fresh).ask_to_enrol(office.code(), stick)
    done = takes(office, stick)
    assert asked.words in done.said[0]
    fresh.number = relay_of(fresh).take_enrolment(stick).station
    written = relay_of(fresh).write(stick, "001")
    assert written.bundles[0].words in "".join(takes(office, stick).said)


def test_the_same_request_and_the_same_answer_twice_change_nothing(fresh, office, stick):
    answer_of(fresh, office, stick)
    first = relay_of(fresh).take_enrolment(stick)
    done = takes(office, stick)
    assert [(one["code"], one["new"]) for one in done.requests] == [("", False)]
    assert len(office.rows("stations")) == 1
    again = relay_of(fresh).take_enrolment(stick)
    assert (again.station, again.again) == (first.station, True)


def test_asking_by_line_and_by_stick_with_one_code_gives_one_station(fresh, county, stick):
    code = county.code()
    fresh.address = f"http://127.0.0.1:{county.port}"
    by_line = fresh.enrol(code)
    answer_of(fresh, county, stick, code)
    found = relay_of(fresh).take_enrolment(stick)
    assert (found.station, found.again) == (by_line.station, True)
    assert len(county.rows("stations")) == 1


def test_a_code_that_another_key_used_is_refused_and_no_answer_is_written(fresh, new_station, office, stick, tmp_path):
    code = office.code()
    answer_of(fresh, office, stick, code)
    second = new_station(NOWHERE)
    other = tmp_path / "other stick"
    other.mkdir()
    relay_of(second).ask_to_enrol(code, other)
    done = takes(office, other)
    assert [one["code"] for one in done.requests] == ["enrol_code"]
    assert done.replies == []
    assert len(office.rows("stations")) == 1


def test_an_old_code_is_refused(fresh, office, stick):
    relay_of(fresh).ask_to_enrol(office.code(), stick)
    with writing(office.place.engine) as connection:
        connection.execute(update(codes).values(expires_at="2020-01-01T00:00:00.000000Z"))
    assert [one["code"] for one in takes(office, stick).requests] == ["enrol_code"]


def changed(file, **members):
    """The same file with other members, as somebody on the way would write it."""
    found = json.loads(file.read_text("utf-8")) | members
    file.write_bytes(canonical(found))
    return found


def test_a_request_into_which_somebody_put_his_own_key_is_refused(fresh, office, stick):
    """The thief signs with his own key, but does not know the code."""
    relay_of(fresh).ask_to_enrol(office.code(), stick)
    (request,) = stick.glob("windowdesk-enrol-*.json")
    thief = Ed25519PrivateKey.generate()
    found = changed(request, public_key=to_base64(thief.public_key().public_bytes_raw()))
    request.write_bytes(canonical(signed(found, thief)))
    assert [one["code"] for one in takes(office, stick).requests] == ["enrol_code"]
    assert office.rows("stations") == []


@pytest.mark.parametrize("member", ["device_name", "software", "reply_key", "created"])
def test_a_request_that_was_changed_on_the_way_is_refused(fresh, office, stick, member):
    relay_of(fresh).ask_to_enrol(office.code(), stick)
    (request,) = stick.glob("windowdesk-enrol-*.json")
    values = {"reply_key": "A" * 43, "created": "2026-01-01T00:00:00Z"}
    changed(request, **{member: values.get(member, "another")})
    assert [one["code"] for one in takes(office, stick).requests] == ["torn"]


def test_a_torn_and_a_newer_request_are_refused(fresh, office, stick):
    relay_of(fresh).ask_to_enrol(office.code(), stick)
    (request,) = stick.glob("windowdesk-enrol-*.json")
    whole = request.read_bytes()
    request.write_bytes(whole[:-20])
    assert [one["code"] for one in takes(office, stick).requests] == ["torn"]
    request.write_bytes(whole)
    changed(request, format=2)
    assert [one["code"] for one in takes(office, stick).requests] == ["newer"]


# What the station trusts in the answer.


def test_an_answer_of_a_false_county_is_refused(fresh, office, stick, tmp_path):
    """The false county sees the stick on its way and answers first; it does not know the code."""
    relay_of(fresh).ask_to_enrol(office.code(), stick)
    (request,) = stick.glob("windowdesk-enrol-*.json")
    false = open_county(tmp_path / "false county")
    forged = forged_answer(false, json.loads(request.read_text("utf-8")), b"a code that was guessed".ljust(32))
    (stick / request.name.replace("enrol-", "enrolled-")).write_bytes(forged)
    assert refused(fresh, stick) == errors.ENROL_FORGED.code
    assert enrolment.load(fresh.store, fresh.home) is None
    false.close()
    takes(office, stick)
    assert relay_of(fresh).take_enrolment(stick).station  # the true answer is taken afterwards


def forged_answer(false, request, guessed):
    answer = {
        "epoch": "f", "station": "990101-0666", "device": "01", "county_keys": [false.keys.public],
        "site": {
            "name": "假", "region": "990101001001", "kind": "village", "agency": "假", "receives_for": "applicant",
        },
    }  # fmt: skip
    bare = {
        "format": 1, "suite": request["suite"], "name": request["name"], "public_key": request["public_key"],
        "at": false.moment(), "answer": answer, "kid": false.keys.kid,
    }  # fmt: skip
    return canonical(false.keys.signed({**bare, "proof": _proof(guessed, _ANSWER, bare)}))


def test_an_answer_whose_keys_were_exchanged_is_refused(fresh, office, stick):
    answer = answer_of(fresh, office, stick)
    found = json.loads(answer.read_text("utf-8"))
    found["answer"]["county_keys"][0]["sealing_key"] = "A" * 43
    answer.write_bytes(canonical(found))
    assert refused(fresh, stick) == errors.ENROL_FORGED.code


def test_an_answer_proved_by_the_code_but_not_signed_by_the_county_key_is_refused(fresh, office, stick):
    answer = answer_of(fresh, office, stick)
    found = json.loads(answer.read_text("utf-8"))
    answer.write_bytes(canonical(signed(found, Ed25519PrivateKey.generate())))
    assert refused(fresh, stick) == errors.ENROL_FORGED.code


def test_a_torn_answer_a_newer_one_and_none_are_named(fresh, office, stick, tmp_path):
    answer = answer_of(fresh, office, stick)
    whole = answer.read_bytes()
    answer.write_bytes(whole[:-20])
    assert refused(fresh, stick) == errors.BUNDLE_TORN.code
    answer.write_bytes(whole)
    changed(answer, format=2)
    assert refused(fresh, stick) == errors.BUNDLE_NEWER.code
    answer.unlink()
    assert refused(fresh, stick) == errors.ENROL_NO_ANSWER.code
    assert refused(fresh, tmp_path / "no stick") == errors.STICK_ABSENT.code


def test_the_answer_for_another_pc_is_left_alone_and_the_own_one_beside_it_is_taken(fresh, new_station, office, stick):
    neighbour = new_station(NOWHERE)
    answer_of(neighbour, office, stick)
    assert refused(fresh, stick) == errors.ENROL_NOT_ASKED.code
    relay_of(fresh).ask_to_enrol(office.code(), stick)
    takes(office, stick)
    assert relay_of(fresh).take_enrolment(stick).station != relay_of(neighbour).take_enrolment(stick).station


def test_a_code_too_short_to_withstand_guessing_does_not_go_by_stick(fresh, stick):
    with pytest.raises(errors.InputRefused) as caught:
        relay_of(fresh).ask_to_enrol("ABCD-2345", stick)
    assert caught.value.code == errors.ENROL_CODE_SHORT.code
    assert list(stick.iterdir()) == []


def test_a_code_typed_in_small_letters_and_with_blanks_is_the_same_code(fresh, office, stick):
    code = office.code()
    answer_of(fresh, office, stick, code.lower().replace("-", " "))
    assert relay_of(fresh).take_enrolment(stick).station


def test_a_pc_whose_clock_is_dead_is_enrolled_too(new_station, office, stick):
    station = new_station(NOWHERE, start=datetime(2000, 1, 1, tzinfo=UTC))
    answer_of(station, office, stick)
    assert relay_of(station).take_enrolment(stick).station


def test_the_office_gives_the_same_station_after_a_restart(fresh, office, stick):
    relay_of(fresh).ask_to_enrol(office.code(), stick)
    (request,) = stick.glob("windowdesk-enrol-*.json")
    first = answer_request(office.place, request)
    office.close()
    office.place = open_county(office.data)
    again = answer_request(office.place, request)
    assert (first.is_new, again.is_new, first.station) == (True, False, again.station)
    fresh.clock.move(timedelta(days=40))
    takes(office, stick)
    assert relay_of(fresh).take_enrolment(stick).station == first.station
