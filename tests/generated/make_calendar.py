"""Make the calendar pack of region 99: run this file; a test compares its text with the committed one.

Arranged years come from the package chinesecalendar (2025, 2026). Of 2027 only the legal
festival days are known (law since 2025: thirteen days), so that year stays provisional.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar

REGION, SEQ = "99", 1
OFFICIAL = {
    2025: ("国务院办公厅关于2025年部分节假日安排的通知", "2024-11-12"),
    2026: ("国务院办公厅关于2026年部分节假日安排的通知", "2025-11-04"),
}
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}
FESTIVALS_2027 = (
    ("2027-01-01", "2027-01-01", "元旦"),
    ("2027-02-05", "2027-02-08", "春节"),
    ("2027-04-05", "2027-04-05", "清明节"),
    ("2027-05-01", "2027-05-02", "劳动节"),
    ("2027-06-09", "2027-06-09", "端午节"),
    ("2027-09-15", "2027-09-15", "中秋节"),
    ("2027-10-01", "2027-10-03", "国庆节"),
)
FILE = Path(__file__).resolve().parents[2] / "resources" / "calendar" / f"{REGION}-{SEQ}.json"


def official_year(year: int) -> dict[str, object]:
    """One arranged year: runs of days off with their names, and the weekend days worked."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    off: list[dict[str, str]] = []
    for day in days:
        free, english = chinese_calendar.get_holiday_detail(day)
        if not free or english is None:
            continue
        name = NAMES[str(english)]
        yesterday = (day - timedelta(days=1)).isoformat()
        if off and off[-1]["to"] == yesterday and name in off[-1]["name"]:
            off[-1]["to"] = day.isoformat()
        elif off and off[-1]["to"] == yesterday:
            off[-1] |= {"to": day.isoformat(), "name": f"{off[-1]['name']}、{name}"}
        else:
            off.append({"from": day.isoformat(), "to": day.isoformat(), "name": name})
    work = [day.isoformat() for day in days if day.weekday() >= 5 and chinese_calendar.is_workday(day)]
    document, issued = OFFICIAL[year]
    return {
        "year": year,
        "state": "official",
        "source": {"document": document, "date": issued},
        "off": off,
        "work": work,
    }


def text() -> str:
    """The whole file."""
    years = [official_year(year) for year in OFFICIAL]
    festivals = [{"from": first, "to": last, "name": name} for first, last, name in FESTIVALS_2027]
    years.append({"year": 2027, "state": "provisional", "source": {}, "off": festivals, "work": []})
    pack = {"region": REGION, "seq": SEQ, "reason": "首次下发", "years": years, "closures": []}
    return json.dumps(pack, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
    sys.stdout.write(f"{FILE}\n")
