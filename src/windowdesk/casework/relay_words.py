"""What a person is told about a stick (优盘) that was written or read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from windowdesk.domain.relay import Carried, Enrolled, Exported, Import, Imported, Refused, Route

if TYPE_CHECKING:
    from windowdesk.casework.carry import Trip


def written_words(exported: Exported) -> tuple[str, ...]:
    """What to tell a person about a stick that was written."""
    events = f"上报 {exported.events} 条" if exported.events else "没有新的上报"
    several = f"，分成 {len(exported.bundles)} 个文件" if len(exported.bundles) > 1 else ""
    said = [f"已写到优盘：第 {exported.number} 号，{events}，材料 {exported.files} 个{several}。"]
    if exported.kept:
        said.append(f"上次已写在这个优盘上的材料 {exported.kept} 个，没有重写。")
    if exported.left:
        said.append(f"还有 {exported.left} 个材料放不下，下次再带。")
    return (*said, "请先弹出优盘再拔，交到县里；县里的回执拿回来再导入。")


def taken_words(found: Import) -> tuple[str, ...]:
    """What to tell a person about a stick that was read."""
    said = [line for one in found.taken for line in _reply_words(one)]
    said += [f"{one.reason.happened}{one.reason.to_do}" for one in found.refused]
    if found.others:
        said.append(f"优盘上还有 {found.others} 份别的站点的回执，没有动。")
    return tuple(said)


def carried_words(trip: Trip) -> tuple[str, ...]:
    """What to tell a person about what was carried for others."""
    said: list[str] = []
    refused: list[Refused] = []
    for route, passage in trip.passages.items():
        if passage.picked_up or passage.known:
            again = f"，{passage.known} 个以前收过" if passage.known else ""
            said.append(f"从优盘收下代传的 {len(passage.picked_up)} 个{again}。")
        if passage.given and route is Route.TO_VILLAGE:
            said.append(f"给村里的回执 {len(passage.given)} 个已写到优盘，请村里拿回去导入。")
        if passage.full:
            said.append(f"还有 {passage.full} 个放不下，请换大一点的优盘。")
        refused += passage.refused
    if trip.brought is not None:
        back = len(trip.brought.picked_up)
        said.append(f"已通过网络交到县里，带回回执 {back} 个。" if back else "没有要通过网络交的。")
        refused += trip.brought.refused
    elif trip.line_trouble is not None:
        said.append(f"还没有交到县里：{trip.line_trouble.happened}有网时不插优盘再点一次，或写到优盘带去。")
    elif trip.waits:
        said.append("本机没有网络，请点“写到优盘”带到县里。")
    elif not said:
        said.append("没有要带到县里的。")
    return (*said, *(f"{one.reason.happened}{one.reason.to_do}" for one in refused))


def asked_words(request: Carried) -> tuple[str, ...]:
    """What to tell a person about a request to be enrolled."""
    return (
        f"登记申请已写到优盘，核对字：{request.words}。",
        "请先弹出优盘再拔，交到县里；登记回执拿回来，再读登记回执。",
    )


def enrolled_words(found: Enrolled) -> tuple[str, ...]:
    """What to tell a person about the county's answer."""
    known = "这台电脑以前就登记过" if found.again else "已登记"
    return (f"{known}：{found.site['name']}，站点号 {found.station}。",)


def _reply_words(one: Imported) -> tuple[str, ...]:
    counts = (
        (one.accepted, "县里收下 {} 条"),
        (one.held, "{} 条在等材料"),
        (one.rejected, "被退回 {} 条"),
        (one.files, "材料到县里 {} 个"),
        (one.news, "新消息 {} 条"),
        (len(one.packs), "更新 {} 项（事项库、日历等）"),
    )
    parts = "，".join(words.format(number) for number, words in counts if number)
    said = [f"回执第 {one.number} 号：{parts or '没有新内容'}。"]
    if one.offered_again:
        said.append("县平台恢复过数据，请再导出一次，会自动补齐。")
    return (*said, *(f"{remark.happened}{remark.to_do}" for remark in one.remarks))
