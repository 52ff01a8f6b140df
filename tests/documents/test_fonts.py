import json

import pytest
from fontTools.ttLib import TTFont

from windowdesk.documents import fonts as documents_fonts
from windowdesk.documents.font_cmap import UnusableFont, read_coverage
from windowdesk.documents.fonts import Face, Fonts, Run
from windowdesk.errors import InputRefused

RARE = "䶮𫖯𬱖㛃𠅤"


@pytest.fixture(scope="module")
def files():
    found = {}
    for folder in documents_fonts.folders():
        for file in folder.rglob("*.tt[fc]"):
            found.setdefault(file.name, file)
    return found


@pytest.fixture(scope="module")
def hei(files):
    return Face(files["wqy-microhei.ttc"])


@pytest.fixture(scope="module")
def kai(files):
    return Face(files["LXGWWenKai-Regular.ttf"])


@pytest.mark.parametrize("name", ["LXGWWenKai-Regular.ttf", "BabelStoneHan.ttf", "wqy-microhei.ttc"])
def test_coverage_is_what_another_reader_finds(files, name):
    coverage = read_coverage(files[name])
    with TTFont(files[name], fontNumber=0, lazy=True) as font:
        expected = set(font.getBestCmap())
    found = {code for start, end in zip(coverage.starts, coverage.ends, strict=True) for code in range(start, end + 1)}
    assert found == expected


def test_every_rare_character_of_a_name_has_a_font(installed_fonts):
    assert installed_fonts.missing(RARE) == ()


def test_text_is_cut_where_the_font_changes(hei, kai):
    assert Fonts([hei, kai]).runs("张䶮三 A") == [Run(hei, "张"), Run(kai, "䶮"), Run(hei, "三 A")]


def test_titles_prefer_their_own_fonts_and_fall_back_to_those_for_text(hei, kai):
    fonts = Fonts([kai], title=[hei])
    assert fonts.runs("张䶮", title=True) == [Run(hei, "张"), Run(kai, "䶮")]
    assert fonts.runs("张䶮") == [Run(kai, "张䶮")]


def test_characters_no_font_draws_are_named_by_code_point(hei):
    with pytest.raises(InputRefused) as refused:
        Fonts([hei]).runs("张䶮𬱖\ue81e")
    assert refused.value.code == "D801"
    assert "U+4DAE U+2CC56 U+E81E" in refused.value.happened


def test_a_variation_selector_without_a_font_is_left_out(hei):
    assert Fonts([hei]).runs("葛\U000e0100") == [Run(hei, "葛")]
    assert Fonts([hei]).missing("葛\U000e0100") == ()


def test_a_font_for_rare_characters_is_not_opened_while_an_earlier_one_has_them(kai, tmp_path):
    never = Face(tmp_path / "absent.ttf")
    assert Fonts([kai, never]).runs("张三") == [Run(kai, "张三")]


def test_shipped_fonts_come_before_the_systems_and_order_is_the_files(tmp_path, kai):
    shipped, system = tmp_path / "shipped", tmp_path / "system"
    for folder in (shipped, system / "deep"):
        folder.mkdir(parents=True)
        (folder / "lxgwwenkai-regular.ttf").symlink_to(kai.path)
    order = tmp_path / "order.json"
    order.write_text(json.dumps({"text": ["none.ttf", "LXGWWenKai-Regular.ttf"], "title": []}), "utf-8")
    fonts = documents_fonts.find([shipped, system], order)
    assert fonts.face_for("一").path.parent == shipped


def test_a_file_that_is_no_usable_font_is_passed_over_with_a_warning(tmp_path, kai, caplog):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00\x00\x09")
    assert Fonts([Face(broken), kai]).runs("张") == [Run(kai, "张")]
    assert "broken.ttf is not used" in caplog.text


@pytest.mark.parametrize(
    "content",
    [b"", b"OTTO" + bytes(20), b"hello there, this is text", b"ttcf\x00\x01\x00\x00\x00\x00\x00\x00"],
)
def test_no_font_postscript_outlines_and_empty_files_are_unusable(tmp_path, content):
    file = tmp_path / "x.ttf"
    file.write_bytes(content)
    with pytest.raises(UnusableFont):
        read_coverage(file)


def test_the_shipped_order_names_only_fonts_by_role():
    order = json.loads((documents_fonts.assets.resource("fonts", "order.json")).read_text("utf-8"))
    assert set(order) == {"text", "title"}
    assert order["text"][0] == "LXGWWenKai-Regular.ttf"
