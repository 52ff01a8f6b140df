"""The device doctor (体检): each part of the desk, its state, and what to do."""

from __future__ import annotations

import enum
import shutil
from collections.abc import Callable
from dataclasses import dataclass

import windowdesk
from windowdesk.casework.desk import Desk
from windowdesk.clock import is_credible, local_date_time
from windowdesk.domain.exchange_news import OFFSET_NAME, PROGRAM_NAME, REFUSED_NAME
from windowdesk.errors import CLOCK_WRONG, NOT_ENROLLED, SECOND_COPY_FAILED, Known, Message, StoreTrouble

LEAST_FREE_MEGABYTES = 500
"""Less free disk than this is a warning: a day's scans need about 100 MB."""
LARGEST_OFFSET_SECONDS = 300
"""A device clock further off than this is a warning (rule G19)."""


class Health(enum.Enum):
    """State of a part."""

    GOOD = "good"
    NOTE = "note"
    """Works, but somebody should look."""
    BAD = "bad"
    ABSENT = "absent"
    """Not set up; not a fault."""

    @property
    def words(self) -> str:
        """What stands on screen."""
        return {"good": "正常", "note": "注意", "bad": "有问题", "absent": "没有设置"}[self.value]


@dataclass(frozen=True, slots=True)
class DoctorRow:
    """One part of the desk."""

    part: str
    """Stable name: ``reader``, ``scanner``, ``printer``, ``office``, ``screen``, ``evaluator``, ``second_copy``, ``store``,
    ``county``, ``disk``, ``clock``,
    ``fonts``, ``catalogue``, ``calendar``, ``audit``, ``station``."""
    title: str
    health: Health
    sentence: str
    to_do: str = ""
    code: str = ""


class NotThere(Exception):
    """The part is not there, and the desk does without it; the text says so to the clerk."""


class CannotTell(Exception):
    """The part does not say how it is: never shown as well. The text tells the clerk how to find out."""


class SeeTo(Exception):
    """The part works, and somebody should see to something: ``sentence`` says how it stands, ``message`` what to do."""

    def __init__(self, message: Message, sentence: str = "") -> None:
        self.message = message
        self.sentence = sentence or message.happened
        super().__init__(message.code)


Probe = Callable[[], str]
"""Looks at one part: returns one sentence when it is well; raises `Known` when not, `NotThere`, `CannotTell`, `SeeTo`."""


@dataclass(frozen=True, slots=True)
class Probes:
    """What the doctor may ask of the world outside the store; None: not set up."""

    reader: Probe | None = None
    scanner: Probe | None = None
    printer: Probe | None = None
    office: Probe | None = None
    screen: Probe | None = None
    evaluator: Probe | None = None
    county: Probe | None = None
    fonts: Probe | None = None


_SUBSTITUTES = {
    "reader": "可以手工输入两遍号码。",
    "scanner": "可以用高拍仪或手机拍照，放进扫描文件夹。",
    "printer": "可以改打 A4 凭证。",
    "office": "文书可以另存为文件，到别处打。",
    "screen": "可以把屏幕转过去给群众看。",
    "evaluator": "",
    "county": "断网也能收件，联网后自动上报。",
    "fonts": "",
}

_NAMED_BY = {"reader": "手工输入", "scanner": "手机拍照", "printer": "A4", "office": "另存为文件"}
"""The words by which a sentence names the substitute."""


def report(desk: Desk, probes: Probes) -> tuple[DoctorRow, ...]:
    """Look at everything. Slow (devices answer in their own time): not on the thread of the window."""
    return (*outside(probes), *inside(desk))


def outside(probes: Probes) -> tuple[DoctorRow, ...]:
    """The devices, the line and the fonts; touches no store, so any thread may ask."""
    return (
        probed("reader", "读卡器", probes.reader),
        probed("scanner", "扫描仪", probes.scanner),
        probed("printer", "凭条打印机", probes.printer),
        probed("office", "A4 打印机", probes.office),
        probed("screen", "副屏", probes.screen),
        probed("evaluator", "评价器", probes.evaluator),
        probed("county", "县平台", probes.county),
        probed("fonts", "字体", probes.fonts),
    )


def inside(desk: Desk) -> tuple[DoctorRow, ...]:
    """The store, the second copy, disk, clock, catalogue, calendar and audit log; on the store's thread."""
    return tuple(
        _checked(part, title, look)
        for part, title, look in (
            ("station", "登记", _station),
            ("store", "数据", _store),
            ("second_copy", "第二份", _second_copy),
            ("disk", "硬盘", _disk),
            ("clock", "电脑日期", _clock),
            ("catalogue", "事项库", _catalogue),
            ("calendar", "工作日历", _calendar),
            ("program", "程序", _program),
            ("audit", "操作记录", _audit),
        )
        for look in [lambda look=look: look(desk)]
    )


def trouble_row(part: str, title: str, trouble: Known) -> DoctorRow:
    """The row of a part in trouble, with the way round it where there is one."""
    return DoctorRow(part, title, Health.BAD, trouble.happened, _with_substitute(part, trouble.to_do), trouble.code)


def _with_substitute(part: str, to_do: str) -> str:
    """What to do, and how to go on meanwhile, unless the trouble itself says that already."""
    named = _NAMED_BY.get(part, "")
    return to_do if named and named in to_do else f"{to_do}{_SUBSTITUTES.get(part, '')}"


def probed(part: str, title: str, probe: Probe | None) -> DoctorRow:
    """The row of a part that is outside the store."""
    if probe is None:
        return DoctorRow(part, title, Health.ABSENT, "没有设置。", _SUBSTITUTES[part])
    try:
        return DoctorRow(part, title, Health.GOOD, probe())
    except NotThere as absent:
        return DoctorRow(part, title, Health.ABSENT, str(absent), _SUBSTITUTES[part])
    except CannotTell as silent:
        return DoctorRow(part, title, Health.NOTE, str(silent))
    except SeeTo as seen:
        return DoctorRow(part, title, Health.NOTE, seen.sentence, seen.message.to_do, seen.message.code)
    except Known as trouble:
        return trouble_row(part, title, trouble)


def _checked(part: str, title: str, look: Callable[[], tuple[Health, str, str]]) -> DoctorRow:
    try:
        health, sentence, to_do = look()
    except Known as trouble:
        return trouble_row(part, title, trouble)
    return DoctorRow(part, title, health, sentence, to_do)


Finding = tuple[Health, str, str]


def _program(desk: Desk) -> Finding:
    with desk.store.reading() as view:
        ready = view.state.get(PROGRAM_NAME)
    if ready is None:
        return Health.GOOD, f"现在是 {windowdesk.__version__} 版。", ""
    words = f"县里发来第 {ready['version']} 版程序，已核对签名，放在 {ready['file']}。"
    return Health.NOTE, words, "请技术人员安排安装；不装也不影响收件。"


def _station(desk: Desk) -> Finding:
    if not desk.settings.station or desk.station_key is None:
        raise StoreTrouble(NOT_ENROLLED)
    return Health.GOOD, f"已登记：{desk.settings.site.name}（{desk.settings.station}）。", ""


def _store(desk: Desk) -> Finding:
    desk.store.check()
    restored = desk.store.restored is not None
    words = "这次打开时发现损坏，已从第二份恢复，确认过的办件都在。" if restored else "数据文件完好。"
    return (Health.NOTE, words, "请尽快联系技术人员检查硬盘。") if restored else (Health.GOOD, words, "")


def _second_copy(desk: Desk) -> Finding:
    folder = desk.store.second_copy
    if not desk.store.copies_agree():
        raise StoreTrouble(SECOND_COPY_FAILED, reason="第二份没有跟上")
    same_disk = folder.exists() and folder.stat().st_dev == desk.home.stat().st_dev
    if same_disk:
        usual = "最好把第二份放到优盘或另一块硬盘，请县里技术人员来设置。"
        return Health.NOTE, "第二份和数据在同一块硬盘上。", desk.settings.second_copy_hint or usual
    return Health.GOOD, "第二份在另一块盘上，内容一致。", ""


def _disk(desk: Desk) -> Finding:
    free = shutil.disk_usage(desk.home).free // 1_000_000
    if free < LEAST_FREE_MEGABYTES:
        return Health.NOTE, f"硬盘只剩 {free} MB。", "请删除不用的文件，腾出空间。"
    return Health.GOOD, f"硬盘还有 {free // 1000} GB。", ""


def _clock(desk: Desk) -> Finding:
    now = desk.clock.now()
    shown = local_date_time(now).strftime("%Y-%m-%d %H:%M")
    if not is_credible(now):
        raise StoreTrouble(CLOCK_WRONG, date=shown)
    with desk.store.reading() as view:
        offset = view.state.get(OFFSET_NAME)
    if offset is not None and abs(offset) > LARGEST_OFFSET_SECONDS:
        return Health.NOTE, f"电脑时间 {shown}，和县里差 {abs(offset) // 60} 分钟。", "请把电脑时间调准。"
    return Health.GOOD, f"电脑时间 {shown}。", ""


def _catalogue(desk: Desk) -> Finding:
    with desk.store.reading() as view:
        version, count = view.catalogue.version(), len(view.catalogue.items())
        refused = view.state.get(REFUSED_NAME, {})
    if not version:
        return Health.NOTE, "还没有事项库。", "请先联网同步一次，或用优盘导入。"
    words = f"事项库第 {version} 版，{count} 个事项。"
    if refused:
        _, happened, to_do = next(iter(refused.values()))
        return Health.NOTE, f"{words}有 {len(refused)} 个没有更新：{happened}", to_do
    return Health.GOOD, words, ""


def _calendar(desk: Desk) -> Finding:
    with desk.store.reading() as view:
        calendar = desk.calendar(view)
    last = calendar.last_official_year()
    today = desk.today()
    if last is None or last < today.year or calendar.lacks_next_year(today):
        known = f"只到 {last} 年" if last else "没有"
        return Health.NOTE, f"工作日历{known}，再往后的期限是暂定的。", "联网同步后会自动更新；一直这样请问县里。"
    return Health.GOOD, f"工作日历到 {last} 年。", ""


def _audit(desk: Desk) -> Finding:
    proof = desk.store.verify_audit()
    if proof.faults:
        return Health.BAD, f"操作记录被改动过（{len(proof.faults)} 处）。", "请不要再操作，立即联系县里技术人员。"
    return Health.GOOD, f"操作记录 {proof.rows} 条，没有改动。", ""
