"""The log's own words are literals of the source: what leaves the PC is then known before anybody comes to the desk."""

import ast
from pathlib import Path

import pytest

import windowdesk
from windowdesk.domain.log_lines import may_leave

PACKAGE = Path(windowdesk.__file__).parent
CALLS = {"debug", "info", "warning", "error", "exception", "critical"}
LINE = '{"time":"2026-03-02T01:00:00.000+00:00","level":"info","logger":"windowdesk.sync","event":"EVENT"}'


def log_calls():
    for file in sorted(PACKAGE.rglob("*.py")):
        if file.parent.name == "forms":
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            owner = getattr(getattr(node, "func", None), "value", None)
            if (
                isinstance(node, ast.Call)
                and isinstance(owner, ast.Name)
                and owner.id == "log"
                and node.func.attr in CALLS
            ):
                yield f"{file.relative_to(PACKAGE)}:{node.lineno}", node.args[0]


def test_every_line_begins_with_words_of_the_source_and_may_leave():
    calls = list(log_calls())
    assert len(calls) > 50
    for where, words in calls:
        assert isinstance(words, ast.Constant), f"{where}: fill words in by arguments, not before"
        assert may_leave(LINE.replace("EVENT", words.value)).get("event") == words.value, where


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "1", "{}", '{"time":"now","level":"info"}', LINE.replace("info", "loud")]
)
def test_what_is_no_line_of_ours_stays(text):
    assert may_leave(text) is None


@pytest.mark.parametrize("event", ["张桂兰 was here", "called 13800001234", "x" * 161, "a\\nb"])
def test_words_that_stand_in_no_source_stay(event):
    assert "event" not in may_leave(LINE.replace("EVENT", event))
