import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORMS = sorted((ROOT / "ui" / "forms").glob("*.ui"))
WINDOWS = ROOT / "src" / "windowdesk" / "gui"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH_BESIDE_CHINESE = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")
KEYS = re.compile(r"\b(F\d+|Enter|Esc|A4|PDF)\b")
ADDRESSES = re.compile(r"https?:\S+|serial:\S+|folder:\S+|tcp:\S+|gljt")


def form_texts(form):
    tree = ElementTree.parse(form)
    return [text.text for text in tree.iter("string") if text.text and text.get("notr") != "true"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_forms_speak_chinese_with_full_width_marks(form):
    for text in form_texts(form):
        assert not HALF_WIDTH_BESIDE_CHINESE.search(text), text
        words = re.findall(r"[A-Za-z]{2,}", ADDRESSES.sub("", KEYS.sub("", text)))
        assert not words, text


SOURCES = sorted(file for file in WINDOWS.rglob("*.py") if file.parent.name != "forms")


@pytest.mark.parametrize("source", SOURCES, ids=lambda file: file.stem)
def test_texts_in_code_have_full_width_marks(source):
    tree = ast.parse(source.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            docstrings.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            assert not HALF_WIDTH_BESIDE_CHINESE.search(node.value), (source.name, node.lineno, node.value)
