"""The Windows driver in its child, with a COM object of our own in the place of Windows'."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from windowdesk.devices import address, scan_child
from windowdesk.devices.ports import Scanner
from windowdesk.documents import page_check
from windowdesk.errors import DeviceTrouble, InputRefused

FAKE_COM = Path(__file__).resolve().parent / "fake_com"


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


@pytest.fixture
def scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Scanner]:
    """A scanner in the given state."""

    def make(to: str = "wia:?resolution=100&width=100&height=140", **state: Any) -> Scanner:
        file = tmp_path / "wia.json"
        file.write_text(json.dumps(state))
        monkeypatch.setenv("FAKE_WIA", str(file))
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(FAKE_COM), os.environ.get("PYTHONPATH", "")]))
        return address.open_scanner(to, page_check.check)

    return make


def asked(tmp_path: Path) -> list[str]:
    return (tmp_path / "wia.json.log").read_text().split()


def test_a_page_comes_as_a_small_jpeg(scanner: Callable[..., Scanner], into: Path) -> None:
    (page,) = scanner().scan(into)
    with Image.open(page) as picture:
        assert (picture.format, picture.size) == ("JPEG", (591, 827))
    assert list(into.iterdir()) == [page]


def test_resolution_is_set_before_the_extents_and_nothing_beyond_what_the_driver_takes(
    scanner: Callable[..., Scanner], into: Path, tmp_path: Path
) -> None:
    scanner("wia:?resolution=100").scan(into)
    glass = ["3088=2", "6146=2", "6147=150", "6148=150", "6149=0", "6151=640", "6150=0", "6152=880"]
    assert asked(tmp_path) == glass


def test_the_whole_feeder_one_page_at_a_time_till_it_is_empty(
    scanner: Callable[..., Scanner], into: Path, tmp_path: Path
) -> None:
    seen: list[Path] = []
    pages = scanner(sheets=4).scan(into, feeder=True, arrived=seen.append)
    assert pages == seen == sorted(into.iterdir())
    assert len(pages) == 4
    assert {"3088=1", "3096=1"} <= set(asked(tmp_path))


def test_a_scanner_without_a_feeder_scans_one_page_even_when_asked_for_all(
    scanner: Callable[..., Scanner], into: Path
) -> None:
    assert len(scanner(capabilities=2).scan(into, feeder=True)) == 1


def test_an_empty_feeder(scanner: Callable[..., Scanner], into: Path) -> None:
    with pytest.raises(DeviceTrouble, match="S204"):
        scanner(sheets=0).scan(into, feeder=True)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (0x80210002, "S203"),
        (0x80210005, "S201"),
        (0x80210006, "S206"),
        (0x8021000A, "S202"),
        (0x80210016, "S205"),
        (0x80210020, "S203"),
        (0x80070005, "S215"),
        (0x80004005, "S202.*80004005"),
    ],
)
def test_each_trouble_has_its_own_words_and_keeps_the_pages_that_arrived(
    scanner: Callable[..., Scanner], into: Path, error: int, code: str
) -> None:
    with pytest.raises(DeviceTrouble, match=code):
        scanner(sheets=5, error=error, after=2).scan(into, feeder=True)
    assert len(list(into.iterdir())) == 2


def test_a_cut_picture_is_no_page(scanner: Callable[..., Scanner], into: Path) -> None:
    with pytest.raises(DeviceTrouble, match="S210"):
        scanner(cut=True).scan(into)
    assert list(into.iterdir()) == []


def test_no_scanner_and_no_scanner_of_that_name(scanner: Callable[..., Scanner], into: Path) -> None:
    with pytest.raises(DeviceTrouble, match="S201"):
        scanner(absent=True).scan(into)
    with pytest.raises(DeviceTrouble, match="S201"):
        scanner("wia:另一台").scan(into)
    assert len(scanner("wia:演示").scan(into)) == 1


def test_a_driver_that_crashes_ends_only_its_own_process(scanner: Callable[..., Scanner], into: Path) -> None:
    with pytest.raises(DeviceTrouble, match=r"S202.*意外退出"):
        scanner(dies=True).scan(into)


def test_a_driver_that_hangs_is_ended(
    scanner: Callable[..., Scanner], into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_child, "STALL_SECONDS", 1.0)
    with pytest.raises(DeviceTrouble, match=r"S202.*很久没有反应"):
        scanner(hangs=True).scan(into)


def test_where_com_is_not_the_driver_says_so(into: Path) -> None:
    with pytest.raises(DeviceTrouble, match="S218"):
        address.open_scanner("wia:", page_check.check).scan(into)


def test_a_wrong_option_is_refused() -> None:
    with pytest.raises(InputRefused, match="N790"):
        address.open_scanner("wia:?resolution=high", page_check.check)
