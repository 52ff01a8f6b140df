"""The test station: a key, a log, a token. It plays a village room of the fictional region 99 with invented people."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from conformance import bundles, sealing
from conformance.findings import NotTested
from conformance.line import Answer, Line

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SOFTWARE = "windowdesk-conformance"


class Desk:
    """Everything the checks share. ``patience``: seconds to wait for what need not be immediate."""

    def __init__(self, line: Line, code: str, patience: float) -> None:
        self.line = line
        self.code = code
        self.patience = patience
        self.key = Ed25519PrivateKey.generate()
        self.number = ""
        self.site: Mapping[str, Any] = {}
        self.device = ""
        self.county_keys: dict[str, str] = {}
        self.sealing_key: tuple[str, str] | None = None
        """Name and X25519 key that bundles are sealed to; None: the county takes none."""
        self.reply_key = X25519PrivateKey.generate()
        self.clock_offset = 0
        """Seconds to add to this computer's clock to get the platform's, told by its health."""
        self.token = ""
        self.received_to = 0
        self.head = sealing.GENESIS
        self.feed: list[dict[str, Any]] = []
        self._touched = False
        self._token_until = 0.0
        self._turns: dict[str, int] = {}
        self._sent: list[Mapping[str, Any]] = []
        self._serial = secrets.randbelow(36**3)
        self._bundles = 0

    # calls

    def call(self, verb: str, path: str, **more: Any) -> Answer:
        """A call with the access token, renewed in time."""
        if self.token and time.monotonic() > self._token_until:
            self.sign_in()
        return self.line.call(verb, path, token=self.token, **more)

    def ask_token(self, assertion: str) -> Answer:
        """``POST /v1/token``."""
        return self.line.call("POST", "/v1/token", data={"grant_type": GRANT, "assertion": assertion})

    def sign_in(self) -> Answer:
        """Take a new access token."""
        answer = self.ask_token(self.assertion())
        body = answer.members()
        self.token = str(body.get("access_token", ""))
        life = body.get("expires_in")
        self._token_until = time.monotonic() + (life if isinstance(life, int) else 60) / 2
        return answer

    def enrol(self, code: str, key: Ed25519PrivateKey, **changed: Any) -> Answer:
        """``POST /v1/enrol``."""
        usual = {"public_key": sealing.public_key(key), "device_name": "符合性测试", "software": SOFTWARE}
        return self.line.call("POST", "/v1/enrol", json={"code": code, **usual, **changed})

    def claims(self, **changed: Any) -> dict[str, Any]:
        """The claims of a good assertion, but for ``changed``; a claim changed to None is left out."""
        now = int(time.time()) + self.clock_offset
        usual = {"iss": self.number, "sub": self.number, "aud": "/v1/token", "iat": now, "exp": now + 120}
        full = {**usual, "jti": secrets.token_hex(16), **changed}
        return {name: value for name, value in full.items() if value is not None}

    def assertion(self, key: Ed25519PrivateKey | None = None, **changed: Any) -> str:
        """A signed assertion, good but for ``key`` and ``changed``."""
        return jwt.encode(self.claims(**changed), key or self.key, algorithm="EdDSA")

    def send(self, *events: Mapping[str, Any]) -> Answer:
        """``POST /v1/uplink``."""
        return self.send_text(json.dumps({"events": events}).encode(), *events)

    def send_text(self, body: bytes, *events: Mapping[str, Any], **headers: str) -> Answer:
        """The same with the body spelt by the caller."""
        self._sent += events
        usual = {"Content-Type": "application/json"}
        return self.call("POST", "/v1/uplink", data=body, headers={**usual, **headers})

    def marks(self) -> dict[str, Any]:
        """``GET /v1/uplink``."""
        return self.call("GET", "/v1/uplink").members()

    def verdict_of(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """The verdict of one event as it stands now.

        Raises:
            NotTested: the platform does not tell it.
        """
        body = self.call("GET", "/v1/verdicts", params={"from": event["seq"], "limit": 1}).members()
        told: list[dict[str, Any]] = body.get("verdicts", [])
        if not told or told[0].get("seq") != event["seq"]:
            raise NotTested(f"GET /v1/verdicts?from={event['seq']} does not begin with that event")
        return told[0]

    def open_cases(self, accepted: Collection[str]) -> list[str]:
        """Cases that were received and not withdrawn, by the ids of the events that were accepted."""
        done = [one for one in self._sent if one["id"] in accepted]
        ended = {one["case"] for one in done if one["type"] == "case.withdrawn"}
        received = dict.fromkeys(one["case"] for one in done if one["type"] == "case.received")
        return [case for case in received if case not in ended]

    # by stick

    def bundle(
        self, events: Sequence[Mapping[str, Any]], files: Sequence[bytes], *, asks: Sequence[str] = (),
        key: Ed25519PrivateKey | None = None,
    ) -> bytes:  # fmt: skip
        """A bundle of this station; ``key``: signed by somebody else."""
        assert self.sealing_key is not None
        self._bundles += 1
        self._sent += events
        kid, to = self.sealing_key
        first = int(events[0]["seq"])
        label = {
            "what": "up", "station": self.number, "number": self._bundles, "first": first,
            "last": first + len(events) - 1, "texts": len(events), "files": len(files), "created": self.moment(),
            "kid": kid,
        }  # fmt: skip
        manifest = {
            "station": self.number, "number": self._bundles, "epoch": "", "cursor": 0,
            "open": [one["seq"] for one in events], "asks": list(asks), "wants": [], "packs": {},
            "reply_key": sealing.base64url(self.reply_key.public_key().public_bytes_raw()),
            "texts": [{"name": "events", "count": len(events)}],
            "blobs": [{"digest": sealing.sha256(one), "media_type": "image/jpeg", "size": len(one)} for one in files],
        }  # fmt: skip
        return bundles.write(label, manifest, events, b"".join(files), to, key or self.key)

    # the log

    def catch_up(self) -> None:
        """Let the log go on from where the platform says it stands, whatever a check before has done to it."""
        if self._touched:
            marks = self.marks()
            self.received_to, self.head = int(marks["received_to"]), str(marks["head_digest"])
            self._touched = False

    def event(self, kind: str, case: str, payload: Mapping[str, Any], **changed: Any) -> dict[str, Any]:
        """The next event of the log, signed. The log goes on from it."""
        event = self.sketch(kind, case, payload, **changed)
        self.received_to = int(event["seq"])
        self.head = str(payload["digest"]) if kind == "tombstone" else sealing.digest(event)
        return event

    def sketch(self, kind: str, case: str, payload: Mapping[str, Any], **changed: Any) -> dict[str, Any]:
        """As ``event``, but the log does not go on from it."""
        self._touched = True
        if case:
            self._turns[case] = self._turns.get(case, 0) + 1
        event = {
            "seq": self.received_to + 1,
            "id": sealing.uuid7(),
            "type": kind,
            "case": case,
            "case_seq": self._turns.get(case, 0),
            "basis": 0,
            "time": self.moment(),
            "offset": None,
            "actor": "001",
            "payload": dict(payload),
            "blobs": [],
            "prev": self.head,
            "station": self.number,
            "suite": "Ed25519-SHA256",
            **changed,
        }
        return sealing.seal(event, self.key)

    def received(self, pages: Sequence[bytes] = (), **changed: Any) -> dict[str, Any]:
        """The event that a new case was received, with ``pages`` scanned; ``changed`` are members of the case."""
        case = {**self.case(pages), **changed}
        return self.event("case.received", case["id"], {"case": case}, blobs=sorted({sealing.sha256(p) for p in pages}))

    def withdrawn(self, case: str, **changed: Any) -> dict[str, Any]:
        """The event that a case was withdrawn."""
        return self.event("case.withdrawn", case, self.withdrawal(), **changed)

    def files_lost(self, case: str, *pages: bytes) -> dict[str, Any]:
        """The event that the station can give these pages of a case no more."""
        digests = [sealing.sha256(one) for one in pages]
        return self.event("case.files_lost", case, {"digests": digests, "found_at": self.moment()})

    def withdrawal(self) -> dict[str, Any]:
        """The payload of a withdrawal."""
        return {"reason": "符合性测试结束", "withdrawn_at": self.moment()}

    def case(self, pages: Sequence[bytes] = ()) -> dict[str, Any]:
        """A new case of an invented person (the number's region and check digit are synthetic)."""
        scans = [{"digest": sealing.sha256(one), "media_type": "image/jpeg", "size": len(one)} for one in pages]
        person = {"name": "张样例", "id_number": "990101196203100025", "id_kind": "111", "assurance": "C"}
        return {
            "id": sealing.uuid7(),
            "provisional_number": self._provisional_number(),
            "item_code": "990101001-EX01",
            "item_version": 1,
            "item_name": "符合性测试事项",
            "state": "S10",
            "mode": "window",
            "applicant": person,
            "received_at": self.moment(),
            "clerk": "李样例",
            "badge": "001",
            "window": "1",
            "site": self.site["name"],
            "region": self.site["region"],
            "receives_for": self.site["receives_for"],
            "materials": [{"material": "M1", "name": "身份证", "how": "scan" if pages else "paper", "pages": scans}],
        }

    def moment(self) -> str:
        """Now by the platform's clock, RFC 3339 in UTC."""
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + self.clock_offset))

    def _provisional_number(self) -> str:
        self._serial += 1
        day = time.strftime("%y%m%d", time.gmtime(time.time() + self.clock_offset + 8 * 3600))
        number = f"LS{self.site['region']}{day}{self.device}C{_base36(self._serial)}"
        return number + sealing.check_character(number)


def _base36(value: int) -> str:
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return digits[value // 1296 % 36] + digits[value // 36 % 36] + digits[value % 36]
