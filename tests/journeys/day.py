"""One day in a village room, played with the command line of the real client, over a line or by stick alone.

Morning: enrol, pull the catalogue. Then the line is cut and cases are taken in; some saves end
in SIGKILL. Evening: the line comes back over a county that drops connections after its commit.
Next morning: corrections and results come down, are answered and handed out.
"""

import json
import random
import subprocess
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from carriers import ByLine, ByStick
from proof import numbers_on_paper
from stage import Stage
from villagers import Villager, villager

# Item by its catalogue file's number, and an age that its conditions allow.
PLAN = (
    ("01", 40), ("03", 31), ("04", 36), ("05", 52), ("07", 85), ("08", 45), ("10", 38), ("11", 50), ("14", 28),
    ("15", 30), ("17", 33), ("18", 48), ("22", 55), ("23", 46), ("24", 57), ("26", 41), ("02", 62), ("20", 44),
)  # fmt: skip
PACKAGE = "P4"
KILLS = 3
CORRECTIONS = 3
COMPLETIONS = 5


@dataclass
class Tally:
    """What happened, as the day saw it from outside."""

    filed: list[str] = field(default_factory=list)
    kills: int = 0
    killed_in_save: int = 0
    items: set[str] = field(default_factory=set)
    corrections_closed: int = 0
    delivered: int = 0


def say(text: str) -> None:
    """One line of the story."""
    print(text, flush=True)


class Day:
    """The plot, in order."""

    def __init__(self, stage: Stage, cases: int, seed: int, *, network: bool = True) -> None:
        self.stage = stage
        self.network = network
        self.carrier = ByLine(stage) if network else ByStick(stage)
        self.cases = cases
        self.random = random.Random(seed)
        self.tally = Tally()
        self.today = date.today()  # noqa: DTZ011 - the wall calendar of the villagers
        self.codes: dict[str, str] = {}

    def play(self) -> Tally:
        """The whole day."""
        self.morning()
        self.without_the_line()
        self.evening()
        self.next_morning()
        return self.tally

    def morning(self) -> None:
        """Enrol and pull the catalogue."""
        say("早上：登记这台电脑，取事项库")
        if not self.network:
            say("  没有网络，从登记起全靠优盘")
            self.stage.cut_line()
        enrolled = self.carrier.enrol(self.stage.new_code(), "示例村一号电脑")
        self.carrier.settle(120)
        items = self.stage.client("guide")["items"]
        known = {one["code"] for one in items}
        self.codes = {number: self._code_of(number) for number, _ in PLAN}
        assert known >= set(self.codes.values()), "the catalogue did not come down whole"
        say(f"  站点 {enrolled['station']}，事项 {len(items)} 个")

    @staticmethod
    def _code_of(number: str) -> str:
        folder = Path(__file__).resolve().parents[2] / "resources" / "catalogue" / "items"
        file = max(folder.glob(f"{number}-*.json"))
        code: str = json.loads(file.read_text("utf-8"))["code"]
        return code

    def without_the_line(self) -> None:
        """Cut the line and take the cases in."""
        say("断网，照常收件")
        if self.network:
            self.stage.cut_line()
        to_kill = set(self.random.sample(range(1, self.cases), min(KILLS, self.cases - 1)))
        for index in range(self.cases):
            number, age = PLAN[index % len(PLAN)]
            package = index == self.cases // 2
            person = villager(index, 44 if package else age, self.today)
            numbers = self._one_case(index, person, None if package else self.codes[number], kill=index in to_kill)
            self.tally.items.add(PACKAGE if package else number)
            self.tally.filed.extend(numbers)
            say(f"  {index + 1:>2}/{self.cases} {'、'.join(numbers)}")

    def _one_case(self, index: int, person: Villager, item: str | None, *, kill: bool) -> list[str]:
        self.stage.reader.do(place=person.card())
        goal = ["--item", item] if item else ["--package", PACKAGE]
        started = self.stage.client(
            "intake", *goal, "--card", "--mobile", f"1390000{index:04d}", "--notice-read",
            "--fill-missing", "sample", "--stop-before-save",
        )  # fmt: skip
        self.stage.reader.do(lift=True)
        first, second, missing = self._materials(started)
        self.stage.next_page()
        self.stage.client("scan", "--draft", started["draft"], "--material", first)
        self.stage.next_page()
        papers = [word for one in missing for word in ("--paper", one)]
        save = ["intake", "--draft", started["draft"], "--scan", second, *papers]
        if kill:
            return self._killed_and_started_again(started["draft"], save)
        answer = self.stage.client(*save)
        return [one["number"] for one in answer["cases"]]

    @staticmethod
    def _materials(started: dict[str, Any]) -> tuple[str, str, list[str]]:
        """Two materials to scan, and those whose paper is taken too: all that is still missing."""
        missing = [row["material"] for row in started["checklist"] if row["state"] == "missing"]
        others = [row["material"] for row in started["checklist"] if row["state"] == "optional"]
        choice = missing + others
        return choice[0], choice[min(1, len(choice) - 1)], missing

    def _killed_and_started_again(self, draft: str, save: list[str]) -> list[str]:
        """SIGKILL while the save is being written, then go on as a clerk would after a power cut."""
        process = self.stage.client_started(*save)
        self._wait_for_the_save(process)
        process.kill()
        process.communicate()
        self.tally.kills += 1
        again = self.stage.client("intake", "--draft", draft, "--stop-before-save", allowed=(0, 3))
        if again["exit"] == 0:
            answer = self.stage.client(*save)
            return [one["number"] for one in answer["cases"]]
        assert again["error"]["code"] == "T511", again
        self.tally.killed_in_save += 1
        found = self.stage.client("worklist", "--limit", "500")["rows"]
        printed = numbers_on_paper(self.stage.printed)
        unprinted = [row["number"] for row in found if row["number"] not in printed]
        if unprinted:
            self.stage.client("receipt", unprinted[0], allowed=(0, 7))
        new = [row["number"] for row in found if row["number"] not in self.tally.filed]
        say(f"  断电：保存之后、凭条之前被结束，记录还在：{'、'.join(new)}")
        return new

    def _wait_for_the_save(self, process: subprocess.Popen[str]) -> None:
        """Until the second copy grows: the record is committed once, perhaps twice, nothing is printed."""
        copies = [file for file in self.stage.home.rglob("*") if file.is_file() and "second" in str(file).lower()]
        logs = [file for file in copies if file.suffix not in {".blob", ""}] or copies
        before = {file: file.stat().st_size for file in logs}
        deadline = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < deadline:
            if any(file.exists() and file.stat().st_size != size for file, size in before.items()):
                return
            time.sleep(0.0005)

    def evening(self) -> None:
        """The line comes back; everything is settled."""
        if self.network:
            say("来网了：县里每隔几次就在提交之后断开")
            self.stage.restore_line()
        else:
            say("傍晚：写进优盘，捎到县里")
        report = self.carrier.settle()
        say(f"  上报 {report['events_sent']} 条，材料 {report['blobs_sent']} 个")

    def next_morning(self) -> None:
        """The county works, the station answers."""
        say("县里登记、要求补正、办结")
        registered = self.stage.county_json("register", "--all")
        say(f"  登记 {len(registered['registered'])} 件")
        known = self.stage.county_json("cases")["cases"]
        singles = [one for one in known if one["provisional_number"] in self.tally.filed]
        singles.sort(key=lambda one: one["provisional_number"])
        to_correct, to_complete = singles[:CORRECTIONS], singles[CORRECTIONS : CORRECTIONS + COMPLETIONS]
        due = self.today + timedelta(days=14)
        for one in to_correct:
            brought = self.stage.county_json("show", one["official_number"])["received"]["materials"]
            line = (brought[0]["material"], brought[0]["name"], "图片不清楚", "请重新扫描，四角完整")
            self.stage.county_json("correct", one["official_number"], "--line", *line, "--due", due.isoformat())
        for one in to_complete:
            self.stage.county_json("accept", one["official_number"])
            self.stage.county_json("complete", one["official_number"], "--result", "办理结果通知书")
        self.carrier.settle()
        say("第二天：补正、送达")
        for one in to_correct:
            self._supplement(one["official_number"])
        for one in to_complete:
            self._deliver(one["official_number"])
        self.carrier.settle()
        answered = {one["official_number"]: one for one in self.stage.county_json("cases")["cases"]}
        self.tally.corrections_closed = sum(
            answered[one["official_number"]]["state"] not in {"S30", "S40"} for one in to_correct
        )
        self.tally.delivered = sum(
            answered[one["official_number"]]["state"] in {"S86", "S88", "S99"} for one in to_complete
        )

    def _supplement(self, number: str) -> None:
        self.stage.client("paper", number, "correction", "--pdf", str(self.stage.papers / f"{number}-补正通知.pdf"))
        asked = self.stage.client("show", number)["asked"]["lines"]
        self.stage.next_page()
        self.stage.client("supplement", number, *[word for one in asked for word in ("--scan", one["material"])])

    def _deliver(self, number: str) -> None:
        name = self.stage.client("show", number, "--full")["full"]["name"]
        self.stage.client("deliver", number, "--receiver", name, "--id-checked")
        self.stage.client("paper", number, "pick_up", "--pdf", str(self.stage.papers / f"{number}-领取凭证.pdf"))
