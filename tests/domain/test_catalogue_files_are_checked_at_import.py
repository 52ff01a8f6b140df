import copy

import pytest

from windowdesk.domain.catalogue_checks import ELEMENTS, FORBIDDEN_CERTIFICATES
from windowdesk.domain.catalogue_import import Level, check_item, read_item, read_package
from windowdesk.errors import InputRefused


@pytest.fixture
def values(files):
    return copy.deepcopy(files["10-linshi-jiuzhu"])


def put(values, path, value):
    *parents, last = path.split(".")
    for parent in parents:
        values = values[parent]
    if value is None:
        del values[last]
    else:
        values[last] = value


def refusal(values, read=read_item):
    with pytest.raises(InputRefused) as refused:
        read(values)
    return refused.value


def texts(values):
    return "\n".join(finding.text for finding in check_item(values))


def test_there_are_fourteen_elements():
    assert len(ELEMENTS) == 14


@pytest.mark.parametrize(("path", "title"), sorted(ELEMENTS.items()))
def test_a_missing_element_is_k402_and_named(values, path, title):
    put(values, path, None)
    refused = refusal(values)
    assert refused.code == "K402"
    assert title in refused.happened
    assert check_item(values)[0].level is Level.ERROR


@pytest.mark.parametrize("path", ["guide.basis", "guide.result_sample", "name"])
def test_an_element_of_blanks_is_missing_too(values, path):
    put(values, path, "  ")
    assert refusal(values).code == "K402"


def test_no_fee_is_an_answer(values):
    assert values["fees"] == []
    assert read_item(values).fees == ()


@pytest.mark.parametrize("wrong", ["2026-02-30", "2026-13-01", "2月30日"])
def test_an_impossible_date_is_k403_with_the_date(values, wrong):
    values["effective"] = wrong
    refused = refusal(values)
    assert refused.code == "K403"
    assert wrong in refused.happened
    assert check_item(values)[0].element == wrong


@pytest.mark.parametrize(
    ("path", "wrong", "place"),
    [
        ("state", 7, "state"),
        ("version", "1", "version"),
        ("version", True, "version"),
        ("promised", {"value": 5}, "promised.unit"),
        ("promised", 5, "promised"),
        ("materials", [{"id": "x", "name": "x", "necessity": "perhaps"}], "materials.0.necessity"),
        ("materials", {"id": "x"}, "materials"),
        ("served", "1", "served"),
        ("split", ["村"], "split"),
        ("effective", 20261201, "effective"),
        ("colour", "red", "colour"),
    ],
)
def test_a_file_of_the_wrong_form_is_k405_with_the_place(values, path, wrong, place):
    put(values, path, wrong)
    refused = refusal(values)
    assert refused.code == "K405"
    assert place in refused.happened


def test_conditions_name_only_questions_and_options_that_exist(values):
    wrong = copy.deepcopy(values)
    wrong["materials"][0]["when"] = {"nobody_asks": ["yes"]}
    assert refusal(wrong).code == "K405"
    wrong = copy.deepcopy(values)
    wrong["materials"][0]["when"] = {"linshi_kind": ["yes"]}
    assert refusal(wrong).code == "K405"
    wrong = copy.deepcopy(values)
    wrong["questions"][0]["when"] = {"linshi_kind": ["urgent"]}
    assert refusal(wrong).code == "K405"
    wrong = copy.deepcopy(values)
    wrong["form"]["properties"]["loss"]["x-when"] = {"linshi_kind": ["never"]}
    assert refusal(wrong).code == "K405"


def test_ids_are_not_used_twice(values):
    values["materials"].append(dict(values["materials"][0]))
    assert refusal(values).code == "K405"


def test_a_secret_item_never_reaches_a_desk(values):
    values["secret"] = True
    assert refusal(values).code == "K405"


NAMES = {
    "亲属关系证明": "亲属关系证明",
    "居民身份信息证明": "居民身份证明",
    "户口登记项目内容变更申请证明": "户口登记项目变更证明",
    "居民养犬证明": "养犬证明",
    "无犯罪记录证明": "无犯罪记录证明",
    "社区戒毒康复证明": "社区戒毒情况证明",
    "人员失踪证明": "人员失踪证明",
    "婚姻状况证明": "未再婚证明",
    "出生证明": "出生情况证明",
    "健在证明": "老人健在证明",
    "死亡证明": "死亡证明",
    "疾病状况证明": "患病证明",
    "残疾状况证明": "残疾状况证明",
    "婚育状况证明": "婚育证明",
    "就业状况证明": "就业状况证明",
    "个人档案证明": "个人档案证明",
    "财产证明": "房产证明",
    "遗产继承权公证证明": "遗产继承证明",
    "市场主体住所证明": "经营场所证明",
    "证件遗失证明": "身份证遗失证明",
}


def test_all_twenty_kinds_are_known():
    assert len(FORBIDDEN_CERTIFICATES) == 20
    assert set(NAMES) == set(FORBIDDEN_CERTIFICATES)


@pytest.mark.parametrize("name", NAMES.values())
@pytest.mark.parametrize("issuer", ["村民委员会", "户籍地村（居）委会"])
def test_a_certificate_a_committee_must_not_issue_is_warned_about(values, name, issuer):
    values["materials"].append({"id": "x", "name": name, "necessity": "must", "issuer": issuer})
    assert "民发〔2020〕20号" in texts(values)
    assert read_item(values).notices == (name,)


@pytest.mark.parametrize(
    ("name", "issuer"),
    [("出生医学证明", "医院"), ("死亡证明", "乡镇卫生院"), ("出生医学证明", "村委会转交"), ("残疾人证", "村委会")],
)
def test_others_may_be_issued(values, name, issuer):
    values["materials"].append({"id": "x", "name": name, "necessity": "must", "issuer": issuer})
    assert check_item(values) == []
    assert read_item(values).notices == ()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"handling": "instant", "promised": {"value": 2, "unit": "working_days"}}, "即办件"),
        ({"promised": {"value": 40, "unit": "working_days"}}, "比法定时限长"),
        ({"promised": {"value": 1, "unit": "months"}}, "比法定时限长"),
        ({"promised": {"value": 0, "unit": "batch"}}, "批次"),
        ({"guide.conditions": "持有村级困难证明的家庭。"}, "申请材料里没有"),
        ({"guide.conditions": "应提交《家庭情况表》。"}, "申请材料里没有"),
        ({"guide.conditions": "带困难情况材料来办。"}, "应只写条件"),
        ({"guide.flow": "申请—发放"}, "“受理”"),
        ({"guide.flow": "申请—受理—发放"}, "“审查”"),
        ({"guide.flow": "申请—受理—审查—告知"}, "“决定”"),
        ({"minors_rule": ""}, "监护人"),
        ({"visits": 0, "ways": ["window"]}, "只能到窗口"),
        ({"ways": ["pc"]}, "没有窗口"),
        ({"code": "990101"}, "33 位"),
        ({"agency_code": "11990000MB2000119X"}, "没有通过校验"),
        ({"code": "9" * 33}, "实施编码开头"),
    ],
)
def test_what_contradicts_itself_is_warned_about(values, changes, word):
    for path, value in changes.items():
        put(values, path, value)
    assert word in texts(values)
    assert all(finding.level is Level.WARNING for finding in check_item(values))


@pytest.mark.parametrize(
    ("material", "word"),
    [
        ({"necessity": "must", "kind": "form"}, "空白表或示例"),
        ({"necessity": "deferrable", "never_deferrable": True}, "不得后补"),
    ],
)
def test_materials_that_cannot_be_handled_are_warned_about(values, material, word):
    values["materials"].append({"id": "x", "name": "说明", **material})
    assert word in texts(values)


def test_a_deferral_without_days_in_an_item_without_days_is_warned_about(values):
    values |= {"promised": {"value": 0, "unit": "at_once"}, "handling": "instant"}
    assert "最长天数" in texts(values)


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ({"type": "string"}, "没有中文名称"),
        ({"type": "string", "title": "甲", "contentEncoding": "base64"}, "contentEncoding"),
        ({"type": "string", "title": "甲", "x-check": "horoscope"}, "校验方式"),
        ({"type": "string", "title": "甲", "x-when": {"linshi_kind": ["urgent"]}}, "总是必填"),
    ],
)
def test_forms_a_counter_cannot_draw_are_warned_about(values, field, word):
    values["form"]["properties"]["x"] = field
    values["form"]["required"].append("x")
    assert word in texts(values)


def test_steps_of_a_package_can_be_followed(files):
    package = copy.deepcopy(files["P1"])
    circle = copy.deepcopy(package)
    circle["steps"][0]["after"] = [circle["steps"][2]["item"]]
    assert "互相等待" in refusal(circle, read_package).happened
    outside = copy.deepcopy(package)
    outside["steps"][0]["after"] = ["nowhere"]
    assert refusal(outside, read_package).code == "K405"
    optional = copy.deepcopy(package)
    for step in optional["steps"]:
        step["when"] = {"p1_card": ["yes"]}
    assert refusal(optional, read_package).code == "K405"
    assert refusal({**package, "effective": "2026-02-30"}, read_package).code == "K403"
