import json
import re
import shutil

import pytest

from windowdesk import assets
from windowdesk.documents import templates
from windowdesk.documents.paper_kinds import PaperKind, names_of
from windowdesk.errors import InputRefused


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(assets.resource("documents"), tmp_path / "documents")


def change(folder, act, name="correction"):
    file = folder / f"{name}.json"
    content = json.loads(file.read_text("utf-8"))
    act(content)
    file.write_text(json.dumps(content), "utf-8")


@pytest.mark.parametrize("kind", PaperKind)
def test_every_shipped_template_can_be_used(kind):
    assert templates.shipped(kind).title


@pytest.mark.parametrize("kind", PaperKind)
def test_every_shipped_text_has_full_width_punctuation(kind):
    text = assets.resource("documents", f"{kind.value}.json").read_text("utf-8")
    hanzi = "[\u3400-\u9fff]"
    assert re.findall(f"{hanzi}[,;:?!()]|[,;:?!()]{hanzi}", text) == []


def test_a_county_changes_title_wording_order_and_columns(folder):
    def act(content):
        content["title"] = "补正通知书"
        content["blocks"] = [{"table": "lines", "columns": [{"title": "材料", "text": "{name}", "mm": 0}]}]

    change(folder, act)
    template = templates.read(PaperKind.CORRECTION, folder)
    assert template.title == "补正通知书"
    assert [block.kind for block in template.blocks] == ["table"]


@pytest.mark.parametrize(
    ("act", "named"),
    [
        (lambda content: content["blocks"].append({"paragraph": "{applcant}"}), "{applcant}"),
        (lambda content: content["blocks"].append({"paragraph": "x", "when": "nothing"}), "{nothing}"),
        (lambda content: content["blocks"].append({"poem": "x"}), "poem"),
        (lambda content: content["blocks"].append({"paragraph": "x", "colour": "red"}), "colour"),
        (lambda content: content["blocks"].append({"heading": "x", "note": "y"}), "heading"),
        (lambda content: content["blocks"].append({"table": "lines"}), "columns"),
        (lambda content: content["blocks"].append({"table": "rows", "columns": []}), "rows"),
        (lambda content: content["blocks"][1]["columns"].append({"title": "x", "text": "{who}", "mm": 1}), "who"),
        (lambda content: content["blocks"][1]["columns"].append({"title": "x", "text": "x"}), "mm"),
        (lambda content: content.update(copies="{cpies}"), "{cpies}"),
        (lambda content: content["blocks"].append({"signatures": [["x"]], "signers": ["mayor"]}), "mayor"),
        (lambda content: content["blocks"].append({"signatures": [["x"]], "signers": ["agent", ""]}), "agent"),
        (lambda content: content.update(otherwise={"hwo": "x"}), "{hwo}"),
        (lambda content: content.update(head="nobody"), "nobody"),
        (lambda content: content.update(extra=1), "extra"),
        (lambda content: content.pop("copies"), "copies"),
        (lambda content: content["blocks"].append({"paragraph": "{"}), "{"),
        (lambda content: content.update(blocks=3), "int"),
    ],
)
def test_a_wrong_template_is_refused_when_it_is_read(folder, act, named):
    change(folder, act)
    with pytest.raises(InputRefused) as refused:
        templates.read(PaperKind.CORRECTION, folder)
    assert refused.value.code == "D804"
    assert named in refused.value.happened


def test_a_wrong_common_part_is_refused_too(folder):
    change(folder, lambda content: content.update(page="{pag}"), "common")
    with pytest.raises(InputRefused) as refused:
        templates.read(PaperKind.CORRECTION, folder)
    assert "pag" in refused.value.happened


def test_every_name_has_words_for_the_clerk():
    for kind in PaperKind:
        names = names_of(kind)
        words = [*names.texts.values(), *(word for table in names.tables.values() for word in table.values())]
        assert all(re.search("[\u4e00-\u9fff]", word) for word in words)
