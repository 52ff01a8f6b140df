from dataclasses import replace
from datetime import date

import pytest

from windowdesk.domain.draft import Conflict, Source
from windowdesk.domain.intake import merge_card, take_from_card, typed, with_typed_number
from windowdesk.domain.intake_problems import problems
from windowdesk.domain.people import Assurance, IdKind, Sex, SocialSecurityCard
from windowdesk.errors import InputRefused

from .conftest import TODAY, card_of, number_of


@pytest.fixture
def empty(whole):
    return replace(whole, applicant=type(whole.applicant)(), item_code="", item_version=0)


def social_card_of(name="张样例", serial="001", **more):
    values = {
        "name": name,
        "number": number_of(serial=serial),
        "id_kind": IdKind.RESIDENT_ID,
        "sex": Sex.MALE,
        "birth": date(1950, 1, 1),
        "card_number": "X00000001",
        "version": "2.00",
        "nation": "01",
    }
    return SocialSecurityCard(**{**values, **more})


def test_it_fills_name_number_birth_sex_and_nation_and_says_where_from(empty):
    draft, conflicts = merge_card(empty, social_card_of())
    assert conflicts == ()
    assert {name: entry.value for name, entry in draft.applicant.entries.items()} == {
        "name": "张样例",
        "id_number": number_of(),
        "sex": "1",
        "birth": "1950-01-01",
        "nation": "01",
    }
    assert {entry.source for entry in draft.applicant.entries.values()} == {Source.SOCIAL_CARD}


def test_it_proves_the_number_by_its_check_digit_only(empty):
    person = merge_card(empty, social_card_of())[0].applicant
    assert (person.assurance, person.id_kind) == (Assurance.CHECKED, IdKind.RESIDENT_ID)


def test_its_number_need_not_be_typed(whole, items, calendar):
    draft, _ = merge_card(replace(whole, applicant=type(whole.applicant)()), social_card_of())
    draft = typed(draft, "mobile", "19900000001")
    troubles = [one.field for one in problems(draft, items["10"], TODAY, calendar=calendar)]
    assert "applicant.id_number" not in troubles


def test_an_id_card_laid_down_afterwards_corrects_it_unasked(empty):
    draft, _ = merge_card(empty, social_card_of("王?", doubtful=("name",)))
    assert draft.applicant.doubtful == ("name",)
    draft, conflicts = merge_card(draft, card_of("王𬱖"))
    assert conflicts == ()
    assert (draft.applicant.text("name"), draft.applicant.assurance) == ("王𬱖", Assurance.READ)
    assert draft.applicant.doubtful == ()


def test_it_corrects_nothing_that_an_id_card_said(empty):
    before, _ = merge_card(empty, card_of("王𬱖"))
    after, conflicts = merge_card(before, social_card_of("王?", doubtful=("name",)))
    assert (after.applicant, conflicts) == (before.applicant, ())


def test_a_name_with_holes_does_not_contradict_a_typed_one_that_fills_them(empty):
    draft, conflicts = merge_card(typed(empty, "name", "王𬱖"), social_card_of("王?", doubtful=("name",)))
    assert conflicts == ()
    assert draft.applicant.text("name") == "王𬱖"
    assert (draft.applicant.assurance, draft.applicant.doubtful) == (Assurance.CHECKED, ())


def test_a_whole_name_that_differs_is_asked_about(empty):
    draft, conflicts = merge_card(typed(empty, "name", "章样例"), social_card_of())
    assert conflicts == (Conflict("name", "章样例", "张样例"),)
    assert draft.applicant.assurance is Assurance.CHECKED
    settled = take_from_card(draft, social_card_of(), ["name"])
    assert settled.applicant.entries["name"].source is Source.SOCIAL_CARD


def test_a_typed_number_that_differs_stays_and_is_asked_about(empty):
    other = number_of(serial="003")
    draft = with_typed_number(empty, IdKind.RESIDENT_ID, other, other, TODAY)
    merged, conflicts = merge_card(draft, social_card_of())
    assert "id_number" in [conflict.field for conflict in conflicts]
    assert merged.applicant.text("id_number") == other


@pytest.mark.parametrize(("first", "second"), [(social_card_of, card_of), (card_of, social_card_of)])
def test_a_card_of_another_person_is_refused_whatever_its_kind(empty, first, second):
    draft, _ = merge_card(empty, first())
    with pytest.raises(InputRefused, match="R110"):
        merge_card(draft, second(serial="003"))


def test_applicant_and_agent_cannot_be_the_same_person(empty):
    draft, _ = merge_card(empty, social_card_of())
    with pytest.raises(InputRefused, match="R110"):
        merge_card(draft, social_card_of(), "agent")


def test_a_typed_name_that_cannot_be_the_one_with_holes_is_asked_about(empty):
    _, conflicts = merge_card(typed(empty, "name", "李𬱖"), social_card_of("王?", doubtful=("name",)))
    assert [conflict.field for conflict in conflicts] == ["name"]
