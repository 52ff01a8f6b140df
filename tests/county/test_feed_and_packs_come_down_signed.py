"""The feed: numbered, signed, waited for. Packs: signed indexes with a rising version."""

import hashlib
import json
import threading
import time
from pathlib import Path

import pytest

from county.canonical import canonical, digest
from county.office import (
    ask_correction,
    complete,
    notice,
    pre_review,
    register,
    register_all,
    revoke_station,
    status,
    stop_station,
)
from county.packs import PackRefused, publish_calendar, publish_catalogue, publish_keys, publish_settings
from county.problems import Problem

LINE = {"material": "M1", "name": "身份证", "defect": "看不清", "standard": "重新扫描"}
WAIT = 20


def told(station, after=0):
    return [item["type"] for item in station.feed(after)]


def catalogue(folder, version, **files):
    (folder / "items").mkdir(parents=True, exist_ok=True)
    items = []
    for code, content in files.items():
        (folder / "items" / f"{code}.json").write_text(content, "utf-8")
        named = {"code": code, "file": f"items/{code}.json", "sha256": hashlib.sha256(content.encode()).hexdigest()}
        items.append({**named, "version": 1})
    index = {"version": version, "region": "990101000000", "items": items, "packages": []}
    (folder / "index.json").write_text(json.dumps(index), "utf-8")
    return folder


@pytest.fixture
def any_item_will_do(monkeypatch):
    """For tests about packs, not about what makes a good item."""
    monkeypatch.setattr("county.packs.contract.fault", lambda _schema, _value: None)


def test_the_office_works_through_a_case_and_the_station_hears_each_step(county, station):
    first = station.case()
    case, number = first["case"], first["payload"]["case"]["provisional_number"]
    station.send(first)
    done = register(county, number)
    official = done["official_number"]
    assert official.startswith("990101")
    assert len(official) == 20
    pre_review(county, official, passed=True, opinion="材料齐全")
    ask_correction(county, official, [LINE], due="2026-12-04", how="到窗口")
    usual = {"materials": [], "form": {}, "supplemented_at": "2026-11-25T02:00:00Z", "complete": True}
    station.send(station.event("case.supplemented", case, {"round": 1, **usual}))
    status(county, official, "S50", note="已受理", due="2026-12-24")
    status(county, official, "S60")
    complete(county, official, granted=True, result_name="示例证", result_number="示1号")
    items = station.feed()
    kinds = ["registered", "pre_review", "correction", "status", "status", "result"]
    assert [item["type"] for item in items] == kinds
    assert all(station.signed_by_county(item) for item in items)
    assert {item["case"] for item in items} == {case}
    assert [item["seq"] for item in items] == [1, 2, 3, 4, 5, 6]
    assert items[0]["body"]["official_number"] == official
    assert items[2]["body"]["lines"] == [LINE]


def test_a_case_that_was_never_accepted_is_accepted_and_completed_in_one_step(county, station):
    first = station.case()
    station.send(first)
    register(county, first["case"])
    complete(county, first["case"], granted=False, result_name="不予办理决定书", note="不符合条件")
    assert told(station) == ["registered", "status", "result"]
    assert station.feed()[2]["body"]["granted"] is False


def test_a_case_sent_back_can_be_reported_anew_under_the_same_number(county, station, rows):
    first = station.case()
    station.send(first)
    status(county, first["case"], "S28", note="事项选错")
    answer = station.send(station.event("case.received", first["case"], first["payload"]))
    assert answer.json()["verdicts"][0]["verdict"] == "accepted"
    assert rows("cases")[0]["state"] == "S25"


def test_registering_all_gives_each_case_its_own_number(county, station, rows):
    station.send(*[station.case() for _ in range(12)])
    assert len(register_all(county)) == 12
    assert register_all(county) == []
    assert len({row["official_number"] for row in rows("cases")}) == 12


def test_the_office_can_not_jump_over_the_state_table(county, station):
    first = station.case()
    station.send(first)
    with pytest.raises(Problem) as refused:
        complete(county, first["case"], granted=True, result_name="证")
    assert refused.value.code == "case_state"
    assert "已上传" in refused.value.body["title"]


def test_the_cursor_gives_what_is_new_and_asking_again_gives_the_same_words(county, station):
    for number in range(5):
        notice(county, f"通知 {number}", "")
    first = station.call("GET", "/v1/feed?after=0&limit=2")
    assert [item["seq"] for item in first.json()["items"]] == [1, 2]
    assert first.json()["last"] == 5
    assert station.call("GET", "/v1/feed?after=0&limit=2").content == first.content
    assert [item["seq"] for item in station.feed(after=3)] == [4, 5]
    assert station.feed(after=5) == []


def test_each_station_has_its_own_feed(county, station, new_station):
    other = new_station()
    notice(county, "停电", "下午停电", to=[other.number])
    assert told(station) == []
    assert told(other) == ["notice"]
    assert other.feed()[0]["station"] == other.number


def test_a_long_poll_is_answered_as_soon_as_there_is_news(county, station):
    found = []
    waiting = threading.Thread(target=lambda: found.extend(station.feed(wait=WAIT)))
    started = time.monotonic()
    waiting.start()
    notice(county, "停电", "下午停电")
    waiting.join()
    assert [item["type"] for item in found] == ["notice"]
    assert time.monotonic() - started < WAIT


def test_a_long_poll_without_news_ends_by_itself(station):
    assert station.feed(wait=1) == []


def test_a_server_that_goes_down_ends_its_long_polls(county, run_county, new_station):
    station = new_station(run_county(county))
    (server,) = run_county.servers
    application = server.config.app
    while not hasattr(application, "state"):
        application = application._app
    found = []
    waiting = threading.Thread(target=lambda: found.append(station.feed(wait=30)))
    waiting.start()
    deadline = time.monotonic() + WAIT
    while not application.state.bell._waiting:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    server.should_exit = True
    waiting.join(WAIT)
    assert found == [[]]


def test_a_catalogue_is_a_signed_index_whose_parts_are_files(any_item_will_do, county, station, tmp_path):
    publish_catalogue(county, catalogue(tmp_path / "catalogue", 3, ex01='{"code": "ex01"}', ex02='{"code": "ex02"}'))
    index = station.call("GET", "/v1/packs/catalogue/index").json()
    assert station.signed_by_county(index)
    assert (index["what"], index["version"]) == ("catalogue", 3)
    assert [one["kind"] for one in index["items"]] == ["item", "item"]
    for one in index["items"]:
        content = station.call("GET", f"/v1/blobs/{one['digest']}").content
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (one["digest"], one["size"])
    (news,) = station.feed()
    assert news["body"] == {"what": "catalogue", "version": 3, "digest": digest(canonical(index))}


def test_publishing_the_same_again_changes_nothing(any_item_will_do, county, station, tmp_path):
    folder = catalogue(tmp_path / "catalogue", 1, ex01="{}")
    assert publish_catalogue(county, folder) == publish_catalogue(county, folder)
    assert told(station) == ["available"]


def test_a_changed_catalogue_needs_a_higher_version(any_item_will_do, county, tmp_path):
    publish_catalogue(county, catalogue(tmp_path / "one", 2, ex01="{}"))
    with pytest.raises(PackRefused, match="版本号 2"):
        publish_catalogue(county, catalogue(tmp_path / "two", 2, ex01='{"new": 1}'))
    assert publish_catalogue(county, catalogue(tmp_path / "three", 3, ex01='{"new": 1}'))["version"] == 3


def test_a_damaged_or_missing_file_is_not_published(county, tmp_path):
    folder = catalogue(tmp_path / "catalogue", 1, ex01="{}")
    (folder / "items" / "ex01.json").write_text("[]", "utf-8")
    with pytest.raises(PackRefused, match="摘要"):
        publish_catalogue(county, folder)
    (folder / "items" / "ex01.json").unlink()
    with pytest.raises(PackRefused, match="缺少文件"):
        publish_catalogue(county, folder)


def test_what_breaks_its_schema_is_not_published_and_the_field_is_named(county, tmp_path):
    with pytest.raises(PackRefused, match=r"ex01\.json"):
        publish_catalogue(county, catalogue(tmp_path / "catalogue", 1, ex01="{}"))
    file = tmp_path / "99-1.json"
    file.write_text('{"region": "99", "seq": "1", "reason": "首次下发", "years": []}', "utf-8")
    with pytest.raises(PackRefused, match=r"99-1\.json"):
        publish_calendar(county, [file])


def test_the_sample_catalogue_and_calendar_can_be_published(county):
    resources = Path(__file__).resolve().parents[2] / "resources"
    assert publish_catalogue(county, resources / "catalogue")["items"]
    assert publish_calendar(county, sorted((resources / "calendar").glob("*.json")))["items"]


def test_calendar_versions_rise_by_themselves(any_item_will_do, county, station, tmp_path):
    file = tmp_path / "99-1.json"
    calendar = {"region": "99", "seq": 1, "reason": "首次下发", "years": []}
    file.write_text(json.dumps(calendar), "utf-8")
    assert publish_calendar(county, [file])["version"] == 1
    file.write_text(json.dumps({**calendar, "seq": 2}), "utf-8")
    assert publish_calendar(county, [file])["version"] == 2
    assert station.call("GET", "/v1/packs/calendar/index").json()["version"] == 2


def keys_published(station):
    index = station.call("GET", "/v1/packs/keys/index").json()
    assert station.signed_by_county(index)
    read = {part["kind"]: station.call("GET", f"/v1/blobs/{part['digest']}").json() for part in index["items"]}
    return index["version"], read["key"], {one["station"]: one for one in read["stations"]["stations"]}


def test_a_new_station_is_told_what_was_published_before(county, new_station):
    publish_keys(county)
    station = new_station()
    assert [item["body"]["what"] for item in station.feed()] == ["keys"]
    _, key, _ = keys_published(station)
    assert key == county.keys.public


def test_keys_of_all_stations_are_published_anew_whenever_one_enrols_or_is_revoked(county, new_station):
    publish_keys(county)
    first = new_station()
    second = new_station()
    version, _, known = keys_published(first)
    assert version == 3
    assert {number: one["public_key"] for number, one in known.items()} == {
        first.number: first.public_key,
        second.number: second.public_key,
    }
    assert {one["status"] for one in known.values()} == {"active"}
    stop_station(county, second.number, stopped=True, reason="检修")
    assert keys_published(first)[0] == 3
    revoke_station(county, second.number)
    version, _, known = keys_published(first)
    assert (version, known[first.number]["status"], known[second.number]["status"]) == (4, "active", "revoked")
    assert [item["body"]["version"] for item in first.feed() if item["type"] == "available"] == [2, 3, 4]


def test_settings_of_all_and_of_one_station_are_parts_of_one_pack(county, station, tmp_path):
    file = tmp_path / "settings.json"
    whole = {"all": {"hotline": "0571-1"}, "stations": {station.number: {"window": "3"}}}
    file.write_text(json.dumps(whole), "utf-8")
    assert publish_settings(county, file)["version"] == publish_settings(county, file)["version"] == 1
    parts = station.call("GET", "/v1/packs/settings/index").json()["items"]
    read = {part["code"]: station.call("GET", f"/v1/blobs/{part['digest']}").json() for part in parts}
    assert read == {"all": {"hotline": "0571-1"}, station.number: {"window": "3"}}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"all": {"clerk": "李"}}, "clerk"),
        ({"all": {"hotline": 12345}}, "热线"),
        ({"all": {"kind": "city"}}, "类型"),
        ({"hotline": "12345"}, "all"),
        ({"stations": {"990101-0999": {"window": "3"}}}, "990101-0999"),
        ({"stations": ["990101-0999"]}, "stations"),
        ([], "all"),
    ],
)
def test_settings_with_unknown_members_wrong_values_or_stations_are_not_published(county, tmp_path, values, words):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(values), "utf-8")
    with pytest.raises(PackRefused, match=words):
        publish_settings(county, file)


def test_earlier_versions_of_items_are_published_beside_the_newest(county):
    resources = Path(__file__).resolve().parents[2] / "resources"
    index = publish_catalogue(county, resources / "catalogue")
    earlier = [part["code"] for part in index["items"] if part["kind"] == "earlier"]
    shipped = json.loads((resources / "catalogue" / "index.json").read_text("utf-8"))["earlier"]
    assert earlier == [f"{one['code']}@{one['version']}" for one in shipped] != []


def test_what_was_never_published_is_not_found(station):
    for what in ("catalogue", "weather"):
        answer = station.call("GET", f"/v1/packs/{what}/index")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
