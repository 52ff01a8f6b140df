"""The receipt 收件凭证 as a value: everything that stands on it, already masked.

Words: elements of a published 收件凭证 template in own words, licensing law art. 32 (notice
within five working days, silence counts as acceptance) only where the site receives for the
agency. A receipt never says that a case is accepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from windowdesk.clock import local_date_time
from windowdesk.domain.case import BlobRef, Case, CaseMaterial
from windowdesk.domain.catalogue import Item, LimitUnit, Package
from windowdesk.domain.deadlines import limit_words
from windowdesk.domain.masking import mask_id, mask_phone
from windowdesk.domain.people import Person
from windowdesk.settings import Site

TITLE = "政务服务收件凭证"
NO_MOBILE = "无手机"


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One received material."""

    name: str
    how: str
    """Words: 原件 1 份, 扫描 2 页 …"""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the villager takes home. The id and phone in it are masked (rule G05).

    ``number`` is the official or the provisional number; ``provisional`` says which.
    """

    title: str
    number: str
    provisional: bool
    item_name: str
    item_code: str
    applicant: str
    """Name in full: it is the applicant's own paper."""
    id_masked: str
    phone_masked: str
    mode: str
    site: str
    agency: str
    window: str
    clerk: str
    badge: str
    received_at: datetime
    """Local time of the office."""
    materials: tuple[ReceiptLine, ...]
    missing: tuple[ReceiptLine, ...]
    next_step: str
    """What happens next and by when, one or two sentences."""
    legal_note: str
    """Not yet acceptance, or the deemed-acceptance sentence where the site receives for the agency."""
    promised: str
    due: date | None
    """Last day of the promised limit, before acceptance an estimate; None: no day count."""
    due_provisional: bool
    query_ways: str
    hotline: str
    entrance: str
    code: str
    """The signed text in the QR code."""
    provisional_number: str = ""
    """Also shown when an official number replaced it."""
    other_numbers: tuple[str, ...] = ()
    """Numbers of the other cases of the package, on the combined receipt."""
    reprint: int = 0
    """0: first print; n: marked 补打 n."""
    training: bool = False
    """演示 watermark."""


def receipt_of(
    case: Case, item: Item, site: Site, *, code: str = "", reprint: int = 0, training: bool = False
) -> Receipt:
    """The receipt of one case, in the words that fit who the site receives for (B.5).

    Args:
        case: as stored; its own version of the item must be given as ``item``.
        site: for the names and addresses printed; who it receives for stands in the case.
        code: the signed text of the QR code; empty while it is not yet signed.
    """
    completion = next((one for one in case.deadlines if one.kind == "completion"), None)
    return Receipt(
        title=item.doc_titles.get("receipt", TITLE),
        number=case.number,
        provisional=not case.official_number,
        item_name=case.item_name,
        item_code=case.item_code,
        applicant=case.applicant.name,
        id_masked=mask_id(case.applicant.id_number),
        phone_masked=NO_MOBILE if case.applicant.no_mobile else mask_phone(case.applicant.mobile),
        mode=case.mode.words,
        site=case.site,
        agency=item.agency if case.receives_for == "agency" else site.agency,
        window=case.window,
        clerk=case.clerk,
        badge=case.badge,
        received_at=local_date_time(case.received_at),
        materials=tuple(ReceiptLine(one.name, how_words(one)) for one in case.materials if _handed_in(one)),
        missing=tuple(ReceiptLine(one.name, how_words(one)) for one in case.materials if one.how == "deferred"),
        next_step=next_step_words(case, item),
        legal_note=legal_note_words(case),
        promised=limit_words(item.promised),
        due=completion.due if completion else None,
        due_provisional=completion.provisional if completion else False,
        query_ways=site.query_ways,
        hotline=site.hotline,
        entrance=site.entrance,
        code=code,
        provisional_number=case.provisional_number if case.official_number else "",
        reprint=reprint,
        training=training,
    )


def receipt_of_package(
    cases: Sequence[Case],
    items: Sequence[Item],
    package: Package,
    site: Site,
    *,
    code: str = "",
    reprint: int = 0,
    training: bool = False,
) -> Receipt:
    """The one receipt for all cases of a package (一件事): the first case's number leads.

    ``items`` are those of ``cases``, in the same order. A paper handed in once stands on it once;
    the due date is the latest of the cases.
    """
    first = receipt_of(cases[0], items[0], site, code=code, reprint=reprint, training=training)
    singles = [receipt_of(case, item, site) for case, item in zip(cases, items, strict=True)]
    dated = [one for one in singles if one.due is not None]
    last = max(dated, key=lambda one: one.due or date.min, default=None)
    return replace(
        first,
        item_name=package.name + "：" + "、".join(case.item_name for case in cases),
        item_code=package.code,
        materials=tuple(dict.fromkeys(line for one in singles for line in one.materials)),
        missing=tuple(dict.fromkeys(line for one in singles for line in one.missing)),
        next_step=_package_next_step(cases, items),
        promised=limit_words(package.promised),
        due=last.due if last else None,
        due_provisional=last.due_provisional if last else False,
        other_numbers=tuple(case.number for case in cases[1:]),
    )


def how_words(material: CaseMaterial) -> str:
    """How a material was handed in, in words for paper."""
    if material.how == "deferred":
        return f"后补，最迟 {chinese_day(material.deferred_until)}" if material.deferred_until else "后补"
    words: list[str] = []
    if material.originals:
        words.append(f"原件 {material.originals} 份")
    if material.copies:
        words.append(f"复印件 {material.copies} 份")
    if material.pages:
        words.append(_pages_words(material.pages, earlier=bool(material.earlier_case)))
    elif material.earlier_case:
        words.append("沿用以前交过的材料")
    names = {"exempt": "免交", "library": "证照库调取"}
    return "，".join(words) or names.get(material.how, "纸质")


def chinese_day(day: date) -> str:
    """``2026年11月27日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def legal_note_words(case: Case) -> str:
    """What the receipt proves and what not. Only a site that receives for the agency starts the law's clock."""
    notice = next((one for one in case.deadlines if one.kind == "notice"), None)
    if case.receives_for != "agency" or notice is None or notice.due is None:
        return "本凭证证明代办点已代收上述材料，还不是受理。受理时间以办理部门的通知为准，办理期限从受理之日起算。"
    doubt = "，以正式日历为准" if notice.provisional else ""
    return (
        "上述材料已于本凭证所记日期收到，本凭证还不是受理通知。"
        f"办理部门在 5 个工作日内（最迟 {chinese_day(notice.due)}{doubt}）告知是否受理；"
        "材料不齐的，在此期间一次告知需要补正的全部内容；逾期不告知的，自收到材料之日起即为受理。"
    )


def next_step_words(case: Case, item: Item) -> str:
    """What happens next, and what the applicant has to do."""
    if case.vertical_number:
        return f"本事项在{item.vertical_system}办理，编号 {case.vertical_number}。"
    if case.receives_for == "agency":
        sent = f"材料交{item.agency}办理。"
    else:
        sent = f"代办点把材料报送{item.agency}办理。"
    if item.promised.unit is LimitUnit.BATCH:
        sent += f"本事项集中批次办理：{item.promised.note}。"
    elif item.promised.unit is LimitUnit.AT_ONCE:
        sent += "受理后当场办结。"
    told = _told_words(case)
    deferred = [one for one in case.materials if one.how == "deferred" and one.deferred_until]
    if not deferred:
        return sent + told
    day = min(one.deferred_until for one in deferred if one.deferred_until)
    return sent + f"请最迟于 {chinese_day(day)} 前补交缺少的材料。" + told


def _package_next_step(cases: Sequence[Case], items: Sequence[Item]) -> str:
    agencies = "、".join(dict.fromkeys(item.agency for item in items))
    sent = "材料分送" if cases[0].receives_for == "agency" else "代办点把材料分送"
    words = f"{sent}{agencies}办理，各事项分别办结。"
    days = [one.deferred_until for case in cases for one in case.materials if one.deferred_until]
    if days:
        words += f"请最迟于 {chinese_day(min(days))} 前补交缺少的材料。"
    return words + _told_words(cases[0])


def _told_words(case: Case) -> str:
    return "结果由工作人员上门或捎信告知。" if _out_of_reach(case) else "进度和结果用手机通知。"


def _out_of_reach(case: Case) -> bool:
    """Has neither the applicant nor the agent a mobile phone?"""
    people: list[Person] = [case.applicant, *([case.agent] if case.agent else [])]
    return all(person.no_mobile for person in people)


def _handed_in(material: CaseMaterial) -> bool:
    return material.how not in {"deferred", "exempt"}


def _pages_words(pages: Sequence[BlobRef], *, earlier: bool) -> str:
    return f"{'沿用以前的' if earlier else ''}扫描 {len(pages)} 页"
