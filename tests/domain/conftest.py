"""A calendar, the sample items, and a draft that is complete until a test breaks one thing."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from windowdesk import assets
from windowdesk.domain.calendar import read_calendar_pack
from windowdesk.domain.case import BlobRef
from windowdesk.domain.catalogue_import import read_item, read_package
from windowdesk.domain.draft import Draft, DraftMaterial, DraftPerson, Entry, Source
from windowdesk.domain.numbers import citizen_check_digit
from windowdesk.domain.people import Assurance, CardKind, IdentityCard, Sex
from windowdesk.domain.pinyin import initials_table
from windowdesk.settings import Site

TODAY = date(2026, 11, 20)
PAGE = BlobRef("a" * 64, "image/jpeg", 1000)


def number_of(birth="19500101", serial="001", region="990101"):
    first17 = f"{region}{birth}{serial}"
    return first17 + citizen_check_digit(first17)


def card_of(name="张样例", birth="19500101", serial="001", **more):
    number = number_of(birth, serial)
    day = date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    values = {
        "kind": CardKind.CITIZEN,
        "name": name,
        "sex": Sex.MALE if int(serial) % 2 else Sex.FEMALE,
        "birth": day,
        "number": number,
        "valid_from": date(2020, 1, 1),
        "valid_to": None,
        "nation": "01",
        "address": "虚构省示例县石桥镇石桥村 1 号",
    }
    return IdentityCard(**{**values, **more})


def person_of_card(birth="19500101", serial="001", **more):
    entries = {
        "name": Entry("张样例", Source.CARD),
        "id_number": Entry(number_of(birth, serial), Source.CARD),
        "birth": Entry(f"{birth[:4]}-{birth[4:6]}-{birth[6:]}", Source.CARD),
        "sex": Entry("1" if int(serial) % 2 else "2", Source.CARD),
        "nation": Entry("01", Source.CARD),
        "address": Entry("虚构省示例县石桥镇石桥村 1 号", Source.CARD),
        "mobile": Entry("19900000001"),
    }
    return DraftPerson(entries=entries, assurance=Assurance.READ, **more)


def scanned(*materials):
    return tuple(DraftMaterial(material, pages=(PAGE,)) for material in materials)


@pytest.fixture(scope="session")
def calendar():
    return read_calendar_pack(json.loads(assets.resource("calendar", "99-1.json").read_text("utf-8")))


@pytest.fixture(scope="session")
def files():
    return {
        path.name.removesuffix(".json"): json.loads(path.read_text("utf-8"))
        for folder in ("items", "packages")
        for path in sorted(assets.resource("catalogue", folder).glob("*.json"))
    }


@pytest.fixture(scope="session")
def items(files):
    """Sample items by their two digits; the older version of 07 as ``07.v1``."""
    found = {}
    for name, values in files.items():
        if not name.startswith("P"):
            found[name[:2] + (".v1" if name.endswith(".v1") else "")] = read_item(values)
    return found


@pytest.fixture(scope="session")
def packages(files):
    return {name: read_package(values) for name, values in files.items() if name.startswith("P")}


@pytest.fixture(scope="session")
def table():
    return initials_table(assets.resource("pinyin", "initials.txt").read_text("utf-8"))


@pytest.fixture
def site():
    return Site(name="石桥村便民服务室", region="990101001001", agency="石桥镇便民服务中心", receives_for="applicant")


@pytest.fixture
def whole(items):
    """A complete draft of item 10 (临时救助, urgent): nothing is wrong with it."""
    item = items["10"]
    return Draft(
        id="d1",
        started_at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
        item_code=item.code,
        item_version=item.version,
        applicant=person_of_card(),
        answers={"linshi_kind": "urgent"},
        form={
            "aid_kind": "急难型",
            "event": "房屋失火",
            "event_day": "2026-11-18",
            "loss": 20000,
            "amount_wanted": 3000,
        },
        materials=scanned("application_form", "id_card", "hardship_record", "bank_card"),
        notice_version="1",
        notice_at=datetime(2026, 11, 20, 1, 1, tzinfo=UTC),
    )


@pytest.fixture
def with_material():
    def put(draft, material):
        others = tuple(one for one in draft.materials if one.material != material.material)
        return replace(draft, materials=(*others, material))

    return put
