"""What is generated is committed, and this makes it again and compares."""

import json
from datetime import date, timedelta

import chinese_calendar
import pytest

from windowdesk import assets
from windowdesk.domain.calendar import read_calendar_pack
from windowdesk.domain.pinyin import initials_table

from . import make_calendar, make_catalogue_index, make_pinyin


@pytest.fixture(scope="module")
def calendar():
    return read_calendar_pack(json.loads(assets.resource("calendar", "99-1.json").read_text("utf-8")))


def test_the_calendar_pack_is_made_again():
    assert assets.resource("calendar", "99-1.json").read_text("utf-8") == make_calendar.text()


def test_the_index_of_the_catalogue_is_made_again():
    index = assets.resource("catalogue", "index.json").read_text("utf-8")
    assert index == make_catalogue_index.text(json.loads(index)["version"])


def test_the_table_of_initials_is_made_again():
    assert assets.resource("pinyin", "initials.txt").read_text("utf-8") == make_pinyin.text()


def test_the_calendar_agrees_with_chinesecalendar_on_every_day(calendar):
    day = date(2025, 1, 1)
    while day <= date(2026, 12, 31):
        assert calendar.is_working_day(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "by_month"),
    [
        (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]),
        (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
    ],
)
def test_each_month_has_the_working_days_of_the_notice(calendar, year, by_month):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [
        sum(calendar.is_working_day(day) for day in days if day.month == month) for month in range(1, 13)
    ] == by_month


def test_2027_is_provisional_with_the_thirteen_legal_festival_days(calendar):
    assert not calendar.is_official(2027)
    assert len(calendar.years[2027].off) == 13
    assert calendar.last_official_year() == 2026


def test_every_character_of_the_table_stands_where_pypinyin_or_the_surnames_put_it():
    table = initials_table(assets.resource("pinyin", "initials.txt").read_text("utf-8"))
    for character, letters in make_pinyin.initials().items():
        assert sorted(table.of(character)) == sorted(letters), character
        assert table.of(character)[0] == letters[0]
