"""The kit and the contract's files say the same: clauses, calls, statuses, codes."""

import re
import tomllib
from pathlib import Path

import yaml

from conformance import contract
from conformance.answers import CALLS, HEADERS
from conformance.run import CHECKS, FROM_ELSEWHERE
from conformance.sealing import check_character
from county.problems import KINDS

ROOT = Path(__file__).resolve().parents[2]
OPENAPI = yaml.safe_load((ROOT / "sync" / "contract" / "openapi.yaml").read_text("utf-8"))


def operations():
    for path, item in OPENAPI["paths"].items():
        for verb, operation in item.items():
            if verb != "parameters":
                yield (verb.upper(), path), operation


def resolved(response):
    name = response.get("$ref", "").rsplit("/", 1)[-1]
    return OPENAPI["components"]["responses"][name] if name else response


def test_every_clause_has_its_mark_once():
    text = (ROOT / "sync" / "contract" / "README.md").read_text("utf-8")
    marks = re.findall(r"\[([A-Z]\d+)\]", text.replace("A mark like [C1]", ""))
    assert sorted(marks) == sorted(set(marks))
    assert set(marks) == set(contract.clauses())


def test_every_clause_is_tested_or_it_is_said_why_not():
    tested = {check.clause for check in CHECKS}
    assert tested | set(FROM_ELSEWHERE) == set(contract.clauses())
    assert tested & set(FROM_ELSEWHERE) == set()


def test_a_clause_is_quoted_in_its_own_words():
    clause = contract.clauses()["V8"]
    assert clause.words == "An event already stored is answered with its stored verdict, word for word."
    assert clause.chapter == "Receiving and judging are apart"


def test_the_calls_and_statuses_are_those_of_openapi():
    documented = {call: {int(one) for one in operation["responses"]} for call, operation in operations()}
    assert {call: set(statuses) for call, statuses in CALLS.items()} == documented


def test_the_schemas_of_the_answers_are_those_of_openapi():
    for call, operation in operations():
        for status, response in operation["responses"].items():
            content = resolved(response).get("content", {})
            named = [one["schema"]["$ref"].split("/")[-1] for one in content.values() if "schema" in one]
            assert CALLS[call][int(status)] == "".join(named), (call, status)


def test_the_headers_are_those_openapi_requires():
    for call, operation in operations():
        for status, response in operation["responses"].items():
            headers = resolved(response).get("headers", {})
            required = {name for name, told in headers.items() if told.get("required")}
            wanted = HEADERS.get((" ".join(call), int(status)), ())
            assert required <= {*wanted, "WWW-Authenticate", "Tus-Version", "Retry-After"}, (call, status)


def test_the_codes_are_those_of_the_errors_table():
    in_verdicts_only = {"schema", "unknown_type", "blobs_mismatch", "id_taken", "number_taken", "round_passed"}
    in_verdicts_only |= {"case_order", "case_unknown", "case_exists", "case_state", "evaluation_exists", "file_unknown"}
    assert set(KINDS) - in_verdicts_only <= set(contract.statuses())
    assert contract.statuses()["checksum"] == {460}
    assert contract.statuses()["request_invalid"] == {400, 412, 415}


def test_the_check_character_is_that_of_the_standard():
    assert check_character("A12425GABC1234002") == "M"


def test_the_kit_asks_for_no_package_that_the_project_has_not():
    told = tomllib.loads((ROOT / "sync" / "conformance" / "pyproject.toml").read_text("utf-8"))
    own = {re.split(r"[><=\[]", one)[0].lower() for one in told["project"]["dependencies"]}
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert own <= locked
