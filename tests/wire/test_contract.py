"""The client reads the contract as the county's side does: the same files, the same examples."""

import json

import pytest

from windowdesk import assets, errors
from windowdesk.wire import contract
from windowdesk.wire.canonical import public_key_from
from windowdesk.wire.case_json import TOMBSTONE, event_from
from windowdesk.wire.envelope import verify
from windowdesk.wire.feed_json import read_item
from windowdesk.wire.packs import read_index

EXAMPLES = assets.path("sync", "contract", "examples")
VALID = {
    name: schema.removesuffix(".json")
    for name, schema in json.loads((EXAMPLES / "valid" / "_schemas.json").read_text("utf-8")).items()
}
WHY = json.loads((EXAMPLES / "invalid" / "_why.json").read_text("utf-8"))
KEYS = json.loads((EXAMPLES / "keys.json").read_text("utf-8"))


def example(folder, name):
    return json.loads((EXAMPLES / folder / name).read_text("utf-8"))


@pytest.mark.parametrize("name", VALID)
def test_a_valid_example_is_taken(name):
    body = example("valid", name)
    contract.check_answer(VALID[name], body)
    if VALID[name].startswith("payload.") and TOMBSTONE not in name:
        assert event_from(VALID[name].removeprefix("payload."), body)
    if VALID[name] == "event" and body["type"] != TOMBSTONE:
        assert event_from(body["type"], body["payload"])


@pytest.mark.parametrize("name", sorted(set(VALID) & {name for name in VALID if name.startswith("event.")}))
def test_the_events_of_the_examples_are_signed_by_the_station_of_the_examples(name):
    text = (EXAMPLES / "valid" / name).read_text("utf-8")
    key = public_key_from(KEYS["station"]["public_key"])
    from windowdesk.wire.canonical import canonical

    assert verify(canonical(json.loads(text)).decode(), key)


@pytest.mark.parametrize("name", [name for name in VALID if name.startswith("feed.item.")])
def test_the_feed_of_the_examples_is_read_as_news(name):
    body = example("valid", name)
    item = read_item(body, body["station"], county_keys())
    assert item.news is not None
    assert body["type"] == item.news.TYPE
    assert item.trouble is None


def test_the_index_of_the_examples_is_read():
    body = example("valid", "pack.index.json")
    index = read_index(body["what"], body, 0, county_keys())
    assert index.version == body["version"]
    with pytest.raises(errors.InputRefused) as caught:
        read_index(body["what"], body, body["version"] + 1, county_keys())
    assert caught.value.code == errors.CATALOGUE_OLD.code


def county_keys():
    county = KEYS["county"]
    return {county["kid"]: public_key_from(county["public_key"])}


@pytest.mark.parametrize("name", sorted(name for name in WHY))
def test_an_invalid_example_is_refused(name):
    why = WHY[name]
    schema = why["schema"].removesuffix(".json")
    body = example("invalid", name)
    if why.get("by", "schema") != "schema" or not contract.findings(contract._checked(schema), body):
        refused_beyond_the_schema(schema, body)
        return
    if schema.startswith("payload."):
        with pytest.raises(errors.InputRefused) as caught:
            contract.check(schema.removeprefix("payload."), body)
        assert caught.value.code in (errors.FIELD_WRONG.code, errors.FIELD_MISSING.code)
        assert caught.value.happened
    else:
        with pytest.raises(errors.CountyTrouble):
            contract.check_answer(schema, body)


def refused_beyond_the_schema(schema, body):
    """What no schema sees: a signature, a chain."""
    if schema == "event":
        from windowdesk.wire.canonical import canonical

        assert not verify(canonical(body).decode(), public_key_from(KEYS["station"]["public_key"]))
    elif schema == "feed.item":
        with pytest.raises(errors.CountyTrouble) as caught:
            read_item(body, body["station"], county_keys())
        assert caught.value.code == errors.COUNTY_SIGNATURE.code
    else:
        assert schema == "uplink.request", f"nobody refuses {schema}"
        pairs = zip(body["events"], body["events"][1:], strict=False)
        from windowdesk.wire.canonical import canonical, sha256_hex

        assert any(
            after["seq"] != before["seq"] + 1 or after["prev"] != sha256_hex(canonical(before))
            for before, after in pairs
        )


def received(**changed):
    payload = example("valid", "payload.case.received.json")
    payload["case"] = {**payload["case"], **changed}
    return payload


@pytest.mark.parametrize(
    ("payload", "sentence"),
    [
        (received(applicant={"name": "", "id_number": "1" * 17 + "X", "id_kind": "111", "assurance": "T"}), "“姓名”填得不对：不能为空。"),
        (received(applicant={"id_number": "1" * 17 + "X", "id_kind": "111", "assurance": "T"}), "还没有填“姓名”。"),
        (received(applicant={"name": "张", "id_number": "12", "id_kind": "111", "assurance": "T"}), "“证件号码”填得不对：格式不对。"),
        (received(mode="shop"), "“收件方式”填得不对：只能选："),
        (received(region="12"), "“行政区划”填得不对：格式不对。"),
        (received(received_at="yesterday"), "“收件时间”填得不对："),
        (received(official_number="1"), "“正式受理编号”填得不对："),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_the_words_of_the_form(payload, sentence):
    with pytest.raises(errors.InputRefused) as caught:
        contract.check("case.received", payload)
    assert caught.value.happened.startswith(sentence)


def test_the_form_of_an_item_is_checked_with_its_own_titles():
    schema = {
        "type": "object",
        "properties": {
            "members": {"title": "家庭人数", "type": "integer", "minimum": 1, "maximum": 30},
            "since": {"title": "参保日期", "type": "string", "format": "date"},
            "kind": {"title": "人员类别", "enum": ["普通", "低保"]},
            "note": {"title": "备注", "type": "string", "maxLength": 5, "minLength": 1},
        },
        "required": ["members", "since"],
    }
    found = contract.check_form(schema, {"members": 0, "kind": "其他", "note": ""})
    assert {(one.title, one.reason, one.missing) for one in found} == {
        ("家庭人数", "不能小于 1", False),
        ("参保日期", "没有填写", True),
        ("人员类别", "只能选：普通、低保", False),
        ("备注", "不能为空", False),
    }
    assert contract.check_form(schema, {"members": 3, "since": "2026-11-22"}) == ()
    (wrong,) = contract.check_form(schema, {"members": 3, "since": "2026-02-30"})
    assert wrong.reason == "日期要写成 2026-01-31 这样"


def test_no_reason_repeats_what_was_typed():
    secret = "990101196203100025"
    payload = received(applicant={"name": secret, "id_number": secret + "99", "id_kind": "111", "assurance": "T"})
    for finding in contract.findings(contract._checked("payload.case.received"), payload):
        assert secret not in finding.reason + finding.title
