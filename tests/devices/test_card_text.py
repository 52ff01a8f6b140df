"""The text of the four chip cards: golden vectors, round trips, and the traps of UTF-16."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.devices import card_text
from windowdesk.devices.sam_frames import Answer, Sw3, join_base
from windowdesk.devices.simulated_people import OTHER_KINDS, PEOPLE, card_from_json
from windowdesk.domain.people import CardKind, IdentityCard, Sex
from windowdesk.errors import DeviceTrouble

CITIZEN = IdentityCard(
    CardKind.CITIZEN,
    "张三",
    Sex.MALE,
    date(1949, 12, 31),
    "11010519491231002X",
    date(2020, 1, 1),
    None,
    nation="01",
    address="北京市朝阳区示例街1号",
    authority="北京市公安局朝阳分局",
)
RARE_NAME = dataclasses.replace(CITIZEN, name="王𬱖")
PERMIT = IdentityCard(
    CardKind.RESIDENCE_PERMIT,
    "李四",
    Sex.FEMALE,
    date(1990, 3, 7),
    "810000199003070023",
    date(2020, 1, 1),
    date(2025, 1, 1),
    address="广东省深圳市示例路2号",
    authority="深圳市公安局",
    pass_number="H12345678",
    issues="01",
)
FOREIGNER_2017 = IdentityCard(
    CardKind.FOREIGNER_2017,
    "史密斯",
    Sex.MALE,
    date(1980, 1, 1),
    "CAN123456789012",
    date(2018, 1, 1),
    date(2028, 1, 1),
    authority="1500",
    english_name="SMITH, JOHN",
    nationality="CAN",
    issues="01",
)
FOREIGNER_2023 = IdentityCard(
    CardKind.FOREIGNER_2023,
    "史密斯",
    Sex.FEMALE,
    date(1981, 8, 3),
    "911124198108030024",
    date(2023, 12, 1),
    date(2033, 11, 30),
    english_name="SMITH, JANE",
    nationality="CAN",
    issues="01",
)
GOLDEN = [
    (CITIZEN, 0x73, "81493e0f277d79d5"),
    (RARE_NAME, 0xB2, "89708698062047f0"),
    (PERMIT, 0x8D, "5857081c64504000"),
    (FOREIGNER_2017, 0x56, "0078a99b9eed78fa"),
    (FOREIGNER_2023, 0x27, "5db4b8e6217d589a"),
]

dates = st.dates(date(1800, 1, 1), date(2999, 12, 31))
chinese = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("𬱖𠅤㛃䶮·")
latin = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ, -'")


def fitting(characters: st.SearchStrategy[str], units: int, least: int = 1) -> st.SearchStrategy[str]:
    """Text that fits into so many UTF-16 units and has no blanks at its ends."""
    return (
        st.text(characters, min_size=least, max_size=units)
        .map(str.strip)
        .filter(lambda text: len(text) >= least and len(text.encode("utf-16-le")) <= 2 * units)
    )


@st.composite
def cards(draw: st.DrawFn) -> IdentityCard:
    kind = draw(st.sampled_from(CardKind))
    english = draw(fitting(latin, 46)) if kind in {CardKind.FOREIGNER_2017, CardKind.FOREIGNER_2023} else ""
    has_home = kind in {CardKind.CITIZEN, CardKind.RESIDENCE_PERMIT}
    number_units = 15 if kind is CardKind.FOREIGNER_2017 else 18
    return IdentityCard(
        kind=kind,
        name=draw(fitting(chinese, 15)),
        sex=draw(st.sampled_from(Sex)),
        birth=draw(dates),
        number=draw(st.text("0123456789X", min_size=number_units, max_size=number_units)),
        valid_from=draw(dates),
        valid_to=draw(st.none() | dates),
        nation=draw(st.text("0123456789", min_size=2, max_size=2)) if kind is CardKind.CITIZEN else "",
        address=draw(fitting(chinese | st.sampled_from("0123456789- "), 35)) if has_home else "",
        authority=draw(fitting(chinese, 15 if has_home else 4)) if kind is not CardKind.FOREIGNER_2023 else "",
        english_name=english,
        nationality=draw(st.text("ABCXYZ", min_size=3, max_size=3)) if english else "",
        pass_number=draw(fitting(latin, 9, 0)) if kind is CardKind.RESIDENCE_PERMIT else "",
        issues=draw(st.text("0123456789", min_size=2, max_size=2)) if kind is not CardKind.CITIZEN else "",
    )


@pytest.mark.parametrize(("card", "check", "digest"), GOLDEN)
def test_golden_vectors(card: IdentityCard, check: int, digest: str) -> None:
    block = card_text.encode_text(card)
    frame = Answer(Sw3.DONE, join_base(block, bytes(1024))).to_bytes()
    assert frame[-1] == check
    assert hashlib.sha256(frame).hexdigest()[:16] == digest
    assert card_text.decode_text(block) == card
    card_text.check_number(card)


def test_a_rare_name_takes_two_units() -> None:
    assert card_text.encode_text(RARE_NAME)[:8] == bytes.fromhex("8b7373d856dc2000")


@given(cards())
def test_what_is_written_is_read_back(card: IdentityCard) -> None:
    assert card_text.decode_text(card_text.encode_text(card)) == card


@given(st.binary(min_size=256, max_size=256))
def test_no_block_does_more_than_refuse(block: bytes) -> None:
    with pytest.raises(DeviceTrouble, match=r"R105|R112"):  # no chance bytes are three real dates
        card_text.decode_text(block)


@given(fitting(chinese, 35, 0))
def test_added_addresses(address: str) -> None:
    assert card_text.decode_added_address(card_text.encode_added_address(address)) == (address, False)


@pytest.mark.parametrize("card", [*PEOPLE, *OTHER_KINDS])
def test_the_simulated_people_have_sound_cards(card: IdentityCard) -> None:
    card_text.check_number(card)
    read = card_text.decode_text(card_text.encode_text(card))
    assert read == dataclasses.replace(card, added_address="")


def test_a_name_cut_inside_a_rare_character_is_doubtful() -> None:
    card = card_text.decode_text(card_text.encode_text(dataclasses.replace(CITIZEN, name="阿" * 14 + "𬱖")))
    assert card.doubtful == ("name",)
    assert card.name == "阿" * 14 + "\ufffd"


@pytest.mark.parametrize("letter", ["\ue123", "\U000f0001", "\U00100001"])
@pytest.mark.parametrize("field", ["name", "address", "authority"])
def test_private_use_characters_are_doubtful_and_kept(letter: str, field: str) -> None:
    changes: dict[str, Any] = {field: f"王{letter}"}
    changed = dataclasses.replace(CITIZEN, **changes)
    card = card_text.decode_text(card_text.encode_text(changed))
    assert card.doubtful == (field,)
    assert getattr(card, field) == f"王{letter}"


def test_blanks_are_stripped_at_the_ends_only() -> None:
    card = dataclasses.replace(CITIZEN, name="阿依 古丽·买买提", address="一组 2号")
    block = bytearray(card_text.encode_text(card))
    block[20:30] = "\0\0\u3000\0\0".encode("utf-16-le")
    assert card_text.decode_text(bytes(block)).name == "阿依 古丽·买买提"


def test_a_foreigner_without_a_chinese_name_is_named_in_english() -> None:
    card = dataclasses.replace(FOREIGNER_2023, name="SMITH, JANE")
    assert card_text.decode_text(card_text.encode_text(card)) == card


@pytest.mark.parametrize(("flag", "shown"), [("Q", "Q"), ("中", "4E2D"), ("j", "j"), ("\ud800", "FFFD")])
def test_an_unknown_letter_is_an_unknown_card(flag: str, shown: str) -> None:
    with pytest.raises(DeviceTrouble) as trouble:
        card_text.decode_text(card_text.encode_text(CITIZEN, flag))
    assert trouble.value.code == "R105"
    assert shown in trouble.value.happened


def test_a_zero_at_the_flag_is_a_citizen() -> None:
    assert card_text.decode_text(card_text.encode_text(CITIZEN, "\0")) == CITIZEN


@pytest.mark.parametrize(
    ("offset", "text", "title"),
    [
        (36, "20230229", "出生日期"),
        (36, "1949123 ", "出生日期"),
        (188, "        ", "有效期起"),
        (204, "长久", "有效期止"),
        (30, "7", "性别"),
    ],
)
def test_values_that_cannot_be(offset: int, text: str, title: str) -> None:
    block = bytearray(card_text.encode_text(CITIZEN))
    block[offset : offset + 2 * len(text)] = text.encode("utf-16-le")
    with pytest.raises(DeviceTrouble, match="R112") as trouble:
        card_text.decode_text(bytes(block))
    assert title in trouble.value.happened


@pytest.mark.parametrize(
    "wrong",
    [
        dataclasses.replace(CITIZEN, number="110105194912310021"),
        dataclasses.replace(CITIZEN, birth=date(1949, 12, 30)),
        dataclasses.replace(PERMIT, number="11010519491231002X", birth=date(1949, 12, 31)),
        dataclasses.replace(FOREIGNER_2017, number="123456789012345"),
        dataclasses.replace(FOREIGNER_2023, number="911124198108030025"),
    ],
)
def test_a_number_that_fails_its_rule(wrong: IdentityCard) -> None:
    with pytest.raises(DeviceTrouble, match="R108"):
        card_text.check_number(wrong)


def test_cards_from_json() -> None:
    card = card_from_json({"name": "陈二", "birth": "19800102", "valid_to": "长期", "sex": 1, "kind": "J"})
    assert (card.name, card.birth, card.valid_to, card.sex) == ("陈二", date(1980, 1, 2), None, Sex.MALE)
    with pytest.raises(ValueError, match="colour"):
        card_from_json({"colour": "blue"})
