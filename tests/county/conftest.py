"""A real county on a free port, and a little station written from the contract alone."""

import asyncio
import base64
import functools
import hashlib
import json
import re
import secrets
import threading
import time
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import jwt
import pytest
import requests
import rfc8785
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from county.enrolment import issue_code
from county.place import open_county
from county.server import Address, listen, make_server

SECONDS = 20
GENESIS = "0" * 64
SITE = {
    "name": "石桥村便民服务室",
    "region": "990101001001",
    "kind": "village",
    "agency": "石桥镇便民服务中心",
    "receives_for": "applicant",
    "window": "1",
    "hotline": "12345",
    "entrance": "",
    "query_ways": "到本窗口查询",
}


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def uuid7():
    value = int(time.time() * 1000) << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def without_sig(value):
    return rfc8785.dumps({name: part for name, part in value.items() if name != "sig"})


@functools.cache
def contract():
    """The OpenAPI document and a registry of its schemas."""
    folder = Path(__file__).resolve().parents[2] / "sync" / "contract"
    schemas = [json.loads(path.read_text("utf-8")) for path in (folder / "schemas").glob("*.json")]
    known = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in schemas if "$id" in one)
    return yaml.safe_load((folder / "openapi.yaml").read_text("utf-8")), known


def hold_against_contract(verb, url, answer):
    """Every answer in these tests must be one the contract documents, header by header and field by field."""
    openapi, known = contract()
    path = urlsplit(url).path
    operations = [
        item[verb.lower()]
        for template, item in openapi["paths"].items()
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)), path) and verb.lower() in item
    ]
    if not operations:
        assert answer.status_code in (404, 405)
        return
    documented = operations[0]["responses"]
    assert str(answer.status_code) in documented, f"{verb} {path} answered {answer.status_code}: {answer.text}"
    response = documented[str(answer.status_code)]
    if "$ref" in response:
        response = openapi["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    assert answer.headers["WindowDesk-Epoch"]
    for name in response.get("headers", {}):
        assert name in answer.headers, f"{verb} {path} {answer.status_code}: no {name}"
    for media_type, told in response.get("content", {}).items():
        if "schema" in told and verb != "HEAD":
            assert answer.headers["Content-Type"] == media_type
            schema = {"$ref": "https://contract.windowdesk.invalid/v1/" + told["schema"]["$ref"].split("/")[1]}
            Draft202012Validator(schema, registry=known).validate(answer.json())


class LittleStation:
    """Keys, a log, and plain HTTP; nothing of WindowDesk."""

    def __init__(self, url):
        self.url = url
        self.key = Ed25519PrivateKey.generate()
        self.session = requests.Session()
        self.log = []
        self.head = GENESIS
        self.turn = {}
        self.serial = 0
        self.number = "990101-0000"
        self.keys = {}

    def close(self):
        self.session.close()

    @property
    def public_key(self):
        return b64url(self.key.public_key().public_bytes_raw())

    def call(self, verb, path, **more):
        more.setdefault("timeout", SECONDS)
        answer = self.session.request(verb, self.url + path, **more)
        hold_against_contract(verb, self.url + path, answer)
        return answer

    def enrol(self, code):
        body = {"code": code, "public_key": self.public_key, "device_name": "测试电脑", "software": "little 1"}
        answer = self.call("POST", "/v1/enrol", json=body)
        if answer.ok:
            self.number = answer.json()["station"]
            self.keys = {one["kid"]: one["public_key"] for one in answer.json()["county_keys"]}
        return answer

    def assertion(self, **claims):
        now = int(time.time())
        full = {"iss": self.number, "sub": self.number, "aud": self.url + "/v1/token", "iat": now, "exp": now + 120}
        return jwt.encode({**full, "jti": secrets.token_hex(8), **claims}, self.key, algorithm="EdDSA")

    def ask_token(self, assertion=None):
        form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer"}
        return self.call("POST", "/v1/token", data={**form, "assertion": assertion or self.assertion()})

    def sign_in(self):
        answer = self.ask_token()
        assert answer.status_code == 200, answer.text
        self.session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def seal(self, event):
        """Sign ``event`` as it is."""
        return {**event, "sig": b64url(self.key.sign(without_sig(event)))}

    def event(self, kind, case, payload, *, blobs=None, **changed):
        """The next event of the log."""
        if case:
            self.turn[case] = self.turn.get(case, 0) + 1
        event = {
            "seq": len(self.log) + 1,
            "id": uuid7(),
            "type": kind,
            "case": case,
            "case_seq": self.turn.get(case, 0),
            "basis": 0,
            "time": "2026-11-22T01:30:05Z",
            "offset": None,
            "actor": "001",
            "payload": payload,
            "blobs": sorted({page["digest"] for page in blobs or ()}),
            "prev": self.head,
            "station": self.number,
            "suite": "Ed25519-SHA256",
            **changed,
        }
        event = self.seal(event)
        self.head = payload["digest"] if kind == "tombstone" else sha256(rfc8785.dumps(event))
        self.log.append(event)
        return event

    def case(self, pages=(), **changed):
        """A new case and its ``case.received`` event."""
        self.serial += 1
        case = {
            "id": uuid7(),
            "provisional_number": f"LS{SITE['region']}26112201{self.serial:04d}K",
            "item_code": "990101001-EX01",
            "item_version": 1,
            "item_name": "示例事项",
            "state": "S10",
            "mode": "window",
            "applicant": {
                "name": "张样例",
                "id_number": "990101196203100025",
                "id_kind": "111",
                "assurance": "R",
            },
            "received_at": "2026-11-22T01:30:00Z",
            "clerk": "李样例",
            "badge": "001",
            "window": "1",
            "site": SITE["name"],
            "region": SITE["region"],
            "receives_for": "applicant",
            "materials": [{"material": "M1", "name": "身份证", "how": "scan", "pages": list(pages)}],
            **changed,
        }
        return self.event("case.received", case["id"], {"case": case}, blobs=pages)

    def send(self, *events, **more):
        return self.call("POST", "/v1/uplink", json={"events": list(events)}, **more)

    def verdicts(self, first=1):
        answer = self.call("GET", f"/v1/verdicts?from={first}")
        assert answer.status_code == 200, answer.text
        return answer.json()["verdicts"]

    def feed(self, after=0, **query):
        answer = self.call("GET", "/v1/feed", params={"after": after, **query})
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    def begin_upload(self, content, digest=None):
        named = base64.b64encode((digest or sha256(content)).encode()).decode()
        kind = base64.b64encode(b"image/jpeg").decode()
        headers = {
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(len(content)),
            "Upload-Metadata": f"digest {named},media_type {kind}",
        }
        return self.call("POST", "/v1/blobs", headers=headers)

    def patch(self, location, offset, data, **headers):
        usual = {
            "Tus-Resumable": "1.0.0",
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
        }
        return self.call("PATCH", location, headers={**usual, **headers}, data=data)

    def offset(self, location):
        answer = self.call("HEAD", location, headers={"Tus-Resumable": "1.0.0"})
        assert answer.status_code == 200, answer.status_code
        return int(answer.headers["Upload-Offset"])

    def upload(self, content):
        begun = self.begin_upload(content)
        assert begun.status_code == 201, begun.text
        location, offset = begun.headers["Location"], int(begun.headers["Upload-Offset"])
        done = self.patch(location, offset, content[offset:])
        if done.status_code == 409:  # another station finished the same file meanwhile
            assert self.offset(location) == len(content)
        else:
            assert done.status_code == 204, done.text

    def signed_by_county(self, value):
        raw = base64.urlsafe_b64decode(value["sig"] + "==")
        key = base64.urlsafe_b64decode(self.keys[value["kid"]] + "=")
        Ed25519PublicKey.from_public_bytes(key).verify(raw, without_sig(value))
        return True


@pytest.fixture
def data(tmp_path):
    return tmp_path / "county"


@pytest.fixture(scope="session")
def object_store():
    """An S3 server that this process, and those it starts, find by their environment."""
    from object_store_server import ObjectStoreServer

    with pytest.MonkeyPatch.context() as environment, ObjectStoreServer() as server:
        for name, value in server.environment.items():
            environment.setenv(name, value)
        yield server


@pytest.fixture
def county(data):
    place = open_county(data)
    yield place
    place.close()


@pytest.fixture
def run_county():
    """Start a server for a county; gives its address. All are stopped at the end."""
    running = []

    def start(county, **options):
        listening = listen(Address())
        server = make_server(county, **options)

        async def until_told():
            while not server.should_exit:
                await asyncio.sleep(0.005)

        server.main_loop = until_told  # uvicorn looks ten times a second; a hundred tests would wait for that
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        running.append((server, thread, listening))
        start.servers.append(server)
        deadline = time.monotonic() + SECONDS
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.005)
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    start.servers = []
    yield start
    for server, thread, listening in running:
        server.should_exit = True
        thread.join(SECONDS)
        assert not thread.is_alive()
        listening.close()


@pytest.fixture
def url(county, run_county):
    return run_county(county)


@pytest.fixture
def new_station(county, run_county, request):
    """A function that gives an enrolled, signed-in station of the county."""
    made = []

    def make(address=None, *, enrolled=True):
        station = LittleStation(address or request.getfixturevalue("url"))
        made.append(station)
        if enrolled:
            answer = station.enrol(issue_code(county, SITE))
            assert answer.status_code == 201, answer.text
            station.sign_in()
        return station

    yield make
    for station in made:
        station.close()


@pytest.fixture
def station(new_station):
    return new_station()


@pytest.fixture
def rows(county):
    """All rows of a table of the county's database, as an outsider would read them."""
    from sqlalchemy import text

    def read(table):
        with county.engine.connect() as connection:
            found = connection.execute(text(f"SELECT * FROM {table}")).mappings()
            return [dict(row) for row in found]

    return read


@pytest.fixture
def page():
    """How an event names a file."""
    return lambda content: {"digest": sha256(content), "media_type": "image/jpeg", "size": len(content)}
