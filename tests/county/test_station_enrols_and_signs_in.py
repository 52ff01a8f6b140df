"""Enrolment by a one-time code, tokens by signed assertions."""

import base64
import json
import time
from datetime import timedelta

import jwt

from county.enrolment import issue_code
from county.office import revoke_station, stop_station

SITE = {"name": "石桥村", "region": "990101001001", "kind": "village", "agency": "石桥镇", "receives_for": "applicant"}


def code_of(answer):
    return answer.status_code, answer.json()["code"]


def test_health_tells_time_and_epoch_without_a_token(new_station):
    answer = new_station(enrolled=False).call("GET", "/v1/health")
    assert answer.status_code == 200
    assert answer.json()["contract"] == "1.0"
    assert answer.json()["epoch"] == answer.headers["WindowDesk-Epoch"]
    assert answer.json()["time"].endswith("Z")


def test_enrolment_names_station_site_device_and_county_keys(county, new_station):
    station = new_station(enrolled=False)
    answer = station.enrol(issue_code(county, SITE))
    assert answer.status_code == 201
    body = answer.json()
    assert body["station"].startswith("990101-")
    assert body["device"] == "01"
    assert body["site"] == SITE
    assert body["county_keys"] == [county.keys.public]
    assert county.keys.public.keys() == {"kid", "public_key", "sealing_key"}


def test_second_station_of_a_region_gets_another_device(county, new_station):
    answers = [new_station(enrolled=False).enrol(issue_code(county, SITE)).json() for _ in range(2)]
    assert [one["device"] for one in answers] == ["01", "02"]
    assert len({one["station"] for one in answers}) == 2


def test_same_code_with_the_same_key_gives_the_same_station_again(county, new_station):
    code = issue_code(county, SITE)
    station = new_station(enrolled=False)
    first, second = station.enrol(code), station.enrol(code.lower().replace("-", " "))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()


def test_a_used_code_does_nothing_for_another_key(county, new_station):
    code = issue_code(county, SITE)
    assert new_station(enrolled=False).enrol(code).status_code == 201
    assert code_of(new_station(enrolled=False).enrol(code)) == (403, "enrol_code")


def test_an_unknown_code_is_refused(new_station):
    assert code_of(new_station(enrolled=False).enrol("AAAA-BBBB-CCCC-DDDD")) == (403, "enrol_code")


def test_an_old_code_is_refused(county, new_station):
    code = issue_code(county, SITE)
    with county.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE codes SET expires_at = '2020-01-01T00:00:00.000000Z'")
    assert code_of(new_station(enrolled=False).enrol(code)) == (403, "enrol_code")


def test_one_key_is_one_station(county, new_station):
    station = new_station(enrolled=False)
    assert station.enrol(issue_code(county, SITE)).status_code == 201
    assert code_of(station.enrol(issue_code(county, SITE))) == (403, "enrol_code")


def test_codes_are_kept_as_hashes_only(county, rows):
    code = issue_code(county, SITE).replace("-", "")
    assert code not in json.dumps(rows("codes"))


def test_an_assertion_works_once(station):
    assertion = station.assertion()
    assert station.ask_token(assertion).status_code == 200
    assert code_of(station.ask_token(assertion)) == (400, "assertion")


def test_a_wrong_assertion_is_refused(station, subtests):
    wrong = {
        "audience": {"aud": "https://elsewhere/v1/other"},
        "subject": {"sub": "990101-9999"},
        "empty jti": {"jti": ""},
        "jti is a number": {"jti": 5},
        "lives too long": {"exp": int(time.time()) + 4000},
        "exp is text": {"exp": "soon"},
        "unknown station": {"iss": "990101-9999", "sub": "990101-9999"},
    }
    for name, claims in wrong.items():
        with subtests.test(msg=name):
            assert code_of(station.ask_token(station.assertion(**claims))) == (400, "assertion")


def test_an_assertion_of_another_key_is_refused(station, new_station):
    stranger = new_station()
    stranger.number = station.number
    assert code_of(stranger.ask_token()) == (400, "assertion")


def test_an_unsigned_assertion_is_refused(station):
    now = int(time.time())
    claims = {"iss": station.number, "sub": station.number, "aud": "/v1/token", "iat": now, "exp": now + 60, "jti": "x"}
    assert code_of(station.ask_token(jwt.encode(claims, None, algorithm="none"))) == (400, "assertion")


def test_a_station_whose_clock_is_off_is_told_the_time(station):
    answer = station.ask_token(station.assertion(iat=946684800, exp=946684900))
    assert code_of(answer) == (400, "clock")
    assert answer.json()["time"].startswith("20")


def test_a_form_without_assertion_is_invalid(station):
    assert code_of(station.call("POST", "/v1/token", data={"grant_type": "password"})) == (400, "request_invalid")


def test_calls_without_a_good_token_are_refused(station, subtests):
    for header in ("", "Bearer", "Bearer x.y.z", "Basic abc"):
        with subtests.test(msg=header):
            station.session.headers["Authorization"] = header
            answer = station.call("GET", "/v1/uplink")
            assert code_of(answer) == (401, "token")
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            assert answer.headers["WindowDesk-Epoch"]


def test_a_forged_token_is_refused(station):
    claims = {"sub": station.number, "aud": "county", "exp": int(time.time()) + 60}
    station.session.headers["Authorization"] = f"Bearer {jwt.encode(claims, 'x' * 32, algorithm='HS256')}"
    assert code_of(station.call("GET", "/v1/uplink")) == (401, "token")


def test_tokens_end_after_fifteen_minutes(county, station):
    answer = station.ask_token()
    assert answer.json()["expires_in"] == 900
    claims = json.loads(base64.urlsafe_b64decode(answer.json()["access_token"].split(".")[1] + "=="))
    assert claims["exp"] - claims["iat"] == timedelta(minutes=15).total_seconds()


def test_a_revoked_station_is_refused_everywhere(county, station):
    revoke_station(county, station.number)
    assert code_of(station.call("GET", "/v1/uplink")) == (403, "station_revoked")
    assert code_of(station.call("GET", "/v1/feed")) == (403, "station_revoked")
    assert code_of(station.ask_token()) == (403, "station_revoked")


def test_a_stopped_station_may_still_read_its_feed_and_goes_on_when_the_stop_is_lifted(county, station):
    stop_station(county, station.number, stopped=True, reason="设备遗失")
    assert code_of(station.call("GET", "/v1/uplink")) == (403, "station_stopped")
    assert code_of(station.send(station.case())) == (403, "station_stopped")
    assert [item["body"]["stopped"] for item in station.feed() if item["type"] == "stop"] == [True]
    stop_station(county, station.number, stopped=False, reason="找到了")
    assert station.send(*station.log).status_code == 200
