import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.domain import numbers
from windowdesk.domain.people import IdKind, Sex
from windowdesk.errors import InputRefused

DIGITS = st.text(string.digits, min_size=1)
BIRTHS = st.dates(date(1900, 1, 1), date(2026, 11, 22))


def citizen(birth, serial, region="990101"):
    first17 = f"{region}{birth:%Y%m%d}{serial:03d}"
    return first17 + numbers.citizen_check_digit(first17)


@pytest.mark.parametrize("good", ["11010519491231002X", "440524188001010014"])
def test_published_citizen_numbers_stand(good):
    assert numbers.check_citizen_number(good).number == good


def test_birth_and_sex_are_read_from_the_number():
    checked = numbers.check_citizen_number("11010519491231002X")
    assert (checked.birth, checked.sex) == (date(1949, 12, 31), Sex.FEMALE)
    assert numbers.check_citizen_number("440524188001010014").sex is Sex.MALE


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X "]
)
def test_small_x_full_width_and_spaces_become_what_is_stored(typed):
    assert numbers.check_citizen_number(typed).number == "11010519491231002X"


@pytest.mark.parametrize(
    "wrong",
    ["110105194912310021", "11010519491231002", "1101051949123100 2XX", "", "X1010519491231002X", "99"],
)
def test_wrong_citizen_numbers_are_refused_with_n703(wrong):
    with pytest.raises(InputRefused) as refused:
        numbers.check_citizen_number(wrong)
    assert refused.value.code == "N703"


def test_an_impossible_birth_date_is_refused_though_the_check_digit_is_right():
    first17 = "99010119500230001"
    with pytest.raises(InputRefused):
        numbers.check_citizen_number(first17 + numbers.citizen_check_digit(first17))


def test_nobody_is_born_tomorrow():
    number = citizen(date(2026, 11, 23), 1)
    with pytest.raises(InputRefused):
        numbers.check_citizen_number(number, date(2026, 11, 22))
    assert numbers.check_citizen_number(number, date(2026, 11, 23)).number == number


def test_an_abolished_county_is_no_reason_to_refuse_but_an_impossible_province_is():
    assert numbers.check_citizen_number(citizen(date(1980, 5, 1), 1, "513099"))
    with pytest.raises(InputRefused):
        numbers.check_citizen_number(citizen(date(1980, 5, 1), 1, "770101"))


@given(BIRTHS, st.integers(1, 999), st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_caught(birth, serial, place, step):
    good = citizen(birth, serial)
    wrong = good[:place] + str((int(good[place]) + step) % 10) + good[place + 1 :]
    with pytest.raises(InputRefused):
        numbers.check_citizen_number(wrong)


@given(BIRTHS, st.integers(1, 999), st.integers(0, 15))
def test_two_neighbours_swapped_are_caught(birth, serial, place):
    good = citizen(birth, serial)
    wrong = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
    if wrong != good:
        with pytest.raises(InputRefused):
            numbers.check_citizen_number(wrong)


def test_fifteen_digits_become_eighteen():
    assert numbers.upgrade_fifteen("110105491231002").number == "11010519491231002X"


@pytest.mark.parametrize("wrong", ["110105491231996", "110105491231999", "110105491331002", "11010549123100X", ""])
def test_centenarian_marks_and_nonsense_are_not_upgraded(wrong):
    with pytest.raises(InputRefused):
        numbers.upgrade_fifteen(wrong)


@pytest.mark.parametrize(
    ("good", "country"), [("932682198501010017", "682"), ("911124198108030024", "124"), ("FRA110123456789", "FRA")]
)
def test_foreign_permanent_residents_have_numbers_of_two_kinds(good, country):
    assert numbers.check_foreign_resident(good).nationality == country


def test_the_number_of_2017_does_not_tell_the_birth():
    checked = numbers.check_foreign_resident("FRA110123456789")
    assert (checked.birth, checked.sex) == (None, Sex.UNKNOWN)


def test_a_citizen_number_is_no_foreign_residents_number():
    with pytest.raises(InputRefused):
        numbers.check_foreign_resident("11010519491231002X")
    with pytest.raises(InputRefused):
        numbers.check_foreign_resident("932682198501010018")


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_residence_permits_begin_with_their_region(region):
    number = citizen(date(1990, 2, 3), 2, region)
    assert numbers.check_hmt_permit(number).number == number
    with pytest.raises(InputRefused):
        numbers.check_hmt_permit("11010519491231002X")


def test_each_kind_of_document_has_its_own_rule():
    check = numbers.check_identity_number
    assert check(IdKind.RESIDENT_ID, "11010519491231002x") == "11010519491231002X"
    assert check(IdKind.HOUSEHOLD_REGISTER, "440524188001010014") == "440524188001010014"
    assert check(IdKind.FOREIGN_RESIDENT, "932682198501010017") == "932682198501010017"
    assert check(IdKind.BIRTH_CERTIFICATE, "m123456789") == "M123456789"
    for kind, wrong in ((IdKind.BIRTH_CERTIFICATE, "123"), (IdKind.HMT_RESIDENCE_PERMIT, "440524188001010014")):
        with pytest.raises(InputRefused):
            check(kind, wrong)


@pytest.mark.parametrize(
    "good", ["91350100M000100Y43", "91440300708461136T", "91110108551385082Q", "11370800MB28559184"]
)
def test_published_credit_codes_stand(good):
    assert numbers.check_credit_code(good) == good


@pytest.mark.parametrize(
    "wrong", ["91350100M000100Y44", "91440300708461137T", "9135010OM000100Y43", "", "9144030070846113"]
)
def test_wrong_credit_codes_are_refused(wrong):
    with pytest.raises(InputRefused):
        numbers.check_credit_code(wrong)


def test_a_right_outer_check_does_not_hide_a_wrong_organisation_code():
    first17 = "91440300708461137"
    with pytest.raises(InputRefused):
        numbers.check_credit_code(first17 + numbers.credit_check_digit(first17))


def test_mod_37_36_gives_the_published_example():
    assert numbers.mod37_36("A12425GABC1234002") == "M"


@given(st.text(string.digits + string.ascii_uppercase, min_size=2, max_size=40), st.data())
def test_mod_37_36_catches_any_single_wrong_character(text, data):
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from([c for c in string.digits + string.ascii_uppercase if c != text[place]]))
    assert numbers.mod37_36(text) != numbers.mod37_36(text[:place] + other + text[place + 1 :])


@given(
    st.text(string.digits, min_size=12, max_size=12),
    st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    st.integers(0, 1_223_055),
)
def test_a_provisional_number_gives_its_parts_back(region, day, serial):
    number = numbers.provisional_number(region, day, "0A", serial)
    assert len(number) == 27
    assert numbers.parse_provisional(number.lower()) == numbers.ProvisionalNumber(region, day, "0A", serial)


@given(st.integers(0, 1_223_054))
def test_serials_never_share_a_number_and_stay_in_order(serial):
    one, next_one = (
        numbers.provisional_number("990101001001", date(2026, 1, 2), "01", n) for n in (serial, serial + 1)
    )
    assert one[:26] < next_one[:26]


def test_serials_read_as_digits_on_ordinary_days():
    assert numbers.provisional_number("990101001001", date(2026, 11, 22), "01", 42).startswith(
        "LS990101001001261122010042"
    )


@given(st.integers(2, 26), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_a_misread_provisional_number_is_refused(place, other):
    number = numbers.provisional_number("990101001001", date(2026, 11, 22), "01", 7)
    if number[place] != other:
        assert not numbers.is_provisional(number[:place] + other + number[place + 1 :])
    assert numbers.is_provisional(number)


def test_an_official_number_is_region_day_serial_and_check_character():
    assert numbers.is_official("9901012026112800001K")
    assert numbers.is_official("9901012026112800001k")
    for wrong in (
        "9901012026112800001L",
        "9901012026112800002K",
        "990101202611280001K",
        "99010120261128000010",
        "0001012026112800001" + numbers.mod37_36("0001012026112800001"),
        "9901012026113100001" + numbers.mod37_36("9901012026113100001"),
        "",
    ):
        assert not numbers.is_official(wrong), wrong


@pytest.mark.parametrize(
    "wrong", [("99", "01", 1), ("990101001001", "1", 1), ("990101001001", "01", -1), ("990101001001", "01", 1_223_056)]
)
def test_parts_of_the_wrong_form_make_no_number(wrong):
    region, device, serial = wrong
    with pytest.raises(ValueError, match=r"region needs|serial out of range"):
        numbers.provisional_number(region, date(2026, 1, 1), device, serial)


@pytest.mark.parametrize("good", ["6222021234567890128", "4111111111111111", "4111 1111 1111 1111"])
def test_bank_cards_pass_luhn(good):
    assert numbers.luhn_ok(good)


@given(st.text(string.digits, min_size=11, max_size=18))
def test_exactly_one_last_digit_makes_a_bank_card(body):
    assert sum(numbers.luhn_ok(body + digit) for digit in string.digits) == 1


@pytest.mark.parametrize(
    ("text", "right"),
    [("19900000001", True), ("１９９00000001", True), ("12900000001", False), ("1990000000", False), ("", False)],
)
def test_mobiles_have_eleven_digits(text, right):
    assert numbers.mobile_ok(text) is right


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("990101", True),
        ("990101001", True),
        ("990101001001", True),
        ("110105", True),
        ("990101001001001", False),
        ("770101", False),
        ("9901", False),
    ],
)
def test_divisions_have_6_9_or_12_digits(code, right):
    assert numbers.region_ok(code) is right


def test_certificate_identifiers_carry_a_check_character():
    parts = ["11100000MB0340" + "0000" + "001", "11990000MB2000119H", "2026000001", "001"]
    body = "".join(parts)
    identifier = f"{numbers.CERTIFICATE_ARC}.{'.'.join(parts)}.{numbers.mod37_36(body)}"
    assert numbers.certificate_identifier_ok(identifier)
    assert numbers.certificate_identifier_ok(identifier.lower())
    for wrong in (
        identifier[:-1] + "!",
        identifier.replace("2026000001", "2026000002"),
        "1.2.3",
        identifier.removeprefix("1."),
    ):
        assert not numbers.certificate_identifier_ok(wrong)
