"""The commands of the county's office: each takes the parsed line and gives (what to print as JSON, sentences)."""

from __future__ import annotations

import mimetypes
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from county import listing, office, relay_slip
from county.bundle import NotABundle
from county.cases import WORDS
from county.connectors.commands import COMMANDS as HAND_OVER
from county.connectors.papers import content_of
from county.database import reading, writing
from county.enrolment import issue_code
from county.epoch import current_epoch, restored
from county.packs import publish_calendar, publish_catalogue, publish_keys, publish_program, publish_settings
from county.place import CHINA, County
from county.relay_counter import import_stick
from county.relay_look import bundles_in, read_bundle

CORRECTION_DAYS = 15
"""Calendar days for a correction when the office names no date."""

Said = tuple[Any, list[str]]
Command = Callable[[County, Namespace], Said]


class NotAllTaken(Exception):
    """Something on a stick was not taken: what was done is printed, and the exit status says it too."""

    def __init__(self, said: Said) -> None:
        super().__init__(said[1][0])
        self.said = said


def _init(county: County, _line: Namespace) -> Said:
    index = publish_keys(county)
    with reading(county.engine) as connection:
        epoch = current_epoch(connection)
    facts = {"data": str(county.data), "epoch": epoch, "kid": county.keys.kid, "keys_version": index["version"]}
    return facts, [f"县平台已就绪：{county.data}，纪元 {epoch}。"]


def _code(county: County, line: Namespace) -> Said:
    site = {
        "name": line.name,
        "region": line.region,
        "kind": line.kind,
        "agency": line.agency,
        "receives_for": line.receives_for or ("agency" if line.kind == "township" else "applicant"),
        "window": line.window,
        "hotline": line.hotline,
        "entrance": line.entrance,
        "query_ways": line.query_ways,
    }
    code = issue_code(county, site, line.device)
    return {"code": code, "site": site}, [f"登记码：{code}（只显示这一次）"]


def _register(county: County, line: Namespace) -> Said:
    done = office.register_all(county) if line.all else [office.register(county, one) for one in line.number]
    said = [f"{one['provisional_number']} → {one['official_number']}" for one in done]
    return {"registered": done}, said or ["没有等待登记的办件。"]


def _correct(county: County, line: Namespace) -> Said:
    names = ("material", "name", "defect", "standard")
    lines = [dict(zip(names, one, strict=True)) for one in line.line]
    last_day = (county.now().astimezone(CHINA) + timedelta(days=CORRECTION_DAYS)).date().isoformat()
    done = office.ask_correction(county, line.number, lines, due=line.due or last_day, how=line.how)
    return done, [f"{line.number} 已要求补正，文书 {done['document_number']}。"]


def _pre_review(county: County, line: Namespace) -> Said:
    return _moved(office.pre_review(county, line.number, passed=not line.failed, opinion=line.opinion))


def _accept(county: County, line: Namespace) -> Said:
    state = "S45" if line.with_gaps else "S50"
    return _moved(office.status(county, line.number, state, note=line.note, due=line.due))


def _refuse(county: County, line: Namespace) -> Said:
    return _moved(office.status(county, line.number, "S55", note=line.note))


def _reject(county: County, line: Namespace) -> Said:
    return _moved(office.status(county, line.number, "S28", note=line.note))


def _status(county: County, line: Namespace) -> Said:
    return _moved(office.status(county, line.number, line.state, note=line.note, due=line.due))


def _complete(county: County, line: Namespace) -> Said:
    pages = [(Path(one).read_bytes(), mimetypes.guess_type(one)[0] or "application/octet-stream") for one in line.page]
    done = office.complete(
        county,
        line.number,
        granted=not line.not_granted,
        result_name=line.result,
        result_number=line.result_number,
        note=line.note,
        pages=pages,
    )
    return _moved(done)


def _moved(done: dict[str, Any]) -> Said:
    return done, [f"{done['official_number'] or done['provisional_number']} 现在是“{WORDS[done['state']]}”。"]


def _notice(county: County, line: Namespace) -> Said:
    told = office.notice(county, line.title, line.text, to=line.to)
    return {"stations": told}, [f"已通知 {len(told)} 个站点。"]


def _stop(county: County, line: Namespace) -> Said:
    done = office.stop_station(county, line.station, stopped=not line.lift, reason=line.reason)
    return done, [f"{line.station} {'已恢复' if line.lift else '已停用'}。"]


def _revoke(county: County, line: Namespace) -> Said:
    return office.revoke_station(county, line.station), [f"{line.station} 已注销。"]


def _publish_catalogue(county: County, line: Namespace) -> Said:
    return _published(publish_catalogue(county, Path(line.folder)))


def _publish_calendar(county: County, line: Namespace) -> Said:
    return _published(publish_calendar(county, [Path(one) for one in line.file]))


def _publish_settings(county: County, line: Namespace) -> Said:
    return _published(publish_settings(county, Path(line.file)))


def _publish_program(county: County, line: Namespace) -> Said:
    files = {platform: Path(file) for platform, _, file in (one.partition("=") for one in line.file)}
    return _published(publish_program(county, line.version, files))


def _published(index: dict[str, Any]) -> Said:
    facts = {"what": index["what"], "version": index["version"], "items": len(index["items"])}
    return facts, [f"已发布 {index['what']} 第 {index['version']} 版，共 {len(index['items'])} 项。"]


def _stations(county: County, _line: Namespace) -> Said:
    rows = listing.station_rows(county)
    said = [
        f"{r['number']}  {r['name']}  {r['status']}  已收到 {r['received_to']}  已安全 {r['safe_to']}" for r in rows
    ]
    return {"stations": rows}, said or ["还没有站点。"]


def _cases(county: County, _line: Namespace) -> Said:
    rows = listing.case_rows(county)
    said = [
        f"{r['provisional_number']}  {r['official_number'] or '（未登记）'}  {r['state_words']}  {r['item_name']}"
        + (f"  丢失文件 {len(r['lost_files'])} 个" if r["lost_files"] else "")
        for r in rows
    ]
    return {"cases": rows}, said or ["还没有办件。"]


def _show(county: County, line: Namespace) -> Said:
    try:
        detail = listing.case_detail(county, line.number)
    except KeyError as error:
        raise office.Unknown(f"没有办件 {line.number}。") from error
    said = [f"{detail['provisional_number']}  {detail['official_number'] or '（未登记）'}  {detail['state_words']}"]
    said += [f"  材料 {one['material']} {one['name']}" for one in detail["received"]["materials"]]
    said += [f"  扫描件 {one['name']} {_page_words(one)}" for one in detail["pages"]]
    said += [f"  丢失文件 {_material_of(detail, one)}{one}" for one in detail["lost_files"]]
    said += [f"  事件 {one['seq']} {one['type']} {one['verdict']}" for one in detail["events"]]
    if line.into:
        detail["written"] = [str(one) for one in _write_pages(county, detail["pages"], Path(line.into))]
        said += ["  扫描件写在这里，请保管好：" if detail["written"] else "  还没有可看的扫描件。", *detail["written"]]
    return detail, said


def _page_words(page: dict[str, Any]) -> str:
    if page["here"]:
        return f"{page['digest']} 已到"
    return f"{page['digest']} 还没到" + (f"，先看预览图 {page['preview']['digest']}" if page["preview_here"] else "")


def _write_pages(county: County, pages: list[dict[str, Any]], into: Path) -> Iterator[Path]:
    """The pages that are here as files; in place of one that is not, its preview, whose name says so."""
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    for page in pages:
        if page["here"] or page["preview_here"]:
            shown = page if page["here"] else page["preview"]
            ending = mimetypes.guess_extension(shown["media_type"]) or ""
            target = into / f"{page['digest']}{'' if page['here'] else '.preview'}{ending}"
            target.write_bytes(content_of(county, shown["digest"]))
            yield target


def _material_of(detail: dict[str, Any], digest: str) -> str:
    """The material a page belongs to, where an event of the case names it."""
    return next(
        (
            f"{one['name']} "
            for one in detail["pages"]
            if digest in (one["digest"], one.get("preview", {}).get("digest"))
        ),
        "",
    )


def _blobs(county: County, _line: Namespace) -> Said:
    rows = listing.blob_rows(county)
    return {"blobs": rows}, [f"{r['digest']}  {r['size'] or '?'}  {'完整' if r['complete'] else '未到'}" for r in rows]


def _epoch(county: County, line: Namespace) -> Said:
    if line.restore:
        with writing(county.engine) as connection:
            epoch = restored(connection)
        return {"epoch": epoch}, [f"新纪元 {epoch}：各站点会自动补发。"]
    with reading(county.engine) as connection:
        epoch = current_epoch(connection)
    return {"epoch": epoch}, [f"现在的纪元是 {epoch}。"]


def _relay(county: County, line: Namespace) -> Said:
    if line.act == "read":
        return _read_bundles(county, line)
    if not line.reply:
        raise office.Unknown("import 要写明 --reply 文件夹")
    stick = import_stick(county, [Path(one) for one in line.file], Path(line.reply))
    said = stick.said or ["没有找到上报文件。"]
    if line.slip:
        said = [*said, _write_slip(Path(line.slip), relay_slip.page(stick, county.now()))]
    if stick.refused:
        raise NotAllTaken((stick.facts(), said))
    return stick.facts(), said


def _write_slip(file: Path, page: str) -> str:
    try:
        file.write_text(page, "utf-8")
    except OSError as error:
        raise office.Unknown(
            f"优盘已处理好，但交接单写不到 {file}（{error.strerror}）。请换个地方再来一次。"
        ) from error
    return f"交接单：{file}，用浏览器打开打印。"


def _read_bundles(county: County, line: Namespace) -> Said:
    if not line.into:
        raise office.Unknown("read 要写明 --into 文件夹")
    try:
        files = [Path(file) for file in line.file]
        written = [str(one) for file in bundles_in(files) for one in read_bundle(county, file, Path(line.into))]
    except NotABundle as wrong:
        raise office.Unknown(f"上报文件{wrong}") from wrong
    said = ["只看不收，平台里什么也没有变。内容写在这里，请保管好："] if written else ["没有单独导出的一件。"]
    return {"written": written}, said + written


COMMANDS: dict[str, Command] = {
    "init": _init,
    "code": _code,
    "register": _register,
    "correct": _correct,
    "prereview": _pre_review,
    "accept": _accept,
    "refuse": _refuse,
    "reject": _reject,
    "status": _status,
    "complete": _complete,
    "notice": _notice,
    "stop": _stop,
    "revoke": _revoke,
    "publish-catalogue": _publish_catalogue,
    "publish-calendar": _publish_calendar,
    "publish-settings": _publish_settings,
    "publish-program": _publish_program,
    "stations": _stations,
    "cases": _cases,
    "show": _show,
    "blobs": _blobs,
    "epoch": _epoch,
    "relay": _relay,
    **HAND_OVER,
}
"""Everything but ``serve``."""
