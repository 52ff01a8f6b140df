from dataclasses import replace
from datetime import date

from windowdesk.documents import paper_values, paper_words
from windowdesk.documents.paper_values import of_case
from windowdesk.domain.people import Assurance

DAY = date(2026, 11, 22)


def test_the_form_is_shown_by_its_titles_with_numbers_masked_and_gaps_said(item, case):
    rows = {row["title"]: row["value"] for row in paper_words.form_rows(item.form, case.form, case.answers)}
    assert rows == {
        "申请理由": "因病致贫",
        "银行卡号": "***************0000",
        "困难发生日期": "2026年1月5日",
        "同意家庭经济状况核对": "是",
        "家庭成员（1）": "姓名：张𫖯；身份证号：990101********0017；年收入：3000 元",
        "家庭成员（2）": "姓名：李梅；身份证号：990101********0028；年收入：2200 元",
        "备注": "未填写",
    }


def test_fields_of_another_situation_are_not_on_the_form(item):
    titles = [row["title"] for row in paper_words.form_rows(item.form, {}, {"family": "minor"})]
    assert "监护人" in titles
    assert "家庭成员" in titles


def test_an_undertaking_lists_the_deferred_materials_only(case, item, desk_settings):
    values = paper_values.deferral(of_case(case, item), desk_settings, DAY)
    assert values["materials"] == [{"name": "收入证明", "form": "原件 1 份", "until": date(2026, 12, 6)}]


def test_only_paper_that_was_taken_in_is_given_back(case, item, desk_settings):
    subject = of_case(case, item)
    everything = paper_values.returned(subject, desk_settings, DAY)["materials"]
    assert [row["name"] for row in everything] == ["居民身份证", "户口簿"]
    chosen = paper_values.returned(subject, desk_settings, DAY, only=["book"])["materials"]
    assert [row["name"] for row in chosen] == ["户口簿"]


def test_a_hand_over_list_counts_pages_and_originals(case, desk_settings):
    values = paper_values.hand_over([case, case], desk_settings, DAY, number="JJ1", to_site="镇", notes={"01": "急"})
    assert (values["cases_count"], values["originals_count"]) == (2, 4)
    assert values["cases"][0]["pages"] == 2
    assert values["cases"][0]["note"] == "急"


def test_the_source_of_a_material_is_told_in_words(item):
    id_card, _, consent, income = item.materials
    assert paper_words.material_source(id_card) == "公安机关"
    assert paper_words.material_source(consent) == "其他（本窗口免费提供，样本：样本一）"
    assert paper_words.material_source(income) == "政府部门核发"
    assert paper_words.material_copies(id_card) == "原件 1 份，复印件 1 份"
    assert paper_words.material_copies(replace(income, originals=0)) == "原件"


def test_an_official_number_is_not_called_provisional(case, item, desk_settings):
    official = replace(case, official_number="990101202611220001")
    values = paper_values.withdrawal(of_case(official, item), desk_settings, DAY, "不需要")
    assert (values["number"], values["provisional"]) == ("990101202611220001", False)


def test_a_number_that_counts_in_spite_of_its_check_digit_says_why_on_the_paper(case):
    person = replace(case.applicant, assurance=Assurance.TYPED, check_override_reason="1998 年档案如此")
    assert paper_words.person_words(person).assurance == "手工输入（号码校验不符：1998 年档案如此）"
