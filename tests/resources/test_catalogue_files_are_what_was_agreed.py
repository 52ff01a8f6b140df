"""The sample catalogue: every file fits its schema and the import, and the awkward cases are in it."""

import hashlib
import json
from collections import Counter
from datetime import date

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from windowdesk import assets
from windowdesk.domain.catalogue import ItemState, LimitUnit, Necessity, ProxyRule, state_on
from windowdesk.domain.catalogue_import import check_item, read_item, read_package
from windowdesk.domain.materials import checklist
from windowdesk.domain.numbers import check_credit_code

TODAY = date(2026, 11, 22)
LISTED = {f"{number:02d}" for number in range(1, 29)}


@pytest.fixture(scope="module")
def validator():
    folder = assets.path("sync", "contract", "schemas")
    schemas = [json.loads(path.read_text("utf-8")) for path in folder.glob("catalogue-*.json")]
    registry = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in schemas)
    by_name = {one["$id"].rsplit("/", 1)[1]: one for one in schemas}
    return lambda name: Draft202012Validator(by_name[name], registry=registry, format_checker=FormatChecker())


@pytest.fixture(scope="module")
def items(index, item_files):
    newest = {entry["file"].removeprefix("items/") for entry in index["items"]}
    return {name[:2]: read_item(values) for name, values in item_files.items() if name in newest}


@pytest.fixture(scope="module")
def packages(package_files):
    return {name.removesuffix(".json"): read_package(values) for name, values in package_files.items()}


def test_the_schemas_themselves_are_valid(validator):
    for name in ("catalogue-item.json", "catalogue-package.json", "catalogue-calendar.json"):
        Draft202012Validator.check_schema(validator(name).schema)


def test_every_item_file_fits_the_item_schema(validator, item_files):
    for name, values in item_files.items():
        assert [
            f"{name}: {error.json_path} {error.message}"
            for error in validator("catalogue-item.json").iter_errors(values)
        ] == []


def test_every_package_file_fits_the_package_schema(validator, package_files):
    for values in package_files.values():
        assert list(validator("catalogue-package.json").iter_errors(values)) == []


def test_the_calendar_fits_the_calendar_schema(validator):
    pack = json.loads(assets.resource("calendar", "99-1.json").read_text("utf-8"))
    assert list(validator("catalogue-calendar.json").iter_errors(pack)) == []


@pytest.mark.parametrize("element", ["name", "fees", "visits", "statutory"])
def test_the_item_schema_refuses_a_file_without_an_element(validator, item_files, element):
    values = dict(item_files["10-linshi-jiuzhu.json"])
    del values[element]
    assert not validator("catalogue-item.json").is_valid(values)


def test_the_item_schema_refuses_a_bare_batch_and_a_limit_of_no_days(validator, item_files):
    values = item_files["10-linshi-jiuzhu.json"]
    for wrong in ({"value": 0, "unit": "batch"}, {"value": 0, "unit": "working_days"}, {"value": 20}):
        assert not validator("catalogue-item.json").is_valid({**values, "promised": wrong})


def test_no_item_calls_for_a_remark_at_import(item_files):
    for name, values in item_files.items():
        assert [f"{name}: {finding.text}" for finding in check_item(values)] == []


def test_every_form_is_a_valid_json_schema_with_chinese_titles(item_files):
    for name, values in item_files.items():
        Draft202012Validator.check_schema(values["form"])
        for field, schema in values["form"]["properties"].items():
            assert any("\u4e00" <= c <= "\u9fff" for c in schema["title"]), f"{name} {field}"
        assert set(values["form"]["required"]) <= set(values["form"]["properties"]), name


def test_every_digest_in_the_index_is_the_files(index):
    for entry in (*index["items"], *index["earlier"], *index["packages"]):
        content = assets.resource("catalogue", *entry["file"].split("/")).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_all_twenty_eight_items_and_four_packages_are_there(items, packages):
    assert set(items) >= LISTED
    assert set(packages) == {"P1", "P2", "P3", "P4"}


def test_codes_are_unique_in_the_fictional_region_with_right_check_digits(items):
    assert len({item.code for item in items.values()}) == len(items)
    for item in items.values():
        assert check_credit_code(item.agency_code)[2:4] == "99"
        assert (len(item.code), len(item.task_code), len(item.catalog_code)) == (33, 31, 12)
        assert item.code == f"{item.agency_code}{item.level}{item.catalog_code}01"


def test_no_two_guides_say_the_same(items):
    for text in ("basis", "conditions"):
        assert len({getattr(item.guide, text) for item in items.values()}) == len(items)
    assert all(len(item.faq) >= 2 for item in items.values())
    answers = Counter(faq.answer for item in items.values() for faq in item.faq)
    assert answers.most_common(1)[0][1] <= 2


def test_some_items_are_paused_and_one_is_cancelled(items):
    states = Counter(state_on(item, TODAY) for item in items.values())
    assert states[ItemState.PAUSED] >= 2
    assert states[ItemState.CANCELLED] == 1


def test_one_item_is_shipped_in_two_versions_the_new_one_stricter(index, item_files, items):
    assert [entry["code"] for entry in index["earlier"]] == [items["07"].code]
    old, new = read_item(item_files["07-gaoling-jintie.v1.json"]), items["07"]
    assert (old.code, old.version, new.version) == (new.code, 1, 2)

    def musts(item):
        return {line.material.id for line in checklist(item, {}) if line.necessity is Necessity.MUST}

    assert musts(old) < musts(new)


def test_situations_change_the_materials_of_at_least_six_items(items):
    changing = {number for number, item in items.items() if any(set(one.when) - {"@proxy"} for one in item.materials)}
    assert len(changing & LISTED) >= 6


def test_limits_come_in_calendar_days_batches_and_at_once(items):
    units = Counter(item.promised.unit for item in items.values())
    statutory = Counter(item.statutory.unit for item in items.values())
    assert units[LimitUnit.CALENDAR_DAYS] == statutory[LimitUnit.CALENDAR_DAYS] == 2
    assert units[LimitUnit.BATCH] >= 1
    assert units[LimitUnit.AT_ONCE] >= 5


def test_one_item_wants_the_applicant_in_person_and_one_belongs_to_a_vertical_system(items):
    assert [number for number, item in items.items() if item.proxy is ProxyRule.REFUSED] == ["27"]
    assert [number for number, item in items.items() if item.vertical_system] == ["28"]


def test_every_necessity_is_in_use(items):
    assert {one.necessity for item in items.values() for one in item.materials} == set(Necessity)


def test_the_authorisation_to_check_income_can_never_be_deferred(items):
    authorisation = next(one for one in items["08"].materials if one.id == "check_authorisation")
    assert authorisation.necessity is Necessity.MUST
    assert authorisation.never_deferrable


def test_packages_know_all_their_items_and_are_open_today(items, packages):
    by_code = {item.code: item for item in items.values()}
    for package in packages.values():
        for step in package.steps:
            assert state_on(by_code[step.item], TODAY) is ItemState.ACTIVE


def test_the_same_id_means_the_same_thing_in_all_items_of_a_package(items, packages):
    by_code = {item.code: item for item in items.values()}
    for package in packages.values():
        members = [by_code[step.item] for step in package.steps]
        materials = {(one.id, one.name) for item in members for one in item.materials if one.id != "application_form"}
        titles = {(name, schema["title"]) for item in members for name, schema in item.form["properties"].items()}
        texts = [question for item in members for question in item.questions] + list(package.questions)
        for pairs in (materials, titles, {(question.id, question.text) for question in texts}):
            assert len({pair[0] for pair in pairs}) == len(pairs), (package.code, sorted(pairs))
