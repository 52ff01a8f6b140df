"""The office's commands of the hand-over: ``connect``, ``hand-over``, ``reconcile``."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update

from county.connectors.codes import BadCodeList
from county.connectors.file_drop import FileDrop
from county.connectors.front import NotReachable
from county.connectors.front_database import FrontDatabase
from county.connectors.handover import Round, hand_over
from county.connectors.reconcile import reconcile, sentences
from county.connectors.settings import FRONT_DATABASE, NotConnected, Settings, chosen, forget, keep
from county.connectors.tables import handed_answers, handed_rows, handed_waiting
from county.database import reading, writing
from county.place import CHINA, County
from county.tables import cases

Said = tuple[Any, list[str]]

REFUSALS = (BadCodeList, NotConnected, NotReachable)
"""What these commands refuse with one sentence."""

SLOWEST = 600
"""Seconds between two tries when the other side stays away."""


class Different(Exception):
    """The reconciliation found differences: its report is printed, and the exit status says it too."""

    def __init__(self, said: Said) -> None:
        super().__init__(said[1][0])
        self.said = said


def connect(county: County, line: Namespace) -> Said:
    """Set a connector up, list the connectors, or remove one."""
    if line.act == "status":
        return _status(county)
    if line.act == "remove":
        forget(county, line.name)
        return {"removed": line.name}, [f"接口 {line.name} 已取消；对方那边已有的内容不动。"]
    settings = Settings(
        name=line.name or line.act,
        kind=line.act,
        data_source=line.data_source,
        scale=line.satisfaction,
        codes=_folder(line.codes),
    )
    if line.act == FRONT_DATABASE:
        settings = replace(settings, url=line.url)
        front: FrontDatabase | FileDrop = FrontDatabase(settings)
    else:
        settings = replace(settings, out=_folder(line.out), reply=_folder(line.reply))
        front = FileDrop(settings, county)
    try:
        front.prepare(settings.lists())
    finally:
        front.close()
    keep(county, settings)
    best = "1 是非常满意" if settings.scale == "1-best" else "5 是非常满意"
    return {"connector": settings.name, "kind": settings.kind}, [f"接口 {settings.name} 已建立；满意度 {best}。"]


def _folder(text: str) -> str:
    return str(Path(text).resolve()) if text else ""


def _status(county: County) -> Said:
    facts = []
    said = []
    for one in chosen(county):
        own = handed_rows.c.connector == one.name
        with reading(county.engine) as connection:
            count = select(func.count(), func.count(handed_rows.c.written_at), func.count(handed_rows.c.fetched_at))
            rows, written, fetched = connection.execute(count.where(own)).one()
            waiting = connection.execute(
                select(cases.c.provisional_number, handed_waiting.c.reason)
                .join(cases, cases.c.id == handed_waiting.c.case_id)
                .where(handed_waiting.c.connector == one.name)
            ).all()
            refused = connection.execute(
                select(handed_answers.c.row_guid, handed_answers.c.reason).where(
                    handed_answers.c.connector == one.name, handed_answers.c.state == "refused"
                )
            ).all()
        counts = {"rows": rows, "written": written, "fetched": fetched}
        lists = {"waiting": [list(row) for row in waiting], "refused": [list(row) for row in refused]}
        facts.append({"connector": one.name, "kind": one.kind, **counts, **lists})
        said.append(f"{one.name}  {one.kind}  移交 {rows} 行，写出 {written} 行，对方取走 {fetched} 行")
        said += [f"  办件 {number} 等着：{reason}" for number, reason in waiting]
        said += [f"  答复 {guid} 办不了：{reason}" for guid, reason in refused]
    return {"connectors": facts}, said


def hand_over_command(county: County, line: Namespace) -> Said:
    """One round, or rounds for ever."""
    connectors = chosen(county, line.name)
    if line.set_aside:
        return _set_aside(county, line.set_aside)
    left_out = _case_id(county, line.leave_out) if line.leave_out else ""
    if not line.every:
        rounds, away = _rounds(county, connectors, left_out)
        if away:
            raise NotReachable(" ".join([*_told(rounds)[1], *away]))
        return _told(rounds)
    _for_ever(county, connectors, line.every, as_json=line.json)
    raise AssertionError("the loop ends with the process")


def _rounds(county: County, connectors: list[Settings], left_out: str = "") -> tuple[list[Round], list[str]]:
    """A round for each; one that is away stops no other, and says so in a sentence."""
    rounds: list[Round] = []
    away: list[str] = []
    for one in connectors:
        try:
            rounds.append(hand_over(county, one, left_out))
        except NotReachable as error:
            away.append(str(error))
    return rounds, away


def _told(rounds: list[Round]) -> Said:
    said = []
    for one in rounds:
        said.append(
            f"{one.connector}：答复 {one.answers} 行，新移交 {one.planned} 行，写出 {one.written} 行，对方取走 {one.fetched} 行。"
        )
        said += [f"  {one.waiting} 个办件等着，原因见 connect status。"] if one.waiting else []
        said += [f"  {one.refused} 行答复办不了，原因见 connect status。"] if one.refused else []
        said += [f"  {one.behind} 行修改等对方取走前面的内容。"] if one.behind else []
        said += [f"  补上以前缺的材料文件 {one.late_files} 个。"] if one.late_files else []
        said += [f"  {trouble}" for trouble in one.troubles]
    return {"rounds": [one.facts() for one in rounds]}, said


def _for_ever(county: County, connectors: list[Settings], every: int, *, as_json: bool) -> None:
    """Round after round until the process is stopped; where the other side is away, ever slower."""
    pause = every
    while True:
        rounds, away = _rounds(county, connectors)
        facts, said = _told(rounds)
        if rounds:
            print(json.dumps(facts, ensure_ascii=False) if as_json else "\n".join(said), flush=True)
        pause = min(pause * 2, max(SLOWEST, every)) if away and not rounds else every
        for sentence in away:
            print(f"{sentence}{pause} 秒后再试。", file=sys.stderr, flush=True)
        time.sleep(pause)


def _case_id(county: County, number: str) -> str:
    named = (cases.c.provisional_number == number) | (cases.c.official_number == number) | (cases.c.id == number)
    with reading(county.engine) as connection:
        found = connection.execute(select(cases.c.id).where(named)).scalar()
    if found is None:
        raise NotConnected(f"没有办件 {number}。")
    return str(found)


def _set_aside(county: County, guid: str) -> Said:
    own = (handed_answers.c.row_guid == guid) & (handed_answers.c.state == "refused")
    with writing(county.engine) as connection:
        if not connection.execute(update(handed_answers).where(own).values(state="aside")).rowcount:
            raise NotConnected(f"没有办不了的答复 {guid}。")
    return {"set_aside": guid}, [f"答复 {guid} 已搁置，不再办。"]


def reconcile_command(county: County, line: Namespace) -> Said:
    """Compare client, platform and fronts.

    Raises:
        Different: they do not agree.
    """
    day = line.day or (county.now().astimezone(CHINA) - timedelta(days=1)).date().isoformat()
    report = reconcile(county, chosen(county, line.name), day)
    said = report, sentences(report)
    if not report["equal"]:
        raise Different(said)
    return said


COMMANDS = {"connect": connect, "hand-over": hand_over_command, "reconcile": reconcile_command}
"""By name on the command line."""
