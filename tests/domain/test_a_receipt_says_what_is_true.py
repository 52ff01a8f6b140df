from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from windowdesk.domain.case import CaseMaterial
from windowdesk.domain.catalogue import Limit, LimitUnit
from windowdesk.domain.draft import DraftMaterial
from windowdesk.domain.intake import to_case
from windowdesk.domain.receipt import how_words, receipt_of
from windowdesk.settings import Site

from .conftest import PAGE, person_of_card

RECEIVED_AT = datetime(2026, 11, 20, 2, 5, tzinfo=UTC)
NUMBER = "LS990101001001261120010001K"


@pytest.fixture
def receipt(whole, items, calendar, site):
    def make(draft=None, at=RECEIVED_AT, item=None, changes=None, **site_changes):
        place = replace(site, **site_changes)
        used = item or items["10"]
        case = to_case(
            draft or whole,
            used,
            case_id="c1",
            provisional_number=NUMBER,
            received_at=at,
            site=place,
            clerk="李样例",
            badge="007",
            calendar=calendar,
        )
        return receipt_of(replace(case, **(changes or {})), used, place, code="WD1.x")

    return make


def test_a_proxy_point_says_it_is_no_acceptance_and_promises_no_day(receipt):
    note = receipt().legal_note
    assert "代办点已代收" in note
    assert "还不是受理" in note
    assert "5 个工作日" not in note
    assert receipt().agency == "石桥镇便民服务中心"


def test_a_window_for_the_agency_names_the_five_days_and_what_silence_means(receipt):
    found = receipt(receives_for="agency")
    assert "最迟 2026年11月27日" in found.legal_note
    assert "逾期不告知的，自收到材料之日起即为受理" in found.legal_note
    assert found.agency == "示例县民政局"


def test_a_day_beyond_the_official_calendar_says_so(receipt):
    found = receipt(at=datetime(2026, 12, 30, 2, 0, tzinfo=UTC), receives_for="agency", draft=None)
    assert "以正式日历为准" in found.legal_note
    assert found.due_provisional


def test_only_masked_numbers_and_the_full_name_stand_on_it(receipt, whole):
    found = receipt()
    assert found.applicant == "张样例"
    number = whole.applicant.text("id_number")
    assert found.id_masked == f"{number[:6]}********{number[-4:]}"
    assert found.phone_masked == "199****0001"
    everything = repr(found)
    assert number not in everything
    assert "19900000001" not in everything


def test_without_a_mobile_the_result_is_told_in_person(receipt, whole):
    silent = replace(whole, applicant=replace(whole.applicant, no_mobile=True))
    found = receipt(silent)
    assert found.phone_masked == "无手机"
    assert "上门或捎信" in found.next_step
    assert "手机通知" in receipt().next_step


def test_provisional_number_first_official_number_later_both_known(receipt):
    first = receipt()
    assert (first.number, first.provisional, first.provisional_number) == (NUMBER, True, "")
    later = receipt(changes={"official_number": "9901012026000001"})
    assert (later.number, later.provisional, later.provisional_number) == ("9901012026000001", False, NUMBER)


def test_time_place_and_people_stand_on_it_in_local_time(receipt):
    found = receipt(hotline="12345", entrance="https://zwfw.example")
    assert found.received_at.strftime("%Y-%m-%d %H:%M") == "2026-11-20 10:05"
    assert (found.clerk, found.badge, found.window, found.site) == ("李样例", "007", "1", "石桥村便民服务室")
    assert (found.hotline, found.entrance, found.code) == ("12345", "https://zwfw.example", "WD1.x")
    assert found.mode == "窗口"


def test_what_is_missing_stands_apart_with_its_day(receipt, whole, with_material):
    until = date(2026, 12, 1)
    found = receipt(with_material(whole, DraftMaterial("hardship_record", deferred_until=until, undertaking=True)))
    assert [(line.name, line.how) for line in found.missing] == [("困难情况材料", "后补，最迟 2026年12月1日")]
    assert "困难情况材料" not in [line.name for line in found.materials]
    assert "请最迟于 2026年12月1日 前补交" in found.next_step


def test_the_promised_limit_is_in_words_and_its_day_an_estimate(receipt, items):
    found = receipt()
    assert found.promised == "10 个工作日（急难型先行救助，当场办）"
    assert found.due == date(2026, 12, 4)
    batch = receipt(item=replace(items["10"], promised=Limit(0, LimitUnit.BATCH, "每年 4 月")))
    assert (batch.promised, batch.due) == ("集中批次办理（每年 4 月）", None)
    assert "集中批次办理：每年 4 月" in batch.next_step
    at_once = receipt(item=replace(items["10"], promised=Limit(0, LimitUnit.AT_ONCE)))
    assert "受理后当场办结" in at_once.next_step


def test_a_vertical_item_names_the_other_system_and_its_number(receipt, items, whole):
    from windowdesk.domain.intake import choose_item

    draft = replace(
        choose_item(replace(whole, applicant=person_of_card("19900101")), items["28"]), vertical_number="SJ1"
    )
    assert receipt(draft, item=items["28"]).next_step == "本事项在市场监管登记注册系统办理，编号 SJ1。"


def test_the_title_is_the_countys(receipt, items):
    assert receipt().title == "政务服务收件凭证"
    assert receipt(item=replace(items["10"], doc_titles={"receipt": "接件回执"})).title == "接件回执"


@pytest.mark.parametrize(
    ("material", "words"),
    [
        (CaseMaterial("x", "x", pages=(PAGE, PAGE)), "扫描 2 页"),
        (CaseMaterial("x", "x", how="paper", originals=1), "原件 1 份"),
        (CaseMaterial("x", "x", pages=(PAGE,), originals=1, copies=2), "原件 1 份，复印件 2 份，扫描 1 页"),
        (CaseMaterial("x", "x", how="earlier", earlier_case="c0", pages=(PAGE,)), "沿用以前的扫描 1 页"),
        (CaseMaterial("x", "x", how="earlier", earlier_case="c0"), "沿用以前交过的材料"),
        (CaseMaterial("x", "x", how="deferred"), "后补"),
        (CaseMaterial("x", "x", how="exempt"), "免交"),
        (CaseMaterial("x", "x", how="library"), "证照库调取"),
        (CaseMaterial("x", "x", how="paper"), "纸质"),
    ],
)
def test_how_a_material_came_is_said_in_words(material, words):
    assert how_words(material) == words


def test_defaults_of_a_site_never_receive_for_the_agency():
    assert Site().receives_for == "applicant"
