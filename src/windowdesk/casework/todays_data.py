"""The day's data in plain words (流量), and what a person may do about it: lift it for today, mark one case urgent."""

from __future__ import annotations

from windowdesk.casework import records
from windowdesk.casework.desk import Desk, Done
from windowdesk.casework.reasons import Around
from windowdesk.clock import local_date_time
from windowdesk.domain.data_budget import ALLOWED_NAME, SMALL_FILE, URGENT_NAME, Allowance, has_night, megabytes
from windowdesk.events import Kind


def words(here: Around) -> str:
    """What today's data still carries and what waits for the night; empty: there is no limit."""
    day = here.allowance
    if day is None or not day.budget.daily_mb:
        return ""
    used = f"今天已用 {megabytes(day.used.day)}"
    if day.is_night:
        return f"{used}；现在是夜间，大小图片都在传。"
    if day.lifted:
        return f"{used}；今天不限流量。"
    return f"{used}，还能用 {megabytes(day.left)}；{_what_waits(here, day)}"


def may_lift(here: Around) -> bool:
    """Does the limit hold something back just now?"""
    day = here.allowance
    return day is not None and day.limited and bool(_held(here, day))


def lift_today(desk: Desk) -> Done[None]:
    """今天不限流量: everything may go until midnight."""
    with desk.store.unit(desk.actor) as unit:
        day = local_date_time(desk.clock.now()).date().isoformat()
        unit.state.set(ALLOWED_NAME, day)
        unit.audit.write("data.lifted", day)
    return desk.done(None, Kind.OUTBOX, Kind.EXCHANGE)


def mark_urgent(desk: Desk, case_id: str) -> Done[None]:
    """加急: the files of this one case go first and beyond the day's data; it takes the place of another.

    Raises:
        InputRefused: CASE_UNKNOWN.
    """
    with desk.store.unit(desk.actor) as unit:
        records.case_of(unit, case_id)
        unit.state.set(URGENT_NAME, case_id)
    return desk.done(None, Kind.OUTBOX, Kind.EXCHANGE)


def unmark_urgent(desk: Desk) -> Done[None]:
    """No case is urgent any more."""
    with desk.store.unit(desk.actor) as unit:
        unit.state.drop(URGENT_NAME)
    return desk.done(None, Kind.EXCHANGE)


def _what_waits(here: Around, day: Allowance) -> str:
    held = _held(here, day)
    if not held:
        return "文字和材料图片都能传。"
    size = megabytes(sum(held))
    when = f"{day.budget.night_from} 点以后" if has_night(day.budget) else "明天"
    return f"文字照常报，{len(held)} 个材料（{size}）等{when}传。"


def _held(here: Around, day: Allowance) -> list[int]:
    """Sizes of the files that must wait: the large ones, and the small ones that no longer fit, smallest first."""
    left, held = day.left, []
    for size in sorted(here.files.values()):
        if size < SMALL_FILE and size <= left:
            left -= size
        elif size < SMALL_FILE or not day.carries(size):
            held.append(size)
    return held
