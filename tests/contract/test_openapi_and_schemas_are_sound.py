"""The OpenAPI document and the schemas are valid, complete and speak Chinese where a clerk may read."""

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

CHINESE = re.compile(r"[\u4e00-\u9fff]")
BASE = "https://contract.windowdesk.invalid/v1/"
EVENT_TYPES = {
    "case.received",
    "case.supplemented",
    "case.withdrawn",
    "case.delivered",
    "case.evaluated",
    "case.voided",
    "case.files_lost",
    "tombstone",
}
FEED_TYPES = {"registered", "status", "correction", "pre_review", "result", "notice", "available", "stop"}


@pytest.fixture(scope="module")
def openapi(contract):
    return yaml.safe_load((contract / "openapi.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def own_schemas(schemas):
    return {name: one for name, one in schemas.items() if not name.startswith("catalogue-")}


def places(node, where=""):
    if isinstance(node, dict):
        yield where, node
        for key, value in node.items():
            yield from places(value, f"{where}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from places(value, f"{where}/{number}")


def test_openapi_validates_with_every_reference_followed(contract, openapi):
    checker = OpenAPIV31SpecValidator(openapi, base_uri=(contract / "openapi.yaml").as_uri())
    assert [str(error) for error in checker.iter_errors()] == []


def test_openapi_names_only_schema_files_that_exist(contract, openapi):
    files = {node["$ref"] for _, node in places(openapi) if str(node.get("$ref", "")).startswith("schemas/")}
    assert files
    assert [name for name in files if not (contract / name).is_file()] == []


def test_every_operation_with_a_body_documents_the_400(openapi):
    for path, item in openapi["paths"].items():
        for verb, operation in item.items():
            if isinstance(operation, dict) and "requestBody" in operation:
                assert "400" in operation["responses"], f"{verb} {path}"


def test_every_json_answer_that_a_station_gets_carries_the_epoch(contract, openapi, load):
    for path, node in places(openapi["paths"]):
        reference = node.get("application/json", {}).get("schema", {}).get("$ref", "")
        if "/responses/" in path and reference not in ("", "schemas/pack.index.json"):
            assert "epoch" in load(reference)["required"], f"{path}: {reference}"


def test_every_schema_is_a_valid_schema(schemas):
    for one in schemas.values():
        Draft202012Validator.check_schema(one)


def test_ids_are_the_file_names(own_schemas):
    assert {name: one["$id"] for name, one in own_schemas.items()} == {name: BASE + name for name in own_schemas}


def test_every_reference_between_schemas_resolves(own_schemas, validator):
    for name in own_schemas:
        checker = validator(name)
        for _, node in places(own_schemas[name]):
            if "$ref" in node:
                checker._resolver.lookup(node["$ref"])


def test_every_field_has_a_chinese_title(own_schemas):
    for name, one in own_schemas.items():
        for where, node in places(one):
            if (
                where.endswith("/properties")
                and "/then/" not in where
                and "/if/" not in where
                and "/anyOf" not in where
            ):
                for field, schema in node.items():
                    assert CHINESE.search(schema.get("title", "")), f"{name}{where}/{field}"


def test_every_object_says_which_fields_it_needs_and_payloads_are_closed(own_schemas):
    for name, one in own_schemas.items():
        if name.startswith("payload.") or name in ("event.json", "uplink.request.json", "enrol.request.json"):
            assert one["additionalProperties"] is False, name
            assert one["required"], name


def test_required_fields_are_described(own_schemas):
    for name, one in own_schemas.items():
        for where, node in places(one):
            if "required" in node and "properties" in node and isinstance(node["required"], list):
                assert set(node["required"]) <= set(node["properties"]), f"{name}{where}"


def test_there_is_one_payload_schema_for_each_event_type_and_one_body_schema_for_each_feed_type(own_schemas):
    stems = {Path(name).stem for name in own_schemas}
    assert {stem.removeprefix("payload.") for stem in stems if stem.startswith("payload.")} == EVENT_TYPES
    assert {stem.removeprefix("feed.") for stem in stems if stem.startswith("feed.")} - {"item", "answer"} == FEED_TYPES
