"""A real desk in a temporary folder: encrypted store, both copies, the sample catalogue, a clock that is held."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from windowdesk import assets
from windowdesk.casework import choose, drafts, filling, intake_view, receive
from windowdesk.casework.desk import Desk
from windowdesk.clock import HeldClock
from windowdesk.devices.ports import Printed, PrinterState, PrintOutcome
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.domain import pinyin, printer_profile
from windowdesk.domain.case import CaseState
from windowdesk.domain.catalogue_import import read_item, read_package
from windowdesk.domain.intake import merge_card
from windowdesk.domain.news import CorrectionAsked, CorrectionLine, Registered, ResultIssued, StatusChanged
from windowdesk.errors import PRINTER_ABSENT, DeviceTrouble
from windowdesk.events import Bus
from windowdesk.settings import Settings, Site
from windowdesk.storage.blobs import Blobs
from windowdesk.storage.outbox import Verdict
from windowdesk.storage.store import Store
from windowdesk.storage.vault import Vault

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""A Monday, nine o'clock on the wall."""

OLD_AGE = "11990000MB2000119H599051100700001"
"""高龄津贴申请, from 80."""
CARE = "11990000MB2000397Y599203900400001"
"""异地就医备案: two deferrable materials."""
DIBAO = "11990000MB2000119H599051100800001"
"""最低生活保障."""
PAUSED = "11990000MB2000119H599201101300001"
VERTICAL = "11990000MB20003114599073102800001"
PRESENCE = "11990000MB200024X8599202402700001"


@pytest.fixture(scope="session")
def catalogue():
    folder = assets.resource("catalogue")
    index = json.loads((folder / "index.json").read_text("utf-8"))

    def load(one):
        return json.loads((folder / one["file"]).read_text("utf-8"))

    items = [read_item(load(one)) for one in index["items"]]
    packages = [read_package(load(one)) for one in index["packages"]]
    earlier = [read_item(load(one)) for one in index["earlier"]]
    return index, items, packages, earlier


@pytest.fixture(scope="session")
def initials():
    table = pinyin.initials_table(assets.resource("pinyin", "initials.txt").read_text("utf-8"))
    return lambda text: pinyin.readings(text, table)


@pytest.fixture(scope="session")
def vault():
    return Vault(bytes(range(32)), Ed25519PrivateKey.from_private_bytes(b"s" * 32))


@pytest.fixture
def clock():
    return HeldClock(START)


@pytest.fixture
def settings():
    site = Site(
        name="青溪镇柳树村便民服务室",
        region="990101001001",
        agency="青溪镇便民服务中心",
        receives_for="applicant",
    )
    return Settings(site=site, station="ST0001", device="07", clerk="赵小梅", badge="017")


@pytest.fixture
def empty_desk(tmp_path, vault, clock, settings, initials):
    """A desk that has no catalogue yet."""
    home = tmp_path / "home"
    store = Store.open(home, vault, clock=clock, initials=initials)
    yield Desk(store, Blobs(home, vault), clock, settings, Bus(), home, vault.station_key)
    store.close()


@pytest.fixture
def desk(empty_desk, catalogue):
    index, items, packages, earlier = catalogue
    with empty_desk.store.unit("test") as unit:
        unit.catalogue.replace(index, earlier, ())
        unit.catalogue.replace(index, items, packages)
    return empty_desk


@pytest.fixture
def page_file(tmp_path):
    """Makes picture files, each with its own content."""
    made = []

    def make(name="page.png", shade=None):
        file = tmp_path / f"{len(made)}-{name}"
        Image.new("L", (60, 80), (37 * len(made)) % 255 if shade is None else shade).save(file)
        made.append(file)
        return file

    return make


class Person:
    """Somebody who files: the people of the simulated cards by their place."""

    OLD = PEOPLE[0]
    RARE = PEOPLE[4]
    YOUNG = PEOPLE[2]


@pytest.fixture
def filled(desk):
    """A draft ready to be received: card read, form filled with samples, papers held, notice read."""

    def fill(item=CARE, card=Person.YOUNG, *, package="", notice=True, papers=True):
        draft = drafts.start(desk).value
        draft = choose.package(desk, draft, package).value if package else choose.item(desk, draft, item).value
        draft, _ = merge_card(draft, card)
        draft = filling.with_entry(draft, "applicant", "mobile", "13800001234")
        draft = choose.with_samples(desk, draft)
        if papers:
            for row in intake_view.view(desk, draft).checklist:
                if row.state == "missing":
                    draft = filling.with_paper(draft, row.material, True)
        if notice:
            draft = filling.with_notice(draft, desk.clock.now())
        return drafts.keep(desk, draft).value

    return fill


@pytest.fixture
def received(desk, filled):
    """A received case."""

    def make(item=CARE, card=Person.YOUNG, **more):
        return receive.receive(desk, filled(item, card, **more)).value.case

    return make


class County:
    """What the exchange would write: verdicts, numbers and words of the county, in the same tables."""

    def __init__(self, desk):
        self.desk = desk
        self.seq = 0

    def settles(self, case_id):
        with self.desk.store.unit("exchange") as unit:
            head, _ = unit.outbox.head()
            for event, verdict in unit.outbox.of_case(case_id):
                if verdict is None:
                    unit.outbox.verdict(event.seq, Verdict("accepted", proof=f"P{event.seq}"))
            unit.outbox.set_marks(head, head, "e1")

    def rejects(self, case_id, detail="证件看不清"):
        with self.desk.store.unit("exchange") as unit:
            event, _ = unit.outbox.of_case(case_id)[-1]
            unit.outbox.verdict(event.seq, Verdict("rejected", title="不能登记", detail=detail, code="case_state"))
            unit.outbox.set_marks(event.seq, event.seq, "e1")

    def says(self, news, **changes):
        self.seq += 1
        with self.desk.store.unit("exchange") as unit:
            case = unit.cases.get(news.case)
            unit.mirror.apply(self.seq, news, "{}")
            unit.cases.put(replace(case, status_seq=self.seq, **changes))

    def registers(self, case_id, number="990101-2026-000001"):
        self.settles(case_id)
        now = self.desk.clock.now()
        self.says(Registered(case_id, number, now), state=CaseState.REGISTERED, official_number=number)

    def asks(self, case_id, lines, round_=1, due=date(2026, 3, 16)):
        news = CorrectionAsked(
            case=case_id,
            round=round_,
            document_number=f"补正〔2026〕{round_}号",
            lines=tuple(CorrectionLine(*line) for line in lines),
            due=due,
            how="到原窗口",
            at=self.desk.clock.now(),
        )
        self.says(news, state=CaseState.CORRECTION_ASKED, correction_round=round_)

    def grants(self, case_id):
        news = ResultIssued(case_id, True, "备案通知书", "青医备2026-1", self.desk.clock.now())
        self.says(news, state=CaseState.GRANTED)

    def moves(self, case_id, state, note=""):
        self.says(StatusChanged(case_id, state, self.desk.clock.now(), note), state=state, status_note=note)


@pytest.fixture
def county(desk):
    return County(desk)


class Printer:
    """A printer at the edge of the world: takes the bytes and ends as told."""

    address = "tcp://192.0.2.7:9100"
    profile = printer_profile.of_model("generic-80")

    def __init__(self):
        self.jobs = []
        self.ends = Printed.CONFIRMED
        self.says = PrinterState.READY
        self.gone = False
        self.before_answer = lambda: None

    def state(self):
        return PrinterState.READY

    def print_bytes(self, job):
        if self.gone:
            raise DeviceTrouble(PRINTER_ABSENT, address=self.address)
        self.jobs.append(job)
        self.before_answer()
        return PrintOutcome(self.ends, self.says)


@pytest.fixture
def printer():
    return Printer()
