"""Persons of a draft: a card is merged, a number is typed twice, and what ends up in the case.

Every function returns a new draft. Nothing typed is overwritten unasked: where card and form
differ the form stays and a `Conflict` says so; a person decides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from windowdesk.domain import search_text
from windowdesk.domain.catalogue import Item
from windowdesk.domain.draft import Conflict, Draft, DraftPerson, Entry, Source
from windowdesk.domain.numbers import birth_and_sex, check_identity_number, normalised
from windowdesk.domain.people import Assurance, Card, CardKind, IdentityCard, IdKind, Person, Sex, SocialSecurityCard
from windowdesk.domain.rare_names import completes
from windowdesk.errors import CARD_OTHER_PERSON, NUMBER_CHECK, TYPED_TWICE, InputRefused

APPLICANT, AGENT = "applicant", "agent"
IDENTITY_FIELDS = ("name", "id_number")
"""The fields that say who somebody is; they decide the assurance level."""

ALWAYS_KEPT = frozenset({"name", "id_number", "sex", "birth", "mobile"})
"""Kept for every item; others only where the item asks for them (rule G01)."""

ID_KINDS: Mapping[CardKind, IdKind] = {
    CardKind.CITIZEN: IdKind.RESIDENT_ID,
    CardKind.RESIDENCE_PERMIT: IdKind.HMT_RESIDENCE_PERMIT,
    CardKind.FOREIGNER_2017: IdKind.FOREIGN_RESIDENT,
    CardKind.FOREIGNER_2023: IdKind.FOREIGN_RESIDENT,
}

FROM_CARDS = frozenset({Source.CARD, Source.SOCIAL_CARD})
"""Sources that a machine read: nobody can have mistyped them."""

CARDLESS_KINDS = frozenset({IdKind.HOUSEHOLD_REGISTER, IdKind.TEMPORARY_ID, IdKind.BIRTH_CERTIFICATE})
"""Documents without a chip: allowed with a reason (infants, a lost card)."""


def person_of(draft: Draft, who: str = APPLICANT) -> DraftPerson:
    """The applicant or the agent; an empty person where there is no agent yet."""
    return (draft.agent or DraftPerson()) if who == AGENT else draft.applicant


def with_person(draft: Draft, who: str, person: DraftPerson) -> Draft:
    """``draft`` with that person put in."""
    return replace(draft, agent=person) if who == AGENT else replace(draft, applicant=person)


def merge_card(
    draft: Draft, card: Card, who: str = APPLICANT, item: Item | None = None
) -> tuple[Draft, tuple[Conflict, ...]]:
    """``draft`` with the card's words filled in, and where they differ from what was typed.

    Fields that ``item`` does not need are left on the card; while no item is chosen they are
    taken along and dropped by `drop_what_is_not_needed`. The person counts as read from the chip
    only where name and number agree with it. A social security card proves the number by its check
    digit (level C, no second typing); its name yields to an ID card's.

    Raises:
        InputRefused: R110, the form already holds another person's card, or the same card was
            laid down for applicant and agent.
    """
    person = person_of(draft, who)
    _check_same_person(draft, person, card, who)
    entries, conflicts, source = dict(person.entries), [], _source(card)
    for name, value in card_fields(card, item).items():
        before = entries.get(name)
        if before is not None and _is_believed_before(before, name, card):
            continue
        if before is None or not before.value or before.source is not Source.TYPED or _same(name, before.value, value):
            entries[name] = Entry(value, source)
        else:
            conflicts.append(Conflict(name, before.value, value))
    found = tuple(conflicts)
    return with_person(draft, who, _from_card(person, card, entries, found)), found


def take_from_card(draft: Draft, card: Card, fields: Collection[str], who: str = APPLICANT) -> Draft:
    """The person decided: these fields are as the card says."""
    person = person_of(draft, who)
    entries = dict(person.entries)
    for name, value in card_fields(card, None).items():
        if name in fields:
            entries[name] = Entry(value, _source(card))
    left = tuple(
        Conflict(name, entries[name].value, value)
        for name, value in card_fields(card, None).items()
        if name in entries and not _same(name, entries[name].value, value)
    )
    return with_person(draft, who, _from_card(person, card, entries, left))


def card_fields(card: Card, item: Item | None) -> dict[str, str]:
    """The words of a card by field name; only what the item needs, everything while none is chosen."""
    fields = {
        "name": card.name,
        "id_number": card.number,
        "sex": card.sex.value,
        "birth": card.birth.isoformat(),
        "nation": card.nation,
        "address": card.added_address or card.address if isinstance(card, IdentityCard) else "",
    }
    needed = ALWAYS_KEPT | (set(item.needed_fields) if item else set(fields))
    return {name: value for name, value in fields.items() if value and name in needed}


def typed(draft: Draft, field: str, value: str, who: str = APPLICANT) -> Draft:
    """``draft`` with one field as typed by the clerk. Typing over name or number ends what a card proved."""
    person = person_of(draft, who)
    before = person.entries.get(field)
    if before is not None and before.value == value:
        return draft
    person = replace(person, entries={**person.entries, field: Entry(value, Source.TYPED)})
    if field == "id_number":
        person = replace(person, assurance=Assurance.TYPED, typed_twice=False, check_override_reason="")
    elif field == "name":
        person = replace(person, assurance=_assurance_of_name(person, value))
    return with_person(draft, who, person)


def _assurance_of_name(person: DraftPerson, name: str) -> Assurance:
    """A typed name ends what a card proved, unless it only fills the holes that the chip left."""
    number = person.entries.get("id_number")
    if person.name_on_chip and number is not None and number.source is Source.CARD:
        return Assurance.READ if completes(name, person.name_on_chip) else Assurance.CHECKED
    proved = person.assurance in {Assurance.READ, Assurance.VERIFIED}
    return Assurance.CHECKED if proved else person.assurance


def check_typed_twice(
    kind: IdKind, first: str, second: str, today: date | None = None, *, any_check_digit: bool = False
) -> str:
    """The number that was typed twice, in the form it is stored in.

    Raises:
        InputRefused: N713 the two differ, N703 the number cannot be right.
    """
    if normalised(first) != normalised(second):
        raise InputRefused(TYPED_TWICE)
    return check_identity_number(kind, first, today, any_check_digit=any_check_digit)


def with_typed_number(
    draft: Draft,
    kind: IdKind,
    first: str,
    second: str,
    today: date,
    who: str = APPLICANT,
    *,
    override_reason: str = "",
) -> Draft:
    """``draft`` with an identity typed twice; birth and sex follow from the number where it tells them.

    ``override_reason``: why a number of an old archive counts though its check digit is wrong. It is
    kept only where the digit is wrong, and such a number proves nothing: the person stays *typed*.

    Raises:
        InputRefused: N713, N703.
    """
    reason = override_reason.strip()
    number = check_typed_twice(kind, first, second, today, any_check_digit=bool(reason))
    reason = "" if number_stands(kind, number, today) else reason
    birth, sex = birth_and_sex(kind, number)
    person = person_of(draft, who)
    entries = {**person.entries, "id_number": Entry(number, Source.TYPED)}
    if birth is not None:
        entries |= {"birth": Entry(birth.isoformat(), Source.TYPED), "sex": Entry(sex.value, Source.TYPED)}
    proved = Assurance.TYPED if birth is None or reason else Assurance.CHECKED
    person = replace(person, entries=entries, id_kind=kind, assurance=proved, typed_twice=True)
    return with_person(draft, who, replace(person, check_override_reason=reason))


def number_stands(kind: IdKind, text: str, today: date | None = None, *, any_check_digit: bool = False) -> bool:
    """Can the number be right?"""
    try:
        check_identity_number(kind, text, today, any_check_digit=any_check_digit)
    except InputRefused:
        return False
    return True


def drop_what_is_not_needed(draft: Draft, item: Item) -> Draft:
    """``draft`` without the card's words that ``item`` does not ask for (rule G01)."""
    kept = ALWAYS_KEPT | set(item.needed_fields)

    def lean(person: DraftPerson) -> DraftPerson:
        return replace(person, entries={name: one for name, one in person.entries.items() if name in kept})

    return replace(draft, applicant=lean(draft.applicant), agent=lean(draft.agent) if draft.agent else None)


def birth_of(person: DraftPerson) -> date | None:
    """The birth date on the form, else the one inside the number; None where neither can be read."""
    for text in (person.text("birth"), _birth_in(person)):
        try:
            return date.fromisoformat(text)
        except ValueError:
            continue
    return None


def age_on(birth: date, day: date) -> int:
    """Full years on ``day``; somebody born on 29 February is older from 1 March on."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def to_person(person: DraftPerson, item: Item) -> Person:
    """The person as stored with a case of ``item``: only what the item needs."""
    needed = ALWAYS_KEPT | set(item.needed_fields)
    kept = {name: entry.value.strip() for name, entry in person.entries.items() if name in needed}
    reason = person.check_override_reason.strip()
    number = check_identity_number(person.id_kind, kept.get("id_number", ""), any_check_digit=bool(reason))
    return Person(
        name=kept.get("name", ""),
        id_number=number,
        id_kind=person.id_kind,
        assurance=Assurance.TYPED if reason else person.assurance,
        sex=Sex(kept["sex"])
        if kept.get("sex") in {sex.value for sex in Sex}
        else birth_and_sex(person.id_kind, number)[1],
        birth=birth_of(person),
        nation=kept.get("nation", ""),
        address=kept.get("address", ""),
        present_address=kept.get("present_address", ""),
        mobile=normalised(kept.get("mobile", "")) if not person.no_mobile else "",
        no_mobile=person.no_mobile,
        name_needs_check="name" in person.doubtful,
        check_override_reason=reason,
    )


def read_from_card(person: DraftPerson) -> bool:
    """Did a card give the number?"""
    number = person.entries.get("id_number")
    return number is not None and number.source in FROM_CARDS


def _source(card: Card) -> Source:
    return Source.SOCIAL_CARD if isinstance(card, SocialSecurityCard) else Source.CARD


def _is_believed_before(before: Entry, name: str, card: Card) -> bool:
    """A social security card corrects no ID card, and a name with holes none that fills them."""
    if isinstance(card, SocialSecurityCard) and before.source is Source.CARD and before.value:
        return True
    fills = before.source in {Source.TYPED, Source.EARLIER} and completes(before.value, card.name)
    return name == "name" and "name" in card.doubtful and fills


def _from_card(
    person: DraftPerson, card: Card, entries: Mapping[str, Entry], conflicts: tuple[Conflict, ...]
) -> DraftPerson:
    """Who the person is follows the card only where the card's name and number stand on the form."""
    if isinstance(card, SocialSecurityCard):
        return _from_social_card(person, card, entries, conflicts)
    if any(conflict.field in IDENTITY_FIELDS for conflict in conflicts):
        return replace(person, entries=entries)
    return replace(
        person,
        entries=entries,
        id_kind=ID_KINDS[card.kind],
        assurance=Assurance.VERIFIED if person.assurance is Assurance.VERIFIED else Assurance.READ,
        doubtful=card.doubtful,
        name_on_chip=card.name if "name" in card.doubtful else "",
        reason_without_card="",
        check_override_reason="",
    )


def _from_social_card(
    person: DraftPerson, card: SocialSecurityCard, entries: Mapping[str, Entry], conflicts: tuple[Conflict, ...]
) -> DraftPerson:
    """Only the number decides here, and what an ID card or the county has proved stays proved."""
    person = replace(person, entries=entries)
    if person.assurance in {Assurance.READ, Assurance.VERIFIED} or any(one.field == "id_number" for one in conflicts):
        return person
    name = entries.get("name")
    return replace(
        person,
        id_kind=card.id_kind,
        assurance=Assurance.CHECKED,
        doubtful=card.doubtful if name is not None and name.source is Source.SOCIAL_CARD else (),
        reason_without_card="",
        check_override_reason="",
    )


def _check_same_person(draft: Draft, person: DraftPerson, card: Card, who: str) -> None:
    if read_from_card(person) and person.text("id_number") != card.number:
        raise InputRefused(CARD_OTHER_PERSON)
    other = person_of(draft, APPLICANT if who == AGENT else AGENT)
    if normalised(other.text("id_number")) == card.number:
        raise InputRefused(CARD_OTHER_PERSON)


def _same(field: str, one: str, other: str) -> bool:
    if field == "id_number":
        return normalised(one) == normalised(other)
    return search_text.same(one, other)


def _birth_in(person: DraftPerson) -> str:
    try:
        number = check_identity_number(
            person.id_kind, person.text("id_number"), any_check_digit=bool(person.check_override_reason)
        )
    except InputRefused as refused:
        if refused.message is not NUMBER_CHECK:
            raise
        return ""
    birth, _ = birth_and_sex(person.id_kind, number)
    return birth.isoformat() if birth else ""
