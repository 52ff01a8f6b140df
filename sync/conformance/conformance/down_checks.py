"""What comes down: the feed, numbered and signed, and the packs, signed and complete."""

from __future__ import annotations

import json
from typing import Any

from conformance import contract, sealing
from conformance.desk import Desk
from conformance.findings import Chapter, Failed, Needs, NotTested, expect

DOWN = Chapter("Feed and packs", Needs.TOKEN)
PACKS = ("catalogue", "calendar", "settings", "keys")
_SCHEMAS = {"item": "catalogue-item.json", "package": "catalogue-package.json", "calendar": "catalogue-calendar.json"}
_TOO_LITTLE = (
    "the feed of a new station holds {count} items, two are needed: publish two packs "
    "(say keys and catalogue) before the code is issued"
)


@DOWN.check("L2", "Feed numbers rise by one")
def feed_numbers_rise_by_one(desk: Desk) -> None:
    """Within this epoch; ``last`` is the last of them."""
    items = whole_feed(desk)
    numbers = [int(one["seq"]) for one in items]
    if len(numbers) < 2:
        raise NotTested(_TOO_LITTLE.format(count=len(numbers)))
    expect(numbers == list(range(numbers[0], numbers[0] + len(numbers))), "numbers that rise by one", numbers[:20])
    last = ask(desk, 0)["last"]
    expect(last == numbers[-1], f"last {numbers[-1]}", last)


@DOWN.check("L1", "The feed goes on after the cursor and says the same when asked again")
def the_cursor_is_kept(desk: Desk) -> None:
    """One at a time, from the middle, at the end with a wait; a cursor below zero is refused."""
    items = whole_feed(desk)
    if len(items) < 2:
        raise NotTested(_TOO_LITTLE.format(count=len(items)))
    seq = items[0]["seq"]
    expect(ask(desk, seq)["items"] == items[1:], f"the items after {seq}, word for word", numbers_of(ask(desk, seq)))
    one = ask(desk, seq, limit=1)
    expect(one["items"] == items[1:2], f"item {items[1]['seq']} alone with limit=1", numbers_of(one))
    end = ask(desk, items[-1]["seq"], wait=int(min(1, desk.patience)))
    expect(end["items"] == [], "nothing after the last", numbers_of(end))
    desk.call("GET", "/v1/feed", params={"after": -1}).must_refuse(400, "request_invalid")


@DOWN.check("S3", "Every feed item is addressed to this station and signed by a county key")
def feed_items_are_signed(desk: Desk) -> None:
    """By the keys told at enrolment."""
    items = whole_feed(desk)
    if not items:
        raise NotTested(_TOO_LITTLE.format(count=0))
    for item in items:
        expect(
            item.get("station") == desk.number, f"station {desk.number}", f"item {item['seq']}: {item.get('station')}"
        )
        expect_signed(desk, item, f"feed item {item['seq']}")


@DOWN.check("P2", "Pack indexes are signed by a county key")
def packs_are_signed(desk: Desk) -> None:
    """Every pack that is published; one that is not is not found."""
    desk.call("GET", "/v1/packs/elsewhere/index").must_refuse(404, "not_found")
    for what, index in published(desk).items():
        expect(index.get("what") == what, f"what: {what}", index.get("what"))
        expect_signed(desk, index, f"the index of {what}")


@DOWN.check("P1", "An `available` item stands for an index of that version")
def available_packs_are_there(desk: Desk) -> None:
    """The highest version of each pack; its digest is that of the index."""
    told: dict[str, dict[str, Any]] = {}
    for item in whole_feed(desk):
        if (
            item["type"] == "available"
            and item["body"]["version"] >= told.get(item["body"]["what"], item["body"])["version"]
        ):
            told[item["body"]["what"]] = item["body"]
    indexes = published(desk)
    silent = sorted(set(indexes) - set(told))
    expect(not silent, "an `available` item for every pack", f"none for {', '.join(silent)}")
    for what, body in told.items():
        if what not in PACKS:
            continue  # programs have their own way
        expect(what in indexes, f"the index of {what}", "not found")
        version = indexes[what]["version"]
        expect(version == body["version"], f"{what} version {body['version']}", version)
        signed = county_signed(desk, indexes[what])
        if signed and body["digest"] != sealing.digest(indexes[what]):
            raise Failed(f"digest of the index {sealing.digest(indexes[what])[:12]}…", body["digest"])


@DOWN.check("P3", "Every part of a pack can be read, whole and by its digest")
def packs_are_complete(desk: Desk) -> None:
    """All parts of all packs."""
    for what, index in published(desk).items():
        for part in index["items"]:
            answer = desk.call("GET", f"/v1/blobs/{part['digest']}")
            name = f"{what} part {part['code']}"
            expect(answer.status == 200, f"HTTP 200 for {name}", answer)
            came = (sealing.sha256(answer.content), len(answer.content))
            expect(came == (part["digest"], part["size"]), f"{name}: {part['size']} bytes of that digest", came)


@DOWN.check("P4", "Catalogue and calendar parts follow their schemas")
def parts_follow_their_schemas(desk: Desk) -> None:
    """Told apart by ``kind``."""
    indexes = published(desk)
    parts = [part for what in ("catalogue", "calendar") for part in parts_of(indexes, what, *_SCHEMAS)]
    if not parts:
        raise NotTested("neither a catalogue nor a calendar is published: publish one, then run again")
    for part in parts:
        expect_schema(desk, part, _SCHEMAS[str(part["kind"])])


@DOWN.check("P5", "Earlier versions of items, where there are any, are named by item and version")
def earlier_versions_are_named(desk: Desk) -> None:
    """And follow the schema of an item."""
    for part in parts_of(published(desk), "catalogue", "earlier"):
        value = content_of(desk, part)
        name = f"{value.get('code')}@{value.get('version')}"
        expect(part["code"] == name, f"the code {name}", part["code"])
        expect_schema(desk, part, _SCHEMAS["item"])


@DOWN.check("P6", "Pack keys holds every county key and the stations' keys")
def keys_are_published(desk: Desk) -> None:
    """The county's keys are those told at enrolment."""
    indexes = published(desk)
    told = [content_of(desk, part) for part in parts_of(indexes, "keys", "key")]
    keys = {one.get("kid"): one.get("public_key") for one in told}
    expect(keys == desk.county_keys, f"the keys told at enrolment: {', '.join(desk.county_keys)}", keys)
    lists = parts_of(indexes, "keys", "stations")
    expect([one["code"] for one in lists] == ["stations"], "one part `stations` of kind `stations`", lists)
    expect_schema(desk, lists[0], "pack.stations.json")


@DOWN.check("P7", "A station that has just enrolled stands in pack keys")
def this_station_is_published(desk: Desk) -> None:
    """So that others prove its receipts from now on."""
    for part in parts_of(published(desk), "keys", "stations"):
        for one in content_of(desk, part)["stations"]:
            if one.get("station") == desk.number:
                expect(one.get("public_key") == sealing.public_key(desk.key), "this station's public key", one)
                return
    raise Failed(f"station {desk.number} in pack keys", "it is not there")


@DOWN.check("P8", "Settings, where there are any, follow their schema")
def settings_follow_their_schema(desk: Desk) -> None:
    """Those for all, for this station, and for others."""
    for part in parts_of(published(desk), "settings", "settings"):
        expect_schema(desk, part, "pack.settings.json")


def whole_feed(desk: Desk) -> list[dict[str, Any]]:
    """All items so far, asked for page by page."""
    items: list[dict[str, Any]] = []
    while page := ask(desk, items[-1]["seq"] if items else 0)["items"]:
        if items and page[0]["seq"] <= items[-1]["seq"]:
            raise Failed(f"items after {items[-1]['seq']}", numbers_of({"items": page}))
        items += page
    return items


def ask(desk: Desk, after: int, **more: int) -> dict[str, Any]:
    """One page of the feed."""
    body = desk.call("GET", "/v1/feed", params={"after": after, **more}).members()
    expect(isinstance(body.get("items"), list) and "last" in body, "items and last", body)
    return body


def numbers_of(page: dict[str, Any]) -> str:
    """The numbers of a page of the feed."""
    return f"items {[one.get('seq') for one in page['items']]}"


def published(desk: Desk) -> dict[str, dict[str, Any]]:
    """The index of every pack that is published.

    Raises:
        NotTested: there is none.
    """
    answers = {what: desk.call("GET", f"/v1/packs/{what}/index") for what in PACKS}
    found = {what: answer.members() for what, answer in answers.items() if answer.status != 404}
    if not found:
        raise NotTested("no pack is published: publish one (say the county's keys), then run again")
    return found


def parts_of(indexes: dict[str, dict[str, Any]], what: str, *kinds: str) -> list[dict[str, Any]]:
    """The parts of those kinds in the pack ``what``; none where it is not published."""
    return [one for one in indexes.get(what, {}).get("items", []) if one.get("kind") in kinds]


def content_of(desk: Desk, part: dict[str, Any]) -> dict[str, Any]:
    """What a part says.

    Raises:
        Failed: it cannot be read, or is no JSON object.
    """
    answer = desk.call("GET", f"/v1/blobs/{part['digest']}")
    try:
        value = json.loads(answer.content) if answer.status == 200 else None
    except ValueError:
        value = None
    expect(isinstance(value, dict), f"part {part['code']} as a JSON object", answer)
    assert isinstance(value, dict)
    return value


def expect_schema(desk: Desk, part: dict[str, Any], schema: str) -> None:
    """Go on when a part follows its schema.

    Raises:
        Failed: it does not.
    """
    found = contract.fault(schema, content_of(desk, part))
    expect(not found, f"part {part['code']} by {schema}", found)


def county_signed(desk: Desk, value: dict[str, Any]) -> bool:
    """Is ``value`` signed by the county key it names?"""
    key = desk.county_keys.get(str(value.get("kid")))
    return key is not None and sealing.is_signed(value, key)


def expect_signed(desk: Desk, value: dict[str, Any], what: str) -> None:
    """Go on when the county signed it.

    Raises:
        Failed: it did not.
    """
    kid = str(value.get("kid"))
    expect(kid in desk.county_keys, f"{what}: kid of a key told at enrolment", kid)
    expect(county_signed(desk, value), f"{what}: a signature by {kid}", "a signature that does not hold")
