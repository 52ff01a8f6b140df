"""A social security card, command by command: the byte vectors of the specification and every habit of a card."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.devices import social_card, social_files
from windowdesk.devices.simulated_people import SOCIAL_CARDS
from windowdesk.devices.social_files import BIRTH, NAME, NAME_MORE, NATION, NUMBER, SEX
from windowdesk.devices.social_model import SocialModel
from windowdesk.domain.numbers import citizen_check_digit
from windowdesk.domain.people import IdKind, Sex
from windowdesk.errors import DeviceTrouble

CARD = SOCIAL_CARDS[0]


def test_commands_are_those_of_the_specification():
    assert social_card.select_by_name(social_files.APPLICATION) == bytes.fromhex(
        "00A404000F7378312E73682EC9E7BBE1B1A3D5CF"
    )
    assert social_card.select_file(0xEF05) == bytes.fromhex("00A4020002EF05")
    assert social_card.read_record(NUMBER, selected=True) == bytes.fromhex("00B2080014")
    assert social_card.read_record(NUMBER, selected=False) == bytes.fromhex("00B2083014")
    assert social_card.read_record(social_files.VERSION, selected=False) == bytes.fromhex("00B2032806")


def test_the_training_card_answers_reset_like_the_published_sample():
    assert SocialModel(CARD).atr == bytes.fromhex("3B6D000000814E4323869715990 0BF7C7A".replace(" ", ""))


@pytest.mark.parametrize("card", SOCIAL_CARDS, ids=lambda card: card.version + card.name)
@pytest.mark.parametrize(
    "habits",
    [
        {},
        {"holds_back": False},
        {"exact_length": True},
        {"selects_with": 0x00},
        {"selects_with": None},
        {"selects_with": None, "holds_back": False, "exact_length": True},
    ],
    ids=str,
)
def test_every_card_is_read_whatever_its_habits(card, habits):
    assert social_card.read(SocialModel(card, **habits).transmit) == card


def test_a_card_of_version_1_has_no_second_half_of_the_name():
    first = replace(CARD, version="1.00")
    assert social_card.read(SocialModel(first, lacks=frozenset({NAME_MORE})).transmit) == first


def test_a_long_name_goes_on_in_the_second_half_even_when_a_character_is_cut_in_two():
    long = replace(CARD, name="A" + "阿依古丽买买提吐尔逊江" * 2)
    assert len(long.name.encode("gbk")[:30]) == 30
    assert social_card.read(SocialModel(long).transmit) == long


def test_a_rare_character_is_a_question_mark_on_the_chip_and_the_name_is_flagged():
    read = social_card.read(SocialModel(replace(CARD, name="王𬱖")).transmit)
    assert (read.name, read.doubtful) == ("王?", ("name",))


def test_a_police_font_character_is_kept_and_flagged():
    values = social_files.values_of(CARD) | {NAME: "王".encode("gbk") + b"\xaa\xa1"}
    read = social_files.card_of(values)
    assert (read.name, read.doubtful) == ("王\ue000", ("name",))


@pytest.mark.parametrize(
    ("habits", "code"),
    [
        ({"other_card": True}, "R116"),
        ({"locked": True}, "R117"),
        ({"open_to_all": False}, "R119"),
        ({"lacks": frozenset({NUMBER})}, "R122"),
    ],
    ids=str,
)
def test_what_stands_in_the_way_is_said_in_plain_words(habits, code):
    with pytest.raises(DeviceTrouble) as caught:
        social_card.read(SocialModel(CARD, **habits).transmit)
    assert caught.value.code == code
    assert "身份证" in caught.value.to_do or "社会保障卡" in caught.value.to_do


def test_version_3_whose_holder_file_is_closed_is_called_third_generation():
    with pytest.raises(DeviceTrouble, match="R117"):
        social_card.read(SocialModel(replace(CARD, version="3.00"), open_to_all=False).transmit)


def test_a_province_that_leaves_version_3_open_is_read():
    third = replace(CARD, version="3.00")
    assert social_card.read(SocialModel(third).transmit) == third


def test_no_pin_is_ever_tried():
    model = SocialModel(CARD, open_to_all=False)
    with pytest.raises(DeviceTrouble):
        social_card.read(model.transmit)
    assert not [command for command in model.commands if command.startswith("0020")]


@pytest.mark.parametrize("answer", [b"", b"\x90", b"\x61\x10", b"\x6c\x10", b"\x6f\x00"], ids=bytes.hex)
def test_a_card_that_talks_nonsense_ends_in_a_known_trouble(answer):
    with pytest.raises(DeviceTrouble):
        social_card.read(lambda command: answer)


@given(st.lists(st.binary(max_size=40), max_size=60))
def test_any_bytes_at_all_end_in_a_known_trouble_or_a_card(answers):
    said = iter(answers)
    with pytest.raises(DeviceTrouble):
        social_card.read(lambda command: next(said, b""))


@given(st.dictionaries(st.sampled_from(social_files.TAGS), st.binary(max_size=40)))
def test_any_file_contents_end_in_a_known_trouble_or_a_card(values):
    try:
        card = social_files.card_of(values)
    except DeviceTrouble:
        return
    assert card.number


def test_number_and_birth_must_agree():
    values = social_files.values_of(CARD) | {BIRTH: bytes.fromhex("19520309")}
    with pytest.raises(DeviceTrouble, match="R108"):
        social_files.card_of(values)


def test_a_wrong_check_digit_is_a_fault_of_the_driver_or_the_chip():
    wrong = CARD.number[:-1] + ("1" if CARD.number[-1] != "1" else "2")
    with pytest.raises(DeviceTrouble, match="R108"):
        social_files.card_of(social_files.values_of(CARD) | {NUMBER: wrong.encode()})


def test_a_number_that_is_no_identity_number_is_left_to_the_clerk():
    with pytest.raises(DeviceTrouble, match="R118"):
        social_files.card_of(social_files.values_of(CARD) | {NUMBER: b"840GLC200400100012"})


def test_permit_holders_have_a_card_too():
    first17 = "81000019751103004"
    number = first17 + citizen_check_digit(first17)
    card = replace(CARD, number=number, id_kind=IdKind.HMT_RESIDENCE_PERMIT, birth=date(1975, 11, 3), sex=Sex.FEMALE)
    assert social_files.card_of(social_files.values_of(card)) == card


def test_what_the_card_leaves_out_follows_from_the_number():
    values = {**social_files.values_of(CARD), SEX: b"\0", NATION: b"\0", BIRTH: b"\0\0\0\0"}
    read = social_files.card_of(values)
    assert (read.sex, read.birth, read.nation) == (CARD.sex, CARD.birth, "")
    assert social_files.card_of(values | {social_files.VALID_TO: b"\xff" * 4}).valid_to is None
