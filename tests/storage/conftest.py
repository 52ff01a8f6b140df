"""A real encrypted store in a temporary folder, and synthetic cases and events to put into it."""

import hashlib
import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from windowdesk.clock import HeldClock, new_id
from windowdesk.domain.case import Case, CaseState, Deadline, Mode
from windowdesk.domain.people import Person
from windowdesk.storage.store import Store
from windowdesk.storage.vault import Vault

START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Event:
    seq: int
    id: str
    type: str
    case: str
    case_seq: int
    text: str
    digest: str
    blobs: tuple[str, ...] = ()


@pytest.fixture
def clock():
    return HeldClock(START)


@pytest.fixture(scope="session")
def vault():
    return Vault(bytes(range(32)), Ed25519PrivateKey.from_private_bytes(b"s" * 32))


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def opened(home, vault, clock):
    """Open the store of ``home``; every store opened in a test is closed at its end."""
    stores = []

    def open_store(**options):
        for store in stores:
            store.close()
        stores[:] = [Store.open(home, vault, clock=clock, **options)]
        return stores[0]

    yield open_store
    for store in stores:
        store.close()


@pytest.fixture
def store(opened):
    return opened()


@pytest.fixture
def make_case(clock):
    numbers = itertools.count(1)

    def make(**values):
        number = next(numbers)
        clock.move(timedelta(seconds=1))
        person = values.pop("applicant", None) or Person("张三丰", "990101199001010017", mobile="19900001234")
        defaults = {
            "id": new_id(clock.now()),
            "provisional_number": f"LS990101001001261122Z1{number:04}X",
            "item_code": "11990101MB00000001499010100100101",
            "item_version": 1,
            "item_name": "城乡居民养老保险参保登记",
            "state": CaseState.QUEUED,
            "mode": Mode.WINDOW,
            "applicant": person,
            "received_at": clock.now(),
            "clerk": "李代办",
            "badge": "001",
            "window": "1",
            "site": "石桥村便民服务室",
            "region": "990101001001",
            "receives_for": "applicant",
            "deadlines": (Deadline("notice", date(2026, 11, 27)), Deadline("completion", date(2026, 12, 20))),
        }
        return Case(**(defaults | values))

    return make


@pytest.fixture
def receive(make_case, clock):
    """What the desk does when it takes a case in: the rows of one confirmed unit."""

    def act(unit, *, draft="", blobs=(), basis=0, **values):
        serial = unit.serials.next(DAY)
        case = make_case(**({"provisional_number": f"LS990101001001261122Z1{serial:04}X"} | values))
        unit.cases.put(case)
        if draft:
            unit.drafts.close(draft, case.id, case.number)
        seq, _ = unit.outbox.head()
        text = f'{{"basis":{basis},"case":"{case.id}","name":"{case.applicant.name}"}}'
        digest = hashlib.sha256(text.encode()).hexdigest()
        case_seq = unit.outbox.next_case_seq(case.id)
        event = Event(seq + 1, new_id(clock.now()), "case.received", case.id, case_seq, text, digest, tuple(blobs))
        unit.outbox.append(event)
        unit.audit.write("case.received", case.provisional_number, {"serial": serial})
        return case

    return act


@pytest.fixture
def everything():
    """All that must never be lost, as comparable values."""

    def read(store):
        with store.reading() as view:
            events = view.outbox.after(0, 10_000, 1 << 30)
            cases = {event.case: view.cases.get(event.case) for event in events}
            return events, cases, view.audit.latest(100_000), view.outbox.head()

    return read
