"""The contract's files as an integrator would load them; nothing of client or county is imported."""

import json
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

FORMATS = FormatChecker(())


@FORMATS.checks("date", raises=ValueError)
def is_date(value):
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value):
    return not isinstance(value, str) or bool(datetime.fromisoformat(re.sub("Z$", "+00:00", value)))


@pytest.fixture(scope="session")
def contract():
    return Path(__file__).resolve().parents[2] / "sync" / "contract"


@pytest.fixture(scope="session")
def load(contract):
    return lambda *parts: json.loads(contract.joinpath(*parts).read_text("utf-8"))


@pytest.fixture(scope="session")
def schemas(contract, load):
    return {path.name: load(path) for path in sorted((contract / "schemas").glob("*.json"))}


@pytest.fixture(scope="session")
def validator(schemas):
    known = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in schemas.values())
    return lambda name: Draft202012Validator(schemas[name], registry=known, format_checker=FORMATS)


@pytest.fixture(scope="session")
def keys(load):
    return load("examples", "keys.json")
