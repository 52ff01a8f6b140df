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
        signed = contract_signed(desk, indexes[what])
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
    seen = 0
    for what, index in published(desk).items():
        for part in index["items"]:
            schema = _SCHEMAS.get(str(part.get("kind", "")))
            if what not in ("catalogue", "calendar") or schema is None:
                continue
            seen += 1
            found = part_fault(desk, part["digest"], schema)
            expect(not found, f"{what} part {part['code']} by {schema}", found)
    if not seen:
        raise NotTested("neither a catalogue nor a calendar is published: publish one, then run again")


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


def part_fault(desk: Desk, digest: str, schema: str) -> str:
    """What is wrong with a part by its schema; empty: nothing."""
    try:
        value = json.loads(desk.call("GET", f"/v1/blobs/{digest}").content)
    except ValueError:
        return "not JSON"
    return contract.fault(schema, value)


def contract_signed(desk: Desk, value: dict[str, Any]) -> bool:
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
    expect(contract_signed(desk, value), f"{what}: a signature by {kid}", "a signature that does not hold")
