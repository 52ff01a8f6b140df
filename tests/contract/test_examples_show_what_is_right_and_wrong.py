"""Valid examples pass; each invalid one fails for the one reason its index names."""

import base64
import hashlib
import json
from pathlib import Path

import pytest
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

EXAMPLES = Path(__file__).resolve().parents[2] / "sync" / "contract" / "examples"
VALID = json.loads((EXAMPLES / "valid" / "_schemas.json").read_text("utf-8"))
INVALID = json.loads((EXAMPLES / "invalid" / "_why.json").read_text("utf-8"))
BEYOND_SCHEMA = {"signature", "chain", "gap"}
GENESIS = "0" * 64


def unsigned(value):
    return rfc8785.dumps({key: part for key, part in value.items() if key != "sig"})


def signature_holds(value, public_key):
    def raw(text):
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    try:
        Ed25519PublicKey.from_public_bytes(raw(public_key)).verify(raw(value["sig"]), unsigned(value))
    except InvalidSignature:
        return False
    return True


def chain_faults(events, prev=GENESIS):
    faults, seq = set(), 0
    for event in events:
        seq += 1
        if event["seq"] != seq:
            faults.add("gap")
        if event["prev"] != prev:
            faults.add("chain")
        own = hashlib.sha256(rfc8785.dumps(event)).hexdigest()
        prev = event["payload"]["digest"] if event["type"] == "tombstone" else own
        seq = event["seq"]
    return faults


def all_errors(errors):
    for error in errors:
        yield error
        yield from all_errors(error.context or ())


def pointer(error):
    return "".join(f"/{part}" for part in error.absolute_path)


def test_the_indexes_name_every_example_and_nothing_else():
    assert set(VALID) == {path.name for path in (EXAMPLES / "valid").glob("*.json")} - {"_schemas.json"}
    assert set(INVALID) == {path.name for path in (EXAMPLES / "invalid").glob("*.json")} - {"_why.json"}


def test_every_schema_has_a_valid_example(schemas):
    own = {name for name in schemas if not name.startswith("catalogue-")} - {"common.json"}
    assert own == set(VALID.values())


@pytest.mark.parametrize("name", sorted(VALID))
def test_valid_example_passes(name, load, validator):
    errors = validator(VALID[name]).iter_errors(load("examples", "valid", name))
    assert [f"{pointer(error)} {error.message}" for error in errors] == []


@pytest.mark.parametrize("name", sorted(name for name in INVALID if INVALID[name]["rule"] not in BEYOND_SCHEMA))
def test_invalid_example_breaks_the_named_rule_and_no_other(name, load, validator):
    why = INVALID[name]
    assert why["why"]
    errors = list(validator(why["schema"]).iter_errors(load("examples", "invalid", name)))
    assert len(errors) == 1, [error.message for error in errors]
    assert (why["rule"], why["at"]) in {(error.validator, pointer(error)) for error in all_errors(errors)}


@pytest.mark.parametrize("name", sorted(name for name in INVALID if INVALID[name]["rule"] in BEYOND_SCHEMA))
def test_what_no_schema_can_see_fits_its_schema_and_breaks_the_named_rule(name, load, validator, keys):
    why, example = INVALID[name], load("examples", "invalid", name)
    assert list(validator(why["schema"]).iter_errors(example)) == []
    if why["rule"] == "signature":
        owner = "county" if "kid" in example else "station"
        assert not signature_holds(example, keys[owner]["public_key"])
    else:
        assert why["rule"] in chain_faults(example["events"])


def test_the_valid_events_are_signed_and_chained_over_the_tombstone(load, keys):
    events = load("examples", "valid", "uplink.request.json")["events"]
    assert all(signature_holds(event, keys["station"]["public_key"]) for event in events)
    assert chain_faults(events) == set()
    assert "tombstone" in [event["type"] for event in events][:-1]


def test_single_events_are_those_of_the_batch_and_the_marks_name_the_last(load):
    events = load("examples", "valid", "uplink.request.json")["events"]
    for event in events:
        assert load("examples", "valid", f"event.{event['seq']}.{event['type']}.json") == event
    marks = load("examples", "valid", "marks.json")
    assert marks["received_to"] == len(events)
    assert marks["head_digest"] == hashlib.sha256(rfc8785.dumps(events[-1])).hexdigest()


def test_the_event_after_the_batch_goes_on_from_its_marks_and_names_its_lost_file_by_digest_alone(load, keys):
    event, marks = load("examples", "valid", "event.8.case.files_lost.json"), load("examples", "valid", "marks.json")
    assert (event["seq"], event["prev"]) == (marks["received_to"] + 1, marks["head_digest"])
    assert signature_holds(event, keys["station"]["public_key"])
    named = {name for one in load("examples", "valid", "uplink.request.json")["events"] for name in one["blobs"]}
    assert event["blobs"] == []
    assert set(event["payload"]["digests"]) <= named


def test_feed_items_and_the_pack_index_are_signed_by_the_county(load, keys):
    signed = [*load("examples", "valid", "feed.answer.json")["items"], load("examples", "valid", "pack.index.json")]
    for value in signed:
        assert value["kid"] == keys["county"]["kid"]
        assert signature_holds(value, keys["county"]["public_key"])


def test_event_blobs_are_those_its_payload_names(load):
    def named(node):
        if isinstance(node, dict):
            if {"digest", "media_type", "size"} <= set(node):
                yield node["digest"]
            for part in node.values():
                yield from named(part)
        elif isinstance(node, list):
            for part in node:
                yield from named(part)

    for event in load("examples", "valid", "uplink.request.json")["events"]:
        assert event["blobs"] == sorted(set(named(event["payload"])))
