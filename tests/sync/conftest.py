"""A real county, a bad line in front of it, and a station with a real encrypted store behind it."""

import importlib.util
import random
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from county.enrolment import issue_code
from county.place import open_county
from county.server import Address, listen, make_server
from windowdesk.clock import HeldClock, new_id
from windowdesk.domain.case import Case, CaseMaterial, CaseState, Mode
from windowdesk.domain.case_events import CaseReceived, CaseSupplemented
from windowdesk.domain.exchange_news import OFFSET_NAME
from windowdesk.domain.numbers import provisional_number
from windowdesk.domain.people import Assurance, Person
from windowdesk.events import Bus
from windowdesk.storage.blobs import Blobs
from windowdesk.storage.store import Store
from windowdesk.storage.vault import Vault
from windowdesk.sync.engine import Engine
from windowdesk.sync.enrol import enrol
from windowdesk.sync.loop import Loop
from windowdesk.sync.relay import Relay
from windowdesk.sync.transport import HttpLine
from windowdesk.wire import contract
from windowdesk.wire.case_json import payload
from windowdesk.wire.envelope import Header, seal

SECONDS = 20
REGION = "990101001001"
SITE = {
    "name": "石桥村便民服务室",
    "region": REGION,
    "kind": "village",
    "agency": "石桥镇便民服务中心",
    "receives_for": "applicant",
    "window": "1",
    "hotline": "12345",
    "entrance": "",
    "query_ways": "到本窗口查询",
}


def _bad_line():
    spec = importlib.util.spec_from_file_location("bad_line", Path(__file__).parents[1] / "line.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["bad_line"] = module
    spec.loader.exec_module(module)
    return module.BadLine


BadLine = _bad_line()


class RunningCounty:
    """The reference county on a free port; may be stopped, restored and started again on the same port."""

    def __init__(self, data):
        self.data = data
        self.port = 0
        self.place = open_county(data)
        self._server = None

    def start(self, **options):
        listening = listen(Address(port=self.port))
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port = listening.getsockname()[1]
        server = make_server(self.place, **options)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="county")
        thread.start()
        deadline = time.monotonic() + SECONDS
        while not server.started:
            assert thread.is_alive(), "the county did not start"
            assert time.monotonic() < deadline, "the county did not start"
            time.sleep(0.005)
        self._server = server, thread, listening
        return self

    def stop(self):
        if self._server is not None:
            server, thread, listening = self._server
            server.should_exit = True
            thread.join(SECONDS)
            assert not thread.is_alive()
            listening.close()
            self._server = None

    def close(self):
        self.stop()
        self.place.close()

    def rows(self, table):
        """All rows of a table, as an outsider reads them."""
        with self.place.engine.connect() as connection:
            return [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]

    def code(self):
        return issue_code(self.place, SITE)


@dataclass
class StationAtWork:
    """A station: its store, its engine, and what a clerk does at it."""

    home: Path
    store: Store
    blobs: Blobs
    vault: Vault
    clock: HeldClock
    bus: Bus
    address: str
    number: str = ""
    serial: int = 0
    engine: Engine | None = None
    heard: list = field(default_factory=list)

    def own(self):
        """What every side of its exchange is given."""
        return {"key": self.vault.station_key, "home": self.home, "clock": self.clock, "bus": self.bus}

    def make_engine(self, **options):
        if self.engine is not None:
            self.engine.close()
        line = options.pop("line", None) or HttpLine(self.address, floor=options.pop("floor", 5.0))
        options.setdefault("draw", random.Random(7))
        self.engine = Engine(
            self.store,
            self.blobs,
            line,
            **self.own(),
            **options,
        )
        return self.engine

    def relay(self):
        """The stick's side of the exchange, with a handle of its own."""
        return Relay(self.store.sibling(), self.blobs, **self.own())

    def loop(self, **options):
        """The exchange beside the window; it makes and ends its own engine."""

        def make():
            return Engine(self.store.sibling(), self.blobs, HttpLine(self.address, floor=5.0), **self.own())

        def end(engine):
            engine.close()
            engine._store.close()

        return Loop(make, end, bus=self.bus, clock=self.clock, ask_every=3600.0, **options)

    def enrol(self, code):
        line = HttpLine(self.address, floor=5.0)
        try:
            found = enrol(
                code, line=line, key=self.vault.station_key, store=self.store, home=self.home, clock=self.clock
            )
        finally:
            line.close()
        self.number = found.station
        return found

    def sync(self, **options):
        """One run, pressed by a person."""
        options.setdefault("force", True)
        return self.engine.run_once(**options)

    def file(self, *scans, item="11990101MB00000001499010100100101", applicant="张样例"):
        """Take in a case with these scans (bytes, or pages that are stored), as casework does; the case."""
        self.serial += 1
        self.clock.move(timedelta(seconds=1))
        now = self.clock.now()
        pages = tuple(self.blobs.put(scan, "image/jpeg") if isinstance(scan, bytes) else scan for scan in scans)
        case = Case(
            id=new_id(now),
            provisional_number=provisional_number(REGION, now.date(), "01", self.serial),
            item_code=item,
            item_version=1,
            item_name="示例事项",
            state=CaseState.RECEIVED,
            mode=Mode.WINDOW,
            applicant=Person(applicant, "990101196203100025", assurance=Assurance.READ),
            received_at=now,
            clerk="李样例",
            badge="001",
            window="1",
            site=SITE["name"],
            region=REGION,
            receives_for="applicant",
            materials=(CaseMaterial("M1", "身份证", pages),),
        )
        with self.store.unit("001") as unit:
            for page in pages:
                unit.blobs.add(page)
            unit.cases.put(case)
            self._append(unit, case.id, CaseReceived(case))
        return case

    def supplement(self, case_id, *scans):
        """补正 of the first round."""
        pages = tuple(self.blobs.put(scan, "image/jpeg") for scan in scans)
        with self.store.unit("001") as unit:
            case = unit.cases.get(case_id)
            act = CaseSupplemented(
                case.correction_round, (CaseMaterial("M1", "身份证", pages),), {}, self.clock.now(), complete=True
            )
            from dataclasses import replace

            for page in pages:
                unit.blobs.add(page)
            unit.cases.put(replace(case, state=CaseState.CORRECTED))
            self._append(unit, case_id, act)

    def append(self, case_id, act):
        """An event of a case by itself."""
        with self.store.unit("001") as unit:
            self._append(unit, case_id, act)

    def _append(self, unit, case_id, act, *, checked=True):
        values = payload(act)
        if checked:
            contract.check(act.TYPE, values)
        seq, prev = unit.outbox.head()
        header = Header(
            seq=seq + 1,
            id=new_id(self.clock.now()),
            case=case_id,
            case_seq=unit.outbox.next_case_seq(case_id),
            basis=0,
            device_time=self.clock.now(),
            offset_seconds=unit.state.get(OFFSET_NAME),
            actor="001",
            prev=prev,
        )
        unit.outbox.append(seal(act.TYPE, values, header, self.number, self.vault.station_key))

    def case(self, case_id):
        with self.store.reading() as view:
            return view.cases.get(case_id)

    def verdicts(self, case_id):
        with self.store.reading() as view:
            return [verdict for _, verdict in view.outbox.of_case(case_id)]

    def look(self, question):
        """Ask the store something in a reading."""
        with self.store.reading() as view:
            return question(view)

    def reopen(self):
        """The program was killed and started again."""
        if self.engine is not None:
            self.engine.close()
            self.engine = None
        self.store.close()
        self.store = Store.open(self.home, self.vault, clock=self.clock)
        self.make_engine()

    def close(self):
        if self.engine is not None:
            self.engine.close()
        self.store.close()


@pytest.fixture
def county(tmp_path):
    running = RunningCounty(tmp_path / "county").start()
    yield running
    running.close()


@pytest.fixture
def line(county):
    with BadLine(county.port) as between:
        yield between


@pytest.fixture
def new_station(tmp_path):
    made = []

    def make(address, *, start=None):
        home = tmp_path / f"home-{len(made)}"
        clock = HeldClock(start or datetime.now(UTC))
        vault = Vault(bytes([len(made) + 1]) * 32, Ed25519PrivateKey.generate())
        store = Store.open(home, vault, clock=clock)
        at_work = StationAtWork(home, store, Blobs(home, vault), vault, clock, Bus(), address)
        made.append(at_work)
        return at_work

    yield make
    for at_work in made:
        at_work.close()


@pytest.fixture
def station(new_station, county, line):
    """Enrolled over the line, engine ready, nothing filed yet."""
    at_work = new_station(line.address)
    at_work.enrol(county.code())
    at_work.make_engine()
    return at_work


@pytest.fixture(scope="session")
def tls_pair(tmp_path_factory):
    """Two self-signed certificates for 127.0.0.1, each as (certificate file, key file)."""
    return tuple(_certificate(tmp_path_factory.mktemp("tls")) for _ in range(2))


def _certificate(folder):
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "county.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate_file, key_file
