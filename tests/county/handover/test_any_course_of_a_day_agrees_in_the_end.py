"""Random days: reports, acts of the office, answers, fetching, cleaning and kills in any order end in agreement."""

import contextlib
import random

import pytest
from own_system import OUTGOING
from sqlalchemy import select

from county import office
from county.connectors import answers, handover
from county.connectors.front_database import FrontDatabase
from county.connectors.handover import hand_over
from county.connectors.reconcile import reconcile
from county.database import reading
from county.enrolment import enrol, issue_code
from county.problems import Problem
from county.tables import cases, stations
from county.uplink import take_in

DELIVERED = {
    "way": "mail", "receiver": "张样例", "relation": "", "documents": ["备案表"], "waybill": "SF1", "pages": [],
    "delivered_at": "2026-11-26T02:00:00Z", "id_checked": True, "place": "",
}  # fmt: skip
EVALUATED = {"level": "satisfied", "options": [], "text": "", "evaluated_at": "2026-11-26T03:00:00Z", "number": 1}
SITE = {"name": "石桥村", "region": "990101001001", "kind": "village", "agency": "石桥镇", "receives_for": "applicant",
        "window": "1", "hotline": "12345", "entrance": "", "query_ways": "到窗口"}  # fmt: skip
GONE = {"reason": "不办了", "withdrawn_at": "2026-11-26T03:00:00Z", "returned_materials": []}
STEPS = 60
KINDS = [
    "report",
    "later_report",
    "later_report",
    "act",
    "act",
    "act",
    "act",
    "answer",
    "answer",
    "fetch",
    "clean",
    "go",
    "killed",
]


class Killed(BaseException):
    """Stands for a kill."""


class Day:
    """One random day."""

    def __init__(self, seed, county, settings, own, station):
        self.chance = random.Random(seed)
        self.county, self.settings, self.own, self.station = county, settings, own, station
        with reading(county.engine) as connection:
            wanted = select(stations).where(stations.c.number == station.number)
            self.row = connection.execute(wanted).mappings().one()
        self.serial = 0
        self.seen = {name: {} for name in OUTGOING}

    def case(self):
        """A case of the register."""
        with reading(self.county.engine) as connection:
            return self.chance.choice(connection.execute(select(cases)).mappings().all())

    def report(self):
        code, version = ("11990000MB2000397Y599203900400001", 1)
        event = self.station.case(item_code=code, item_version=version)
        take_in(self.county, self.row, [event])

    def later_report(self):
        """Mostly what the case is ready for, now and then anything."""
        case = self.case()
        ready = {"S80": ("case.delivered", DELIVERED), "S86": ("case.evaluated", EVALUATED)}.get(case["state"])
        any_one = self.chance.choice(
            [("case.delivered", DELIVERED), ("case.evaluated", EVALUATED), ("case.withdrawn", GONE)]
        )
        kind, payload = ready if ready and self.chance.random() < 0.9 else any_one
        take_in(self.county, self.row, [self.station.event(kind, case["id"], payload)])

    def act(self):
        """What comes next for the case."""
        case = self.case()
        acts = {
            "S25": lambda: office.register(self.county, case["id"]),
            "S30": lambda: office.status(self.county, case["id"], "S50"),
            "S50": lambda: office.status(self.county, case["id"], "S60"),
            "S60": lambda: office.complete(
                self.county, case["id"], granted=self.chance.random() < 0.8, result_name="备案表"
            ),
        }
        acts.get(case["state"], self.later_report)()

    def answer(self):
        """Mostly what comes next for the case, now and then anything."""
        case = self.case()
        self.serial += 1
        number = case["official_number"] or f"9901012026112799{self.serial:04d}"
        step = {"S25": "register", "S30": "accept"}.get(case["state"], "complete")
        if self.chance.random() < 0.2:
            step = self.chance.choice(["register", "accept", "complete"])
        if step == "register":
            self.own.register(case["provisional_number"], number)
        else:
            getattr(self.own, step)(number, provisional_number=case["provisional_number"])

    def fetch(self):
        """The other side takes what is new."""
        self.note()
        self.own.fetch()

    def clean(self):
        """What was fetched, and is known here to be, goes."""
        self.note()
        hand_over(self.county, self.settings)
        self.note()
        for name in OUTGOING:
            self.own.sql(f"DELETE FROM {name} WHERE is_sync = '1'")

    def note(self):
        """What the other side has ever seen."""
        for name in OUTGOING:
            for row in self.own.rows(name):
                self.seen[name][(row["row_guid"], row["cd_time"])] = row

    def go(self):
        """A round of the hand-over."""
        hand_over(self.county, self.settings)

    def killed(self, monkeypatch):
        """A round that ends right after one of its steps."""
        steps = [
            (handover, "plan"),
            (handover, "_note"),
            (FrontDatabase, "put"),
            (FrontDatabase, "mark"),
            (answers, "_take"),
        ]
        place, name = self.chance.choice(steps)
        usual = getattr(place, name)

        def once(*words, **more):
            usual(*words, **more)
            raise Killed

        with monkeypatch.context() as patch, contextlib.suppress(Killed):
            patch.setattr(place, name, once)
            hand_over(self.county, self.settings)

    def live(self, monkeypatch):
        """From the first report to the evening, when everything is fetched."""
        self.report()
        for _ in range(STEPS):
            step = self.chance.choice(KINDS)
            with contextlib.suppress(Problem):  # an act that the state of the case does not allow
                if step == "killed":
                    self.killed(monkeypatch)
                else:
                    getattr(self, step)()
        for name in ("dn_pro_process", "dn_pro_accept", "dn_pro_result"):
            self.own.sql(f"DELETE FROM {name} WHERE is_sync = '0'")  # what could not be done is taken back
        for _ in range(4):
            self.go()
            self.fetch()
        self.go()


@pytest.mark.parametrize("seed", range(6))
def test_any_course_of_a_day_agrees_in_the_end(
    seed, county, settings, own, new_station, publish_item, monkeypatch, rows
):
    publish_item(1)
    station = new_station("http://none.invalid", enrolled=False)
    request = {"code": issue_code(county, SITE), "public_key": station.public_key, "device_name": "x", "software": "x"}
    station.number = enrol(county, request)[1]["station"]
    day = Day(seed, county, settings, own, station)
    day.live(monkeypatch)

    report = reconcile(county, [settings], county.today())
    assert report["equal"], report["differences"]
    known = {row["event_id"]: row for row in rows("case_events")}
    events = sorted(day.seen["wd_pro_event"].values(), key=lambda row: row["cd_time"])
    assert sorted(row["row_guid"] for row in events) == sorted(known)  # each once
    order = {}
    for row in events:
        order.setdefault(row["case_guid"], []).append(row["case_order"])
    assert all(turns == sorted(turns) for turns in order.values())
    told = [item for item in rows("feed") if item["type"] == "status" and '"state":"S50"' in item["text"]]
    theirs = {row["seq"] for row in rows("handed_facts") if row["whose"] == "theirs"}
    ours = [item for item in told if item["seq"] not in theirs]
    assert len(day.seen["up_pro_accept"]) == len(ours)  # an acceptance for each that we said, and no other
    results = {row["row_guid"] for row in day.seen["up_pro_result"].values()}
    assert len(results) == len({row["project_no"] for row in day.seen["up_pro_result"].values()})
