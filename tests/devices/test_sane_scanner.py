"""The real scanimage with the test backend of SANE: pages, feeder, troubles, cancelling."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from windowdesk.devices import address, sane_options, scan_program, scanner_look
from windowdesk.devices.ports import Scanner
from windowdesk.devices.scan_wish import Wish
from windowdesk.documents import page_check
from windowdesk.errors import DeviceTrouble, InputRefused

needs_scanimage = pytest.mark.skipif(
    shutil.which("scanimage") is None, reason="scanimage is not installed (Debian: apt-get install sane-utils)"
)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A private SANE configuration with one A4 test scanner."""
    folder = tmp_path / "sane.d"
    folder.mkdir()
    (folder / "dll.conf").write_text("test\n")
    (folder / "test.conf").write_text("number_of_devices 1\ngeometry_max 300\nresolution 50\nbr_x 210\nbr_y 297\n")
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


@pytest.fixture
def scanner(config: Path) -> Callable[..., Scanner]:
    def make(**options: str) -> Scanner:
        query = "&".join(f"{name}={value}" for name, value in {"config": str(config), **options}.items())
        return address.open_scanner(f"sane:test:0?{query}", page_check.check)

    return make


SMALL = {"width": "50", "height": "40", "test-picture": "Grid"}


@needs_scanimage
def test_a_page_is_a4_at_200_dpi_in_grey_and_small(scanner: Callable[..., Scanner], into: Path) -> None:
    (page,) = scanner(**{"test-picture": "Grid"}).scan(into)
    with Image.open(page) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "L", (1653, 2338))
        assert picture.info["dpi"] == (200, 200)
    assert page.stat().st_size < 400_000
    assert list(into.iterdir()) == [page]


@needs_scanimage
@pytest.mark.parametrize(
    ("mode", "resolution", "kind", "pixels"),
    [("color", "100", ("JPEG", "RGB"), (196, 157)), ("lineart", "300", ("PNG", "1"), (590, 472))],
)
def test_mode_and_resolution_are_settings(
    scanner: Callable[..., Scanner],
    into: Path,
    mode: str,
    resolution: str,
    kind: tuple[str, str],
    pixels: tuple[int, int],
) -> None:
    (page,) = scanner(mode=mode, resolution=resolution, **SMALL).scan(into)
    with Image.open(page) as picture:
        assert ((picture.format, picture.mode), picture.size) == (kind, pixels)


@needs_scanimage
def test_the_whole_feeder_arrives_page_by_page(scanner: Callable[..., Scanner], into: Path) -> None:
    seen: list[tuple[Path, int]] = []
    pages = scanner(**SMALL).scan(into, feeder=True, arrived=lambda page: seen.append((page, page.stat().st_size)))
    assert [page.name for page in pages] == [f"page-{number:04d}.jpg" for number in range(1, 11)]
    assert [page for page, _ in seen] == pages
    assert all(size > 0 for _, size in seen)


@needs_scanimage
def test_pages_of_several_scans_never_overwrite_each_other(scanner: Callable[..., Scanner], into: Path) -> None:
    one = scanner(**SMALL)
    assert len({*one.scan(into), *one.scan(into), *scanner(mode="lineart", **SMALL).scan(into)}) == 3


@needs_scanimage
@pytest.mark.parametrize(
    ("status", "code", "word"),
    [
        ("JAMMED", "S203", "卡纸"),
        ("NO_DOCS", "S204", "没有纸"),
        ("COVER_OPEN", "S205", "盖子"),
        ("DEVICE_BUSY", "S206", "正忙"),
        ("ACCESS_DENIED", "S215", "权限"),
        ("IO_ERROR", "S202", "连接"),
        ("NO_MEM", "S202", "内存"),
        ("CANCELLED", "S202", "取消"),
        ("UNSUPPORTED", "S202", "不支持"),
        ("INVAL", "S202", "设置"),
        ("EOF", "S210", "不完整"),
    ],
)
@pytest.mark.parametrize("feeder", [False, True])
def test_each_trouble_has_its_own_words(
    scanner: Callable[..., Scanner], into: Path, status: str, code: str, word: str, feeder: bool
) -> None:
    with pytest.raises(DeviceTrouble) as trouble:
        scanner(**{"read-return-value": f"SANE_STATUS_{status}"}, **SMALL).scan(into, feeder=feeder)
    assert trouble.value.code == code
    assert word in trouble.value.happened
    assert list(into.iterdir()) == []


@needs_scanimage
def test_cancelling_keeps_the_pages_that_arrived(scanner: Callable[..., Scanner], into: Path) -> None:
    cancelled = threading.Event()
    slow = {"read-delay": "yes", "read-delay-duration": "200000", "read-limit": "yes", "read-limit-size": "2000"}

    def second_page(page: Path) -> None:
        if page.name == "page-0002.jpg":
            cancelled.set()

    pages = scanner(**slow, **SMALL, resolution="25").scan(into, feeder=True, arrived=second_page, cancelled=cancelled)
    assert pages == sorted(into.iterdir())
    assert len(pages) == 2


@needs_scanimage
def test_cancelled_in_the_middle_of_a_page_nothing_is_left(scanner: Callable[..., Scanner], into: Path) -> None:
    cancelled = threading.Event()
    slow = {"read-delay": "yes", "read-delay-duration": "200000", "read-limit": "yes", "read-limit-size": "100"}
    threading.Timer(0.2, cancelled.set).start()
    assert scanner(**slow, **SMALL).scan(into, cancelled=cancelled) == []
    assert list(into.iterdir()) == []


@needs_scanimage
def test_a_failing_page_stops_the_scanner_and_keeps_the_earlier_ones(config: Path, into: Path) -> None:
    def refuse_third(page: Path) -> None:
        if page.name == "page-0003.jpg":
            raise KeyError("a bug in the caller")

    one = address.open_scanner(f"sane:test:0?config={config}&width=50&height=40", page_check.check)
    with pytest.raises(KeyError):
        one.scan(into, feeder=True, arrived=refuse_third)
    assert [file.name for file in sorted(into.iterdir())] == ["page-0001.jpg", "page-0002.jpg", "page-0003.jpg"]


@needs_scanimage
def test_a_scanner_that_is_not_there(config: Path, into: Path) -> None:
    with pytest.raises(DeviceTrouble, match="S201"):
        address.open_scanner(f"sane:test:7?config={config}", page_check.check).scan(into)


def test_a_pc_without_the_program(into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(DeviceTrouble, match="S216"):
        address.open_scanner("sane:test:0", page_check.check).scan(into)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a program of our own in the place of scanimage: for drivers that hang and crash."""

    def write(script: str) -> None:
        file = tmp_path / "bin" / "scanimage"
        file.parent.mkdir()
        listing = "  --resolution 75|100|300dpi [75]\n  --mode True Gray|24bit Color [True Gray]\n"
        file.write_text(f"#!/bin/sh\ncase \"$*\" in *-A*) printf '%s' '{listing}'; exit 0;; esac\n{script}\n")
        file.chmod(0o755)
        monkeypatch.setenv("PATH", f"{file.parent}:{os.environ['PATH']}")

    return write


BATCH = 'for one; do case $one in --batch=*) page=$(printf "${one#--batch=}" 1);; esac; done;'
"""Finds the file of the first page among the arguments."""


def test_a_driver_that_crashes(program: Callable[[str], None], into: Path) -> None:
    program("kill -SEGV $$")
    with pytest.raises(DeviceTrouble, match=r"S202.*意外退出"):
        address.open_scanner("sane:pixma:usb", page_check.check).scan(into)


def test_a_driver_that_complains_and_hangs_is_stopped_and_its_complaint_counts(
    program: Callable[[str], None], into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_program, "COMPLAINT_SECONDS", 0.1)
    program("echo 'scanimage: sane_read: Document feeder jammed' >&2; exec sleep 600")
    with pytest.raises(DeviceTrouble, match="S203"):
        address.open_scanner("sane:pixma:usb", page_check.check).scan(into)


@pytest.mark.parametrize(
    ("before", "expected"), [("scanimage: sane_read: Scanner cover is open", "S205"), ("Scanning page 1", "S202")]
)
def test_a_driver_that_aborts_and_reports_success(
    program: Callable[[str], None], into: Path, before: str, expected: str
) -> None:
    program(f"printf '%s\\n' '{before}' 'scanimage: received signal 13' 'scanimage: aborting' >&2; exit 0")
    with pytest.raises(DeviceTrouble, match=expected):
        address.open_scanner("sane:pixma:usb", page_check.check).scan(into)


def test_a_driver_that_says_nothing_for_too_long(
    program: Callable[[str], None], into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_program.ScanProgram.lines, "__defaults__", (0.1,))
    program("exec sleep 600")
    with pytest.raises(DeviceTrouble, match=r"S202.*很久没有反应"):
        address.open_scanner("sane:pixma:usb", page_check.check).scan(into)


def test_a_scanner_without_a_feeder_scans_one_page_even_when_asked_for_all(
    program: Callable[[str], None], into: Path, tmp_path: Path
) -> None:
    Image.new("L", (100, 150), 200).save(tmp_path / "given.ppm")
    program(f"{BATCH} case $* in *batch-count=1\\ *) ;; *) exit 4;; esac; cp {tmp_path}/given.ppm $page; echo $page")
    pages = address.open_scanner("sane:pixma:usb", page_check.check).scan(into, feeder=True)
    assert [page.name for page in pages] == ["page-0001.jpg"]


def test_a_driver_that_hangs_after_its_last_page_costs_neither_the_page_nor_much_time(
    program: Callable[[str], None], into: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_program, "PARK_SECONDS", 0.2)
    Image.new("L", (100, 150), 200).save(tmp_path / "given.ppm")
    program(f"{BATCH} cp {tmp_path}/given.ppm $page; echo $page; exec sleep 600")
    pages = address.open_scanner("sane:pixma:usb", page_check.check).scan(into)
    assert [page.name for page in pages] == ["page-0001.jpg"]


def test_a_driver_that_hangs_is_killed_with_all_it_started(
    program: Callable[[str], None],
    into: Path,
    tmp_path: Path,
    until: Callable[[Callable[[], object]], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scan_program, "GRACE_SECONDS", 0.2)
    started = tmp_path / "grandchild"
    program(f"trap '' TERM; sleep 600 & echo $! > {started}.new; mv {started}.new {started}; wait; wait")
    cancelled = threading.Event()
    pages: list[list[Path]] = []
    scanner = address.open_scanner("sane:pixma:usb", page_check.check)
    thread = threading.Thread(target=lambda: pages.append(scanner.scan(into, cancelled=cancelled)))
    thread.start()
    until(started.exists)
    cancelled.set()
    thread.join()
    assert pages == [[]]
    status = Path(f"/proc/{int(started.read_text())}/stat")
    until(lambda: not status.exists() or status.read_text().split()[2] == "Z")


@pytest.mark.parametrize(
    "wrong",
    [
        "sane:",
        "sane:pixma:usb?read-delay=yes",
        "sane:test:0?mode=purple",
        "sane:test:0?resolution=high",
        "sane:test:0?width=0",
    ],
)
def test_addresses_that_cannot_be(wrong: str) -> None:
    with pytest.raises(InputRefused, match="N790"):
        address.open_scanner(wrong, page_check.check)


LISTING = """
    --mode Lineart|True Gray|24bit Color [Lineart]
    --resolution 75|100|150|300|600dpi [75]
    --source Flatbed|ADF Duplex|ADF [Flatbed]
    --depth 8|16 [inactive]
    -x 0..215.9mm [215.9]
    -y 0..296.9mm (in steps of 0.1) [296.9]
    --brightness -100..100 [0]
"""


@pytest.mark.parametrize(
    ("wish", "feeder", "expected"),
    [
        (Wish(), False, "--source Flatbed --mode True Gray --resolution 300 -x 210 -y 296.9"),
        (Wish("color", 600), True, "--source ADF --mode 24bit Color --resolution 600 -x 210 -y 296.9"),
        (Wish("lineart", 1200), False, "--source Flatbed --mode Lineart --resolution 600 -x 210 -y 296.9"),
    ],
)
def test_a_driver_is_asked_only_for_what_it_offers(wish: Wish, feeder: bool, expected: str) -> None:
    offers = sane_options.read_offers(LISTING)
    assert "depth" not in offers
    assert " ".join(sane_options.arguments(offers, wish, feeder=feeder)) == expected


def test_a_driver_without_options_is_asked_for_nothing() -> None:
    assert sane_options.arguments({}, Wish(), feeder=True) == []


@needs_scanimage
def test_the_doctor_opens_the_scanner_and_scans_nothing(config: Path) -> None:
    assert scanner_look.look(f"sane:test:0?config={config}").sure
    with pytest.raises(DeviceTrouble, match="S201"):
        scanner_look.look(f"sane:test:7?config={config}")
