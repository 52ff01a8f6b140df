"""A township's station hands on, over its line, the sealed file of another station; the office sees who it was from."""

import hashlib
import json
from pathlib import Path

from county import blobs, relay_line
from county.database import reading, writing
from county.files import keep_bytes
from county.listing import blob_rows
from county.packs import publish_keys
from county.tables import blobs as blob_table

EXAMPLES = Path(__file__).resolve().parents[2] / "sync" / "contract" / "examples"


def handed_on(station, content, by=None):
    station.upload(content)
    digest = hashlib.sha256(content).hexdigest()
    return (by or station).call("POST", "/v1/relay", json={"digest": digest})


def refused(answer, status, code):
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["title"].endswith("。")


def test_a_bundle_of_a_station_nobody_knows_is_refused_in_words(station):
    bundle = (EXAMPLES / "bundles" / "windowdesk-990101-0001-1.wdb").read_bytes()
    refused(handed_on(station, bundle), 422, "bundle")


def test_a_file_that_somebody_else_uploaded_is_not_handed_on(station, new_station):
    refused(handed_on(new_station(), b"WDBUNDLE of the other", by=station), 404, "not_found")


def test_a_request_with_a_code_of_nobody_is_refused(station):
    request = json.loads((EXAMPLES / "valid" / "enrol.stick.request.json").read_text("utf-8"))
    refused(handed_on(station, json.dumps(request, separators=(",", ":")).encode()), 422, "bundle")


def test_a_published_file_is_never_forgotten(county):
    index = publish_keys(county)
    digest = index["items"][0]["digest"]
    blobs.forget(county, digest)
    assert digest in {row["digest"] for row in blob_rows(county)}


def test_replies_that_nobody_fetched_go_after_a_month(county):
    digest = keep_bytes(county.files, b"an old reply")
    with writing(county.engine) as connection:
        blobs.mark_complete(connection, county, digest, 12, relay_line.REPLY_TYPE)
    blobs.forget_older(county, relay_line.REPLY_TYPE, "2000-01-01T00:00:00.000000Z")
    assert digest in {row["digest"] for row in blob_rows(county)}
    blobs.forget_older(county, relay_line.REPLY_TYPE, "9999-01-01T00:00:00.000000Z")
    with reading(county.engine) as connection:
        assert connection.execute(blob_table.select().where(blob_table.c.digest == digest)).first() is None
