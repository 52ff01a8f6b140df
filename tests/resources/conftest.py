"""The shipped resource files, read once."""

import json

import pytest

from windowdesk import assets


def read(*parts):
    return json.loads(assets.resource(*parts).read_text("utf-8"))


@pytest.fixture(scope="session")
def index():
    return read("catalogue", "index.json")


@pytest.fixture(scope="session")
def item_files():
    folder = assets.resource("catalogue", "items")
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}


@pytest.fixture(scope="session")
def package_files():
    folder = assets.resource("catalogue", "packages")
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
