"""The hand-over slip of a stick, read back from the bytes a printer gets."""

from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest

from windowdesk.devices import escpos_picture
from windowdesk.documents.stick_slip import pdf, render, text
from windowdesk.domain.printer_profile import of_model
from windowdesk.domain.relay import Carried, HandOver, Route

PAPERS = [of_model("generic-58"), of_model("generic-80")]

UP = Carried("windowdesk-990101-0001-3.wdb", "up", "990101-0001", 3, 13, 26, 4_000_000, "天地日月 山水火木")
DOWN = Carried("windowdesk-reply-990101-0002-7.wdb", "down", "990101-0002", 7, 4, 1, 9_000, "春早秋年 东西南北")
ASKED = Carried("windowdesk-enrol-00ff00ff00ff00ff.json", "enrol", "", 0, 0, 0, 600, "红黄紫绿 白黑花草")
OWN = HandOver(
    Route.OWN_UP, "石桥村便民服务室", "990101-0001", (UP,), 0, datetime(2026, 11, 22, 8, 30, tzinfo=UTC), "0012 李秀英"
)


def on_paper(hand_over, profile):
    paper = escpos_picture.read(render(hand_over, profile), profile.width_dots)
    assert paper.faults == ()
    return "".join(paper.lines).replace(" ", "")


@pytest.mark.parametrize("profile", PAPERS, ids=["58", "80"])
def test_it_names_numbers_counts_check_words_who_and_when_and_has_places_to_sign(profile):
    paper = on_paper(OWN, profile)
    must = [
        "优盘交接单", "第3号", "石桥村便民服务室", "990101-0001", "上报13条", "材料26个", UP.name, "天地日月山水火木",
        "2026-11-2216:30", "0012李秀英", "谁也打不开", "共1个文件",
    ]  # fmt: skip
    assert [words for words in must if words not in paper] == []
    assert paper.count("交出人签字") == paper.count("接收人签字") == 2
    assert "放不下" not in paper


def on_a4(hand_over, **more):
    page = pypdfium2.PdfDocument(pdf(hand_over, **more))[0]
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [210, 297]
    return "".join(page.get_textpage().get_text_range().split())


def test_on_a4_it_has_every_line_of_the_slip_and_the_same_places_to_sign():
    many = replace(OWN, carried=(UP, DOWN, ASKED), left=5)
    paper = on_a4(many)
    assert [line for line in text(many) if "".join(line.split()) not in paper] == []
    assert "优盘交接单" in paper
    assert paper.count("交出人签字") == paper.count("接收人签字") == 2
    assert on_a4(replace(OWN, route=Route.TO_COUNTY)).count("交出人签字") == 1


def test_in_training_the_a4_slip_says_so():
    assert "演示" in on_a4(OWN, training=True)
    assert "演示" not in on_a4(OWN)


def test_nothing_new_and_what_did_not_fit_are_said():
    lines = text(replace(OWN, carried=(replace(UP, events=0, files=0),), left=5))
    assert "没有新的上报，只取县里的消息" in lines
    assert "放不下的材料：5 个，下次再带" in lines


@pytest.mark.parametrize("route", [one for one in Route if one is not Route.OWN_UP])
def test_each_other_change_of_hands_names_its_way_lists_every_file_and_is_signed_once(route):
    paper = on_paper(replace(OWN, route=route, carried=(UP, DOWN, ASKED)), PAPERS[1])
    assert "→" in paper
    assert "共3个文件" in paper
    assert all(one.name in paper and one.words.replace(" ", "") in paper for one in (UP, DOWN, ASKED))
    assert "回执第7号" in paper
    assert "登记申请" in paper
    assert paper.count("交出人签字") == paper.count("接收人签字") == 1
