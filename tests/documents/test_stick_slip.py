"""The hand-over slip of a stick, read back from the bytes a printer gets."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from windowdesk.devices import escpos_picture
from windowdesk.documents.stick_slip import render, text
from windowdesk.domain.printer_profile import of_model
from windowdesk.domain.relay import Exported

PAPERS = [of_model("generic-58"), of_model("generic-80")]

WRITTEN = Exported(
    file="/media/stick/windowdesk-990101-0001-3.wdb", name="windowdesk-990101-0001-3.wdb", station="990101-0001",
    site="石桥村便民服务室", number=3, first=8, last=20, files=26, left=0, size=4_000_000,
    at=datetime(2026, 11, 22, 8, 30, tzinfo=UTC), actor="0012 李秀英",
)  # fmt: skip


def on_paper(exported, profile):
    paper = escpos_picture.read(render(exported, profile), profile.width_dots)
    assert paper.faults == ()
    return "".join(paper.lines).replace(" ", "")


@pytest.mark.parametrize("profile", PAPERS, ids=["58", "80"])
def test_it_names_number_range_count_who_and_when_and_has_places_to_sign(profile):
    paper = on_paper(WRITTEN, profile)
    must = [
        "优盘交接单", "第3号", "石桥村便民服务室", "990101-0001", "8至20", "共13条", "材料：26个", WRITTEN.name,
        "2026-11-2216:30", "0012李秀英", "只有县里打得开",
    ]  # fmt: skip
    assert [words for words in must if words not in paper] == []
    assert paper.count("交出人签字") == paper.count("接收人签字") == 2
    assert "放不下" not in paper


def test_nothing_new_and_what_did_not_fit_are_said():
    lines = text(replace(WRITTEN, first=21, files=2, left=5))
    assert "上报：没有新的，只取县里的消息" in lines
    assert "放不下的材料：5 个，下次再带" in lines
