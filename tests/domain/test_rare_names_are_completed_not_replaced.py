from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.domain.draft import Source
from windowdesk.domain.intake import merge_card, typed
from windowdesk.domain.intake_person import to_person
from windowdesk.domain.intake_problems import problems
from windowdesk.domain.people import Assurance
from windowdesk.domain.rare_names import HOLE, completes, is_doubtful

from .conftest import TODAY, card_of

CUT = "阿依古丽·买买提吐尔逊江哈" + HOLE
POLICE = "王\ue123"


@pytest.fixture
def empty(whole):
    return replace(whole, applicant=type(whole.applicant)(), item_code="", item_version=0)


@pytest.mark.parametrize(
    ("typed_name", "chip", "fits"),
    [
        ("王𬱖", POLICE, True),
        ("李𬱖", POLICE, False),
        ("王", POLICE, False),
        ("王小𬱖", POLICE, False),
        ("王𬱖", "王?", True),
        ("阿依古丽•买买提吐尔逊江哈𬱖力克", CUT, True),
        ("阿依古丽·买买提吐尔逊江哈", CUT, False),
        (CUT, CUT, False),
        ("王(小)", "王(小)", True),
    ],
)
def test_only_the_doubtful_place_may_differ(typed_name, chip, fits):
    assert completes(typed_name, chip) is fits


@given(st.text(max_size=15), st.text(max_size=20))
def test_any_texts_can_be_compared(chip, name):
    assert completes(name, chip) in {True, False}


def test_a_private_use_character_is_kept_and_flagged(empty, items):
    draft, _ = merge_card(empty, card_of(POLICE, doubtful=("name",)))
    assert draft.applicant.text("name") == POLICE
    person = to_person(draft.applicant, items["10"])
    assert (person.name, person.name_needs_check) == (POLICE, True)


def test_a_clerk_who_fills_the_hole_keeps_what_the_card_proved_and_both_names(empty, items):
    draft, _ = merge_card(empty, card_of(POLICE, doubtful=("name",)))
    for so_far in ("王", "王𬱖"):
        draft = typed(draft, "name", so_far)
    assert draft.applicant.assurance is Assurance.READ
    assert draft.applicant.name_on_chip == POLICE
    person = to_person(draft.applicant, items["10"])
    assert (person.name, person.name_needs_check) == ("王𬱖", True)


def test_another_name_over_a_doubtful_one_ends_what_the_card_proved(empty):
    draft, _ = merge_card(empty, card_of(POLICE, doubtful=("name",)))
    assert typed(draft, "name", "李𬱖").applicant.assurance is Assurance.CHECKED


def test_the_same_card_again_does_not_ask_about_the_filled_hole(empty):
    card = card_of(POLICE, doubtful=("name",))
    draft, conflicts = merge_card(typed(merge_card(empty, card)[0], "name", "王𬱖"), card)
    assert conflicts == ()
    assert draft.applicant.entries["name"].source is Source.TYPED
    assert draft.applicant.assurance is Assurance.READ


def test_half_a_character_never_goes_on_paper(whole, items, calendar):
    draft, _ = merge_card(replace(whole, applicant=type(whole.applicant)()), card_of(CUT, doubtful=("name",)))
    draft = typed(draft, "mobile", "19900000001")

    def codes():
        return {one.message.code for one in problems(draft, items["10"], TODAY, calendar=calendar)}

    assert "N720" in codes()
    draft = typed(draft, "name", CUT.replace(HOLE, "𬱖"))
    assert not {"N720", "N713"} & codes()


@given(st.characters(exclude_categories=["Cs", "Co"]).filter(lambda one: one != HOLE))
def test_ordinary_characters_are_not_doubtful(character):
    assert not is_doubtful(character)
