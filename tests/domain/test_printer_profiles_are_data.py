"""A printer model is a file; one that cannot be right is refused with its place."""

import json

import pytest

from windowdesk import assets
from windowdesk.domain import printer_profile
from windowdesk.domain.printer_profile import Cutter, Proof, QrBy
from windowdesk.errors import InputRefused

GENERAL = json.loads((assets.resource("printers") / "generic-80.json").read_text("utf-8"))


@pytest.fixture
def profile(tmp_path):
    """Reads a profile that is like the general one but for some values."""

    def read(**changes):
        values = {**GENERAL, "model": "mine", **changes}
        values = {name: value for name, value in values.items() if value is not ...}
        file = tmp_path / "mine.json"
        file.write_text(json.dumps(values), "utf-8")
        return printer_profile.read(file)

    return read


def test_what_ships_covers_the_kinds_that_stand_on_counters():
    models = printer_profile.shipped().values()
    assert {one.paper_mm for one in models} == {58, 80}
    assert {one.width_dots for one in models} == {384, 512, 576}
    assert {one.cutter for one in models} == set(Cutter)
    assert {one.qr for one in models} == set(QrBy)
    assert {one.status.proof for one in models} == set(Proof)
    assert any(not one.status.any for one in models)
    assert printer_profile.of_model(printer_profile.USUAL).columns == 48


def test_each_model_says_where_it_comes_from():
    assert all(one.note and one.name for one in printer_profile.shipped().values())


def test_a_new_model_is_a_new_file(profile):
    assert profile(name="新机型", width_dots=512, code_page=7).columns == 42


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"width_dots": 384}, "width_dots"),
        ({"width_dots": 575}, "width_dots"),
        ({"paper_mm": 76}, "width_dots"),
        ({"roll_m": 0}, "roll_m"),
        ({"roll_m": 201}, "roll_m"),
        ({"charset": "big5"}, "charset"),
        ({"code_page": 256}, "code_page"),
        ({"feed_lines": -1}, "feed_lines"),
        ({"band_rows": 1000}, "band_rows"),
        ({"cutter": "none"}, "cut_feeds"),
        ({"cutter": "laser"}, "cutter"),
        ({"status": {**GENERAL["status"], "real_time": [5]}}, "status.real_time"),
        ({"status": {"real_time": []}}, "status.proof"),
        ({"model": "other"}, "model"),
        ({"name": ""}, "name"),
        ({"qr": ...}, "qr"),
        ({"colour": True}, "colour"),
        ({"kanji_on": "yes"}, "kanji_on"),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else "",
)
def test_what_cannot_be_right_is_refused_with_its_place(profile, changes, place):
    with pytest.raises(InputRefused, match="P311") as refused:
        profile(**changes)
    assert place in refused.value.happened
    assert "mine.json" in refused.value.happened


def test_a_file_that_is_no_json_is_refused(tmp_path):
    (tmp_path / "torn.json").write_text('{"model": ', "utf-8")
    with pytest.raises(InputRefused, match="P311"):
        printer_profile.read(tmp_path / "torn.json")
