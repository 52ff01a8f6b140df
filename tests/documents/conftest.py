"""One receipt, one case and one item for all documents, and golden files.

Golden files are written anew with ``WRITE_GOLDEN=1 pytest tests/documents``; look at them before
they are committed.
"""

import io
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from windowdesk.documents import fonts as documents_fonts
from windowdesk.documents import receipt_code
from windowdesk.domain.case import Authority, BlobRef, Case, CaseMaterial, Mode
from windowdesk.domain.case_states import CaseState
from windowdesk.domain.catalogue import (
    Guide,
    Item,
    ItemState,
    ItemType,
    Limit,
    LimitUnit,
    Material,
    Necessity,
    Option,
    ProxyRule,
    Question,
)
from windowdesk.domain.people import Assurance, Person, Sex
from windowdesk.domain.receipt import Receipt, ReceiptLine
from windowdesk.settings import Settings, Site

GOLDEN = Path(__file__).parent / "golden"
NUMBER = "LS990101001001261122010001X"
RARE = "䶮𫖯𬱖㛃𠅤"
DAY = date(2026, 11, 22)
STATION = "990101001001-01"


@pytest.fixture(scope="session")
def installed_fonts():
    fonts = documents_fonts.installed()
    assert not fonts.missing("一Aa1" + RARE), "install the packages of resources/fonts/README.md"
    return fonts


@pytest.fixture(scope="session")
def station_key():
    return Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture(scope="session")
def slip(station_key):
    materials = (
        ReceiptLine("居民身份证", "原件 1 份，扫描 2 页"),
        ReceiptLine("户口簿", "扫描 3 页"),
        ReceiptLine("家庭经济状况核对授权书（全体成年家庭成员签字）", "原件 1 份"),
    )
    claims = receipt_code.ReceiptClaims(
        STATION, NUMBER, "11990101MB0000001A444201100700001", DAY, "张*", receipt_code.materials_digest(materials)
    )
    entrance = "https://desk.example.cn/p"
    return Receipt(
        title="示例县政务服务 收件凭证",
        number=NUMBER,
        provisional=True,
        item_name="最低生活保障审核确认",
        item_code="11990101MB0000001A444201100700001",
        applicant="张䶮",
        id_masked="990101********001X",
        phone_masked="138****5678",
        mode="代办",
        site="黄花镇柳树村便民服务室",
        agency="黄花镇便民服务中心",
        window="1",
        clerk="李秀英",
        badge="0012",
        received_at=datetime(2026, 11, 22, 9, 30),  # noqa: DTZ001 - local time, as the value says
        materials=materials,
        missing=(ReceiptLine("收入证明", "后补，最迟 2026年12月6日"),),
        next_step="村里把材料送到镇便民服务中心。请保持电话畅通。",
        legal_note="本凭证证明代办点已代收上述材料，还不是受理。",
        promised="25 个工作日",
        due=date(2026, 12, 28),
        due_provisional=True,
        query_ways="到本窗口或拨打 12345 查询",
        hotline="12345",
        entrance=entrance,
        code=receipt_code.sign(claims, station_key, entrance=entrance),
    )


@pytest.fixture(scope="session")
def official_slip(slip):
    """A reprint with an official number, in training, with a long rare name and a package."""
    return replace(
        slip,
        number="990101202611220001",
        provisional=False,
        provisional_number=NUMBER,
        applicant="买买提·𬱖㛃𠅤𫖯热合曼江阿卜杜拉",
        other_numbers=("LS990101001001261122010002W", "LS990101001001261122010003V"),
        missing=(),
        due_provisional=False,
        reprint=2,
        training=True,
    )


@pytest.fixture(scope="session")
def desk_settings():
    site = Site(name="黄花镇柳树村便民服务室", agency="黄花镇便民服务中心", query_ways="到本窗口或拨打 12345 查询")
    return Settings(site=site, clerk="李秀英", badge="0012")


@pytest.fixture(scope="session")
def item():
    member = {
        "type": "object",
        "properties": {
            "name": {"type": "string", "title": "姓名"},
            "id": {"type": "string", "title": "身份证号", "x-check": "id_number"},
            "income": {"type": "integer", "title": "年收入", "x-unit": "元"},
        },
    }
    form = {
        "type": "object",
        "properties": {
            "reason": {"type": "string", "title": "申请理由"},
            "bank": {"type": "string", "title": "银行卡号", "x-check": "bank_card"},
            "since": {"type": "string", "format": "date", "title": "困难发生日期"},
            "agree": {"type": "boolean", "title": "同意家庭经济状况核对"},
            "members": {"type": "array", "title": "家庭成员", "items": member},
            "guardian": {"type": "string", "title": "监护人", "x-when": {"family": ["minor"]}},
            "remark": {"type": "string", "title": "备注"},
        },
    }
    materials = (
        Material("id", "居民身份证", Necessity.MUST, copies=1, standard="在有效期内，正反面清晰", issuer="公安机关"),
        Material("book", "户口簿", Necessity.MUST, standard="含户主页、本人页和全体家庭成员页"),
        Material(
            "consent",
            "家庭经济状况核对授权书（全体成年家庭成员签字）",
            Necessity.MUST,
            source="other",
            source_note="本窗口免费提供",
            sample="样本一",
        ),
        Material("income", "收入证明", Necessity.DEFERRABLE, source="government"),
    )
    options = (Option("plain", "一般困难家庭"), Option("single", "单人户"))
    return Item(
        code="11990101MB0000001A444201100700001",
        catalog_code="442011007000",
        task_code="11990101MB0000001A4442011007000",
        name="最低生活保障审核确认",
        version=3,
        type=ItemType.PAYMENT,
        state=ItemState.ACTIVE,
        agency="示例县民政局",
        agency_code="11990101MB0000001A",
        agency_type="1",
        level="4",
        power_source="1",
        handling="promised",
        served=("1",),
        theme="社会救助",
        group="民政",
        statutory=Limit(30, LimitUnit.WORKING_DAYS),
        promised=Limit(25, LimitUnit.WORKING_DAYS),
        visits=1,
        area="5",
        ways=("window",),
        proxy=ProxyRule.ALLOWED,
        guide=Guide(
            basis="依据",
            conditions="条件",
            flow="流程",
            special_procedure="",
            place="黄花镇便民服务中心一楼综合窗口",
            hours="工作日 8:30—12:00,14:00—17:30",
            contact="0000-1234567",
            complaint="12345",
            result_name="最低生活保障证",
            result_sample="",
        ),
        form=form,
        questions=(Question("family", "申请人家庭属于哪一种情况？", options, {}),),
        materials=materials,
        faq=(),
    )


@pytest.fixture(scope="session")
def case(item):
    page = (BlobRef("0" * 64, "image/png", 1),)
    applicant = Person(
        "张䶮𬱖",
        "99010119500101001X",
        assurance=Assurance.READ,
        sex=Sex.FEMALE,
        birth=date(1950, 1, 1),
        nation="01",
        address="示例省示例市示例县黄花镇柳树村民委员会第十三村民小组东柳树屯路旁巷子（原供销社后院）一百二十八号附三号",
        mobile="13800005678",
    )
    agent = Person("买买提·𠅤㛃𫖯", "990101197001010028", mobile="13900001234", address="示例县黄花镇柳树村二组")
    members = [
        {"name": "张𫖯", "id": "990101197501010017", "income": 3000},
        {"name": "李梅", "id": "990101197601010028", "income": 2200},
    ]
    return Case(
        id="01",
        provisional_number=NUMBER,
        item_code=item.code,
        item_version=3,
        item_name=item.name,
        state=CaseState.RECEIVED,
        mode=Mode.PROXY,
        applicant=applicant,
        received_at=datetime(2026, 11, 22, 1, 30, tzinfo=UTC),
        clerk="李秀英",
        badge="0012",
        window="1",
        site="黄花镇柳树村便民服务室",
        region="990101001001",
        receives_for="applicant",
        agent=agent,
        authority=Authority(relation="邻居"),
        answers={"family": "plain"},
        form={
            "reason": "因病致贫",
            "bank": "6222020000000000000",
            "since": "2026-01-05",
            "agree": True,
            "members": members,
        },
        materials=(
            CaseMaterial("id", "居民身份证", pages=page, originals=1, copies=1),
            CaseMaterial("book", "户口簿", pages=page, originals=1),
            CaseMaterial("income", "收入证明", how="deferred", deferred_until=date(2026, 12, 6), undertaking=True),
        ),
    )


@pytest.fixture
def golden():
    """Compare with a committed file, or write it when WRITE_GOLDEN is set."""

    def check(name, found, same=lambda expected, found: expected == found):
        file = GOLDEN / name
        if os.environ.get("WRITE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            file.write_bytes(found)
        assert file.exists(), f"no golden file {name}; look at it, then commit it"
        assert same(file.read_bytes(), found), f"{name} is not as committed"

    return check


@pytest.fixture
def golden_picture(golden):
    """The same for a picture, made small: fonts of another version may differ a little."""

    def check(name, picture, scale):
        from PIL import Image

        small = picture.convert("L").resize(
            (int(picture.width * scale), int(picture.height * scale)), Image.Resampling.BOX
        )
        out = io.BytesIO()
        small.quantize(8).save(out, "PNG", optimize=True)
        golden(name, out.getvalue(), _alike)

    return check


def _alike(expected, found):
    """Same size, and no 16 × 16 field differs by more than a tenth in darkness."""
    from PIL import Image, ImageChops, ImageStat

    with Image.open(io.BytesIO(expected)) as one, Image.open(io.BytesIO(found)) as other:
        if one.size != other.size:
            return False
        apart = ImageChops.difference(one.convert("L"), other.convert("L"))
        small = apart.resize((max(apart.width // 16, 1), max(apart.height // 16, 1)), Image.Resampling.BOX)
        return ImageStat.Stat(small).extrema[0][1] <= 26
