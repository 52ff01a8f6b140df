from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.domain.draft import Conflict, Draft, Entry, Source
from windowdesk.domain.intake import (
    choose_item,
    merge_card,
    person_of,
    take_from_card,
    typed,
    with_typed_number,
)
from windowdesk.domain.intake_person import age_on, birth_of, check_typed_twice, to_person
from windowdesk.domain.people import Assurance, CardKind, IdKind, Sex
from windowdesk.errors import InputRefused

from .conftest import TODAY, card_of, number_of


@pytest.fixture
def empty(whole):
    return replace(whole, applicant=type(whole.applicant)(), item_code="", item_version=0)


def test_an_empty_form_is_filled_and_says_where_from(empty):
    draft, conflicts = merge_card(empty, card_of())
    assert conflicts == ()
    assert draft.applicant.entries["name"] == Entry("张样例", Source.CARD)
    assert draft.applicant.assurance is Assurance.READ
    assert draft.applicant.text("birth") == "1950-01-01"


def test_nothing_typed_is_overwritten_unasked(empty):
    draft = typed(empty, "name", "章样例")
    merged, conflicts = merge_card(draft, card_of())
    assert merged.applicant.text("name") == "章样例"
    assert conflicts == (Conflict("name", "章样例", "张样例"),)
    assert merged.applicant.assurance is Assurance.TYPED


def test_the_person_decides_and_then_the_card_counts(empty):
    draft, _ = merge_card(typed(empty, "name", "章样例"), card_of())
    settled = take_from_card(draft, card_of(), ["name"])
    assert settled.applicant.text("name") == "张样例"
    assert settled.applicant.assurance is Assurance.READ
    kept = take_from_card(draft, card_of(), [])
    assert kept.applicant.assurance is Assurance.TYPED


def test_a_difference_in_the_address_does_not_lower_who_somebody_is(empty):
    draft, conflicts = merge_card(typed(empty, "address", "别处"), card_of())
    assert [conflict.field for conflict in conflicts] == ["address"]
    assert draft.applicant.assurance is Assurance.READ


def test_width_case_and_dots_are_no_difference(empty):
    card = card_of(name="阿卜杜·热合曼")
    draft = typed(typed(empty, "name", "阿卜杜・热合曼"), "id_number", card.number.lower())
    merged, conflicts = merge_card(draft, card)
    assert conflicts == ()
    assert merged.applicant.entries["name"] == Entry("阿卜杜·热合曼", Source.CARD)


def test_the_same_card_again_changes_nothing(empty):
    once, _ = merge_card(empty, card_of())
    assert merge_card(once, card_of()) == (once, ())


def test_another_persons_card_is_refused_with_r110(empty):
    draft, _ = merge_card(empty, card_of())
    with pytest.raises(InputRefused) as refused:
        merge_card(draft, card_of(serial="003"))
    assert refused.value.code == "R110"


def test_one_card_cannot_be_applicant_and_agent(empty):
    draft, _ = merge_card(empty, card_of())
    with pytest.raises(InputRefused):
        merge_card(draft, card_of(), who="agent")
    with_agent, _ = merge_card(draft, card_of(name="王样例", birth="19800101"), who="agent")
    assert person_of(with_agent, "agent").text("name") == "王样例"
    with pytest.raises(InputRefused):
        merge_card(replace(with_agent, applicant=empty.applicant), card_of(birth="19800101"))


@pytest.mark.parametrize(
    ("kind", "id_kind"),
    [
        (CardKind.CITIZEN, IdKind.RESIDENT_ID),
        (CardKind.RESIDENCE_PERMIT, IdKind.HMT_RESIDENCE_PERMIT),
        (CardKind.FOREIGNER_2017, IdKind.FOREIGN_RESIDENT),
        (CardKind.FOREIGNER_2023, IdKind.FOREIGN_RESIDENT),
    ],
)
def test_each_card_is_a_document_of_its_kind(empty, kind, id_kind):
    assert merge_card(empty, card_of(kind=kind))[0].applicant.id_kind is id_kind


def test_only_what_the_item_needs_is_taken_from_the_card(empty, items):
    draft, _ = merge_card(empty, card_of(), item=items["03"])
    assert set(draft.applicant.entries) == {"name", "id_number", "sex", "birth"}
    full, _ = merge_card(empty, card_of(), item=items["08"])
    assert {"nation", "address"} <= set(full.applicant.entries)


def test_choosing_an_item_drops_what_it_does_not_need_and_the_case_holds_no_more(empty, items):
    draft, _ = merge_card(empty, card_of())
    assert "nation" in draft.applicant.entries
    chosen = choose_item(draft, items["03"])
    assert set(chosen.applicant.entries) == {"name", "id_number", "sex", "birth"}
    stored = to_person(draft.applicant, items["03"])
    assert (stored.nation, stored.address) == ("", "")
    assert to_person(draft.applicant, items["08"]).nation == "01"


def test_answers_and_materials_of_another_item_do_not_come_along(whole, items):
    other = choose_item(whole, items["01"])
    assert (other.answers, other.form, other.materials) == ({}, {}, ())
    assert choose_item(whole, items["10"]).materials == whole.materials


def test_a_card_with_doubtful_characters_marks_the_name(empty, items):
    draft, _ = merge_card(empty, card_of(doubtful=("name",)))
    assert to_person(draft.applicant, items["10"]).name_needs_check


def test_a_new_address_label_counts_before_the_printed_one(empty):
    draft, _ = merge_card(empty, card_of(added_address="新地址 2 号"))
    assert draft.applicant.text("address") == "新地址 2 号"


def test_typing_over_the_number_ends_what_the_card_proved(empty):
    draft, _ = merge_card(empty, card_of())
    assert typed(draft, "id_number", number_of()).applicant.assurance is Assurance.READ
    assert typed(draft, "id_number", number_of(serial="003")).applicant.assurance is Assurance.TYPED
    assert typed(draft, "name", "章样例").applicant.assurance is Assurance.CHECKED


def test_a_number_is_typed_twice_alike(empty):
    number = number_of()
    draft = with_typed_number(empty, IdKind.RESIDENT_ID, number, f" {number[:6]} {number[6:]}", TODAY)
    person = draft.applicant
    assert (person.assurance, person.typed_twice) == (Assurance.CHECKED, True)
    assert (person.text("birth"), person.text("sex")) == ("1950-01-01", "1")
    with pytest.raises(InputRefused) as refused:
        check_typed_twice(IdKind.RESIDENT_ID, number, number_of(serial="003"))
    assert refused.value.code == "N713"
    with pytest.raises(InputRefused) as refused:
        check_typed_twice(IdKind.RESIDENT_ID, "110105194912310021", "110105194912310021")
    assert refused.value.code == "N703"


WRONG = "990101195001010021"
"""Its check digit should be another."""


def test_a_number_of_an_old_archive_counts_with_a_reason_and_proves_nothing(empty, items):
    draft = with_typed_number(empty, IdKind.RESIDENT_ID, WRONG, WRONG, TODAY, override_reason=" 1998 年档案如此 ")
    person = draft.applicant
    assert (person.assurance, person.typed_twice, person.check_override_reason) == (
        Assurance.TYPED,
        True,
        "1998 年档案如此",
    )
    assert person.text("birth") == "1950-01-01"
    stored = to_person(replace(person, assurance=Assurance.CHECKED), items["10"])
    assert (stored.id_number, stored.assurance, stored.check_override_reason) == (
        WRONG,
        Assurance.TYPED,
        "1998 年档案如此",
    )
    assert typed(draft, "id_number", number_of()).applicant.check_override_reason == ""


def test_a_reason_for_a_right_number_is_not_kept(empty):
    person = with_typed_number(
        empty, IdKind.RESIDENT_ID, number_of(), number_of(), TODAY, override_reason="不需要"
    ).applicant
    assert (person.assurance, person.check_override_reason) == (Assurance.CHECKED, "")


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (IdKind.RESIDENT_ID, "99010119500101002"),
        (IdKind.RESIDENT_ID, "990101195002300021"),
        (IdKind.RESIDENT_ID, "000101195001010021"),
        (IdKind.RESIDENT_ID, "990101209901010021"),
        (IdKind.HMT_RESIDENCE_PERMIT, "810000195001010021"),
        (IdKind.FOREIGN_RESIDENT, "911156195001010021"),
    ],
)
def test_a_reason_excuses_the_check_digit_alone_and_only_on_documents_of_old_archives(empty, kind, number):
    with pytest.raises(InputRefused) as refused:
        with_typed_number(empty, kind, number, number, TODAY, override_reason="档案如此")
    assert refused.value.code == "N703"


def test_a_card_takes_the_reason_away(empty):
    draft = with_typed_number(empty, IdKind.RESIDENT_ID, WRONG, WRONG, TODAY, override_reason="档案如此")
    card = card_of()
    after = take_from_card(draft, card, ("name", "id_number", "birth", "sex"))
    assert (after.applicant.assurance, after.applicant.check_override_reason) == (Assurance.READ, "")


def test_a_number_without_a_check_digit_stays_typed(empty):
    person = with_typed_number(empty, IdKind.BIRTH_CERTIFICATE, "M123456789", "m123456789", TODAY).applicant
    assert (person.assurance, person.typed_twice) == (Assurance.TYPED, True)


def test_birth_comes_from_the_form_or_from_the_number(empty):
    assert birth_of(typed(empty, "id_number", number_of()).applicant).isoformat() == "1950-01-01"
    assert birth_of(empty.applicant) is None
    assert birth_of(typed(empty, "birth", "1950-02-30").applicant) is None


def test_age_is_full_years(empty):
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18
    assert age_on(date(1966, 11, 20), TODAY) == 60


def test_sex_unknown_on_the_form_follows_the_number(empty, items):
    draft = typed(typed(empty, "id_number", number_of(serial="002")), "name", "张样例")
    assert to_person(draft.applicant, items["10"]).sex is Sex.FEMALE


WORDS = st.sampled_from(["", "张样例", "章样例", "李样例"])


@given(WORDS, st.sampled_from(["", "1", "2"]), st.sampled_from(["", "别处 1 号", "虚构省示例县石桥镇石桥村 1 号"]))
def test_every_typed_word_survives_the_card_and_every_difference_is_told(name, sex, address):
    draft = Draft(id="d1", started_at=datetime(2026, 11, 20, tzinfo=UTC))
    for field, word in (("name", name), ("sex", sex), ("address", address)):
        if word:
            draft = typed(draft, field, word)
    merged, conflicts = merge_card(draft, card_of())
    told = {conflict.field: conflict for conflict in conflicts}
    for field, entry in draft.applicant.entries.items():
        after = merged.applicant.entries[field]
        assert after.value == entry.value
        assert (field in told) == (after.source is Source.TYPED)
    assert (merged.applicant.assurance is Assurance.READ) == ("name" not in told)
