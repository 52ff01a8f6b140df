"""The county's tables. Times are RFC 3339 text in UTC, so they sort and read alike in every database.

Doubles are kept out by constraints, never by looking first: ``events`` by (station, seq),
``case_events`` by event id and by (case, case_seq), ``cases`` by id, provisional and official
number, ``evaluations`` by (case, number), ``uploads`` by (station, digest), each within its station;
what must be unique in the whole county stands in ``claims``.

Every table but the four small ones of ``EVERYWHERE`` is of one partition column, and each of its keys and unique
constraints holds that column, so a distributed PostgreSQL can spread it (``sync/decisions/scale.md``).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

meta = Table("meta", metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))
"""One row for each fact about this county: schema, epoch, how many epochs there were."""

codes = Table(
    "codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("site", Text, nullable=False),
    Column("device", String(2), nullable=False, default=""),
    Column("created_at", String(30), nullable=False),
    Column("expires_at", String(30), nullable=False),
    Column("station", String(20)),
)
"""Enrolment codes (登记码), by their SHA-256 only."""

stations = Table(
    "stations",
    metadata,
    Column("number", String(20), primary_key=True),
    Column("region", String(12), nullable=False),
    Column("device", String(2), nullable=False),
    Column("public_key", String(43), nullable=False),
    Column("site", Text, nullable=False),
    Column("device_name", Text, nullable=False),
    Column("software", Text, nullable=False),
    Column("status", String(10), nullable=False, default="active"),
    Column("enrolled_at", String(30), nullable=False),
    Column("last_seen", String(30)),
    Column("received_to", _NUMBER, nullable=False, default=0),
    Column("safe_to", _NUMBER, nullable=False, default=0),
    Column("head_digest", String(64), nullable=False),
    Column("feed_last", _NUMBER, nullable=False, default=0),
)
"""Stations (站点). ``status``: active, stopped, revoked."""

told_heads = Table(
    "told_heads",
    metadata,
    Column("station", String(20), ForeignKey("stations.number"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("head", _NUMBER, nullable=False),
)
"""How far each station last said, on each day of the county's wall, that its own log goes: what it may still hold."""

claims = Table(
    "claims",
    metadata,
    Column("value", String(100), primary_key=True),
    Column("station", String(20), nullable=False),
)
"""What only one station of the county may have: ``number LS…`` (provisional numbers), ``key …``, ``device region 01``."""

assertions = Table(
    "assertions",
    metadata,
    Column("station", String(20), nullable=False),
    Column("jti", String(200), nullable=False),
    Column("expires_at", _NUMBER, nullable=False),
    PrimaryKeyConstraint("station", "jti"),
)
"""Assertions used, until they expire: none works twice."""

events = Table(
    "events",
    metadata,
    Column("station", String(20), ForeignKey("stations.number"), nullable=False),
    Column("seq", _NUMBER, nullable=False),
    Column("id", String(36), nullable=False),
    Column("type", String(64), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("case_seq", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("stored_at", String(30), nullable=False),
    Column("verdict", String(10), nullable=False),
    Column("answer", Text, nullable=False),
    PrimaryKeyConstraint("station", "seq"),
    Index("events_of_case", "case_id", "station", "seq"),
    Index("events_by_verdict", "station", "verdict", "seq"),
)
"""The uplink log as sent (``text`` is the canonical JSON), each event with its verdict."""

event_blobs = Table(
    "event_blobs",
    metadata,
    Column("station", String(20), nullable=False),
    Column("seq", _NUMBER, nullable=False),
    Column("digest", String(64), nullable=False),
    PrimaryKeyConstraint("station", "seq", "digest"),
)
"""Which files an event names."""

awaited = Table(
    "awaited",
    metadata,
    Column("digest", String(64), nullable=False),
    Column("station", String(20), nullable=False),
    PrimaryKeyConstraint("digest", "station"),
)
"""Which stations hold an event back until a file is here."""

cases = Table(
    "cases",
    metadata,
    Column("station", String(20), ForeignKey("stations.number"), nullable=False),
    Column("id", String(36), nullable=False),
    Column("provisional_number", String(50), nullable=False),
    Column("official_number", String(50)),
    Column("item_code", String(64), nullable=False),
    Column("item_version", Integer, nullable=False),
    Column("item_name", Text, nullable=False),
    Column("applicant", Text, nullable=False),
    Column("mode", String(20), nullable=False),
    Column("state", String(3), nullable=False),
    Column("received_at", String(30), nullable=False),
    Column("received_event", String(36), nullable=False),
    Column("receipt_digest", String(64), nullable=False),
    Column("correction_round", Integer, nullable=False, default=0),
    Column("updated_at", String(30), nullable=False),
    PrimaryKeyConstraint("station", "id"),
    UniqueConstraint("station", "provisional_number"),
    UniqueConstraint("station", "official_number"),
    Index("cases_by_id", "id"),
    Index("cases_by_provisional_number", "provisional_number"),
    Index("cases_by_official_number", "official_number"),
    Index("cases_by_state", "state", "station"),
)
"""The case register (办件). ``state`` by the codes of the contract; S25: taken over, not yet registered."""

case_events = Table(
    "case_events",
    metadata,
    Column("station", String(20), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("case_seq", Integer, nullable=False),
    Column("event_id", String(36), nullable=False),
    Column("seq", _NUMBER, nullable=False),
    Column("type", String(64), nullable=False),
    PrimaryKeyConstraint("station", "case_id", "case_seq"),
    UniqueConstraint("station", "event_id"),
    UniqueConstraint("station", "seq"),
)
"""The events that were accepted, by case: each applied once."""

corrections = Table(
    "corrections",
    metadata,
    Column("station", String(20), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("round", Integer, nullable=False),
    Column("document_number", String(50), nullable=False),
    Column("due", String(10), nullable=False),
    Column("asked_at", String(30), nullable=False),
    Column("answered_at", String(30)),
    PrimaryKeyConstraint("station", "case_id", "round"),
    UniqueConstraint("station", "document_number"),
    ForeignKeyConstraint(["station", "case_id"], ["cases.station", "cases.id"]),
)
"""补正通知: one a round."""

evaluations = Table(
    "evaluations",
    metadata,
    Column("station", String(20), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("number", Integer, nullable=False),
    Column("level", String(20), nullable=False),
    Column("options", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("evaluated_at", String(30), nullable=False),
    PrimaryKeyConstraint("station", "case_id", "number"),
    ForeignKeyConstraint(["station", "case_id"], ["cases.station", "cases.id"]),
)
"""好差评."""

feed = Table(
    "feed",
    metadata,
    Column("station", String(20), ForeignKey("stations.number"), nullable=False),
    Column("seq", _NUMBER, nullable=False),
    Column("type", String(64), nullable=False),
    Column("case_id", String(36)),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("station", "seq"),
    Index("feed_of_case", "station", "case_id"),
)
"""One numbered log for each station; ``text`` is the signed item."""

blobs = Table(
    "blobs",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size", _NUMBER),
    Column("media_type", String(100), nullable=False, default="application/octet-stream"),
    Column("complete", Boolean, nullable=False, default=False),
    Column("published", Boolean, nullable=False, default=False),
    Column("completed_at", String(30)),
)
"""Files by content. A row without bytes: an event names the file, it has not arrived whole."""

blob_readers = Table(
    "blob_readers",
    metadata,
    Column("station", String(20), nullable=False),
    Column("digest", String(64), nullable=False),
    PrimaryKeyConstraint("station", "digest"),
)
"""Who may read an unpublished file: those who sent it and those who were sent it."""

uploads = Table(
    "uploads",
    metadata,
    Column("station", String(20), nullable=False),
    Column("id", String(36), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("length", _NUMBER, nullable=False),
    Column("offset", _NUMBER, nullable=False, default=0),
    Column("created_at", String(30), nullable=False),
    PrimaryKeyConstraint("station", "id"),
    UniqueConstraint("station", "digest"),
)
"""tus uploads, under way or done."""

pieces = Table(
    "pieces",
    metadata,
    Column("station", String(20), nullable=False),
    Column("upload", String(36), nullable=False),
    Column("start", _NUMBER, nullable=False),
    Column("size", _NUMBER, nullable=False),
    Column("name", String(100), nullable=False),
    PrimaryKeyConstraint("station", "upload", "start"),
)
"""What counts of an upload under way: one stored piece for each PATCH."""

packs = Table(
    "packs",
    metadata,
    Column("what", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("published_at", String(30), nullable=False),
    PrimaryKeyConstraint("what", "version"),
)
"""Signed indexes of what was published."""

serials = Table(
    "serials",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("last", Integer, nullable=False),
)
"""Last number given, for each kind of number."""

EVERYWHERE = frozenset({"meta", "codes", "packs", "serials"})
"""Small tables that a distributed database keeps whole on every machine."""

PARTITION = {table.name: "station" for table in metadata.sorted_tables if table.name not in EVERYWHERE} | {
    "stations": "number",
    "claims": "value",
    "blobs": "digest",
    "awaited": "digest",
}
"""By which column each other table is spread."""
