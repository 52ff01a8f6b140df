"""What the documents say exists, codes are stable and single, and nothing of one PC is committed."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from windowdesk import errors
from windowdesk.__main__ import main
from windowdesk.cli.command import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
SPANS = re.findall(r"`([^`\n]+)`", README) + [
    line.split("#")[0].strip()
    for block in re.findall(r"```\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
]
ERRORS = Path(errors.__file__).parent
FOREIGN_HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs|--(?:extra-)?index-url|PIP_INDEX|proxy\.golang", re.IGNORECASE
)
OWN_PLACES = re.compile(r"(?<![\w.])(?:/root/|/work/|/Users/|/tmp/\w|/home/(?!desk/|clerk/|scan\b)|[A-Z]:\\Users\\)")
"""Places of one developer's PC; the three homes are examples on screens."""


def committed(*patterns):
    done = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout:
        pytest.skip("not a clone")
    found = (ROOT / name for name in done.stdout.split("\0") if name)
    return [file for file in found if file.is_file() and b"\0" not in file.read_bytes()[:8000]]


def options(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


def help_of(capsys, *words):
    assert main([*words, "--help"]) == 0
    return capsys.readouterr().out


def test_every_dev_command_in_the_readme_exists():
    named = {span.split()[1] for span in SPANS if span.startswith("./dev ")}
    known = {
        word.strip()
        for line in re.findall(r"^\s*([a-z][a-z |-]*)\)", (ROOT / "dev").read_text("utf-8"), re.MULTILINE)
        for word in line.split("|")
    }
    assert named >= {"demo", "test", "check"}
    assert named <= known


def test_every_option_in_the_readme_is_accepted(capsys):
    scripts = {
        "./dev demo": Path(__file__).with_name("demo.py"),
        "./dev hostile": ROOT / "tests" / "hostile" / "run.py",
        "./dev soak": ROOT / "tests" / "soak" / "soak.py",
    }
    helps = {
        command: subprocess.run(
            [sys.executable, str(script), "--help"], capture_output=True, text=True, check=True
        ).stdout
        for command, script in scripts.items()
    }
    desk = help_of(capsys)
    for span in SPANS:
        if "pip" in span or "pyinstaller" in span or span.split()[:1] == ["windowdesk"]:
            # Build tools have options of their own; commands are held to their own help below.
            continue
        said = next((text for command, text in helps.items() if span.startswith(command)), desk)
        assert options(span) <= options(said), span


def test_every_windowdesk_command_in_the_readme_exists(capsys):
    for span in SPANS:
        words = span.split()
        if words and words[0] == "windowdesk" and len(words) > 1 and not words[1].startswith("-"):
            assert words[1] in COMMANDS
            assert options(span) <= options(help_of(capsys, words[1]))


def test_every_file_and_folder_in_the_readme_exists():
    tops = {file.relative_to(ROOT).parts[0] for file in committed()}
    paths = [span for span in SPANS if re.fullmatch(r"[\w./-]+", span) and span.split("/")[0] in tops]
    paths += re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert len(paths) > 5
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_exit_codes_in_the_readme_are_those_of_the_program():
    said = {int(number): words for number, words in re.findall(r"(\d+) ([a-z][a-z ]+)", README.split("Exit codes:")[1])}
    kinds = (errors.InputRefused, errors.DeviceTrouble, errors.CountyTrouble, errors.StoreTrouble)
    assert {kind.exit_status for kind in kinds} | {0, 2, 7, errors.BUG_EXIT_STATUS} <= set(said)


def messages():
    """Name and words of every message, from the source: a doubled code would hide itself at run time."""
    for node in (node for file in sorted(ERRORS.glob("*.py")) for node in ast.parse(file.read_text("utf-8")).body):
        if isinstance(node, ast.Assign) and getattr(getattr(node.value, "func", None), "id", "") == "Message":
            yield node.targets[0].id, *(ast.literal_eval(word) for word in node.value.args)


def test_every_code_is_listed_once_and_well_formed():
    codes = Counter(code for _, code, _, _ in messages())
    assert [code for code, times in codes.items() if times > 1] == []
    assert all(re.fullmatch(r"[RSPVKTXNDZ]\d{3}", code) for code in codes)
    assert set(codes) == set(errors.all_messages())


def test_every_message_says_what_happened_and_what_to_do_in_one_sentence_each():
    for name, _, happened, to_do in messages():
        assert re.fullmatch(r"[^。]+。", happened), name
        assert re.fullmatch(r"[^。]+。|\{to_do\}", to_do) or name == "BUG", name
        assert not re.search(r"[,;:()!?]", re.sub(r"\{\w+\}|--\w+", "", happened + to_do)), name


def test_every_message_is_used():
    source = "\n".join(file.read_text("utf-8") for file in ERRORS.parent.rglob("*.py") if file.parent != ERRORS)
    used = set(re.findall(r"\b[A-Z][A-Z_]+\b", source))
    assert sorted({name for name, *_ in messages()} - used) == []


def test_nothing_of_one_pc_and_no_registry_is_committed():
    found = []
    for file in committed():
        if file == Path(__file__).resolve() or file.name == "LICENSE":
            continue
        for number, line in enumerate(file.read_text("utf-8", errors="replace").splitlines(), 1):
            if FOREIGN_HOSTS.search(line) or OWN_PLACES.search(line):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert found == []
