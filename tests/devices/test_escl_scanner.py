"""Driverless scanning: our client and, beside it, sane-airscan against the same simulated scanner."""

from __future__ import annotations

import http.server
import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from PIL import Image

from windowdesk.devices import address, escl_scan, escl_words, scan_child, scan_program
from windowdesk.devices.escl_words import NotEscl, Source
from windowdesk.devices.ports import Scanner
from windowdesk.devices.scan_wish import Wish
from windowdesk.devices.simulated_escl import SimulatedEscl
from windowdesk.documents import page_check
from windowdesk.errors import DeviceTrouble, InputRefused

SMALL = "?resolution=75&width=60&height=80"


@pytest.fixture
def device() -> Iterator[SimulatedEscl]:
    with SimulatedEscl() as one:
        yield one


def _feeder(device: SimulatedEscl) -> Source:
    offers = escl_words.read_offers(requests.get(f"{device.address[5:]}/ScannerCapabilities", timeout=5).content)
    assert offers.feeder is not None
    return offers.feeder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


@pytest.fixture
def scanner(device: SimulatedEscl) -> Callable[..., Scanner]:
    return lambda options=SMALL: address.open_scanner(device.address + options, page_check.check)


def test_a_page_is_a4_at_200_dpi_in_grey_just_as_the_device_made_it(
    scanner: Callable[..., Scanner], into: Path
) -> None:
    (page,) = scanner("").scan(into)
    with Image.open(page) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "L", (1653, 2338))
    assert list(into.iterdir()) == [page]


def test_in_training_a_driverless_scanner_has_an_address_of_its_own(into: Path) -> None:
    scanner = address.open_scanner("simulated:?by=escl", page_check.check)
    (glass,) = scanner.scan(into)
    feeder = scanner.scan(into, feeder=True)
    again = address.open_scanner("simulated:?by=escl", page_check.check).scan(into)
    pages = [glass, *feeder, *again]
    assert len(feeder) == 3
    assert len({page.read_bytes() for page in pages}) == 5, "no two sheets are the same to the byte"
    with pytest.raises(InputRefused, match="N790"):
        address.open_scanner("simulated:?by=magic", page_check.check)


def test_colour_and_resolution_are_settings_and_the_nearest_offer_is_taken(
    scanner: Callable[..., Scanner], into: Path
) -> None:
    (page,) = scanner("?mode=color&resolution=150&width=50.8&height=25.4").scan(into)
    with Image.open(page) as picture:
        assert (picture.mode, picture.size) == ("RGB", (400, 200))
    (grey,) = scanner("?mode=lineart&resolution=75&width=60&height=80").scan(into)
    with Image.open(grey) as picture:
        assert picture.mode == "L", "two levels are not offered: grey is the nearest"


def test_the_whole_feeder_arrives_page_by_page(
    device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path
) -> None:
    device.set(sheets=6)
    seen: list[str] = []
    pages = scanner().scan(into, feeder=True, arrived=lambda page: seen.append(page.name))
    assert seen == [page.name for page in pages] == [f"page-{number:04d}.jpg" for number in range(1, 7)]
    assert device.sheets == 0


def test_one_page_is_asked_for_one_page_comes_and_the_job_is_ended(
    device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path
) -> None:
    device.set(sheets=6)
    assert len(scanner().scan(into)) == 1
    assert (device.sheets, device.jobs) == (6, {})


@pytest.mark.parametrize(
    ("trouble", "code"),
    [("jam", "S203"), ("cover", "S205"), ("denied", "S215"), ("cut", "S210"), ("empty", "S210"), ("garbage", "S202")],
)
def test_each_trouble_has_its_own_words(
    device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path, trouble: str, code: str
) -> None:
    device.set(sheets=3, trouble=trouble)
    with pytest.raises(DeviceTrouble, match=code):
        scanner().scan(into, feeder=True)
    assert list(into.iterdir()) == []


def test_an_empty_feeder_is_said_before_anything_moves(
    device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path
) -> None:
    with pytest.raises(DeviceTrouble, match="S204"):
        scanner().scan(into, feeder=True)
    assert device.jobs == {}


@pytest.mark.slow
def test_a_busy_scanner_is_asked_again_for_a_while(
    device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path
) -> None:
    device.set(trouble="busy")
    threading.Timer(1.5, lambda: device.set(trouble="none")).start()
    assert len(scanner().scan(into)) == 1


@pytest.mark.slow
def test_a_lamp_that_warms_up_is_waited_for(device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path) -> None:
    device.set(trouble="warming")
    assert len(scanner().scan(into)) == 1


@pytest.mark.parametrize(("trouble", "code"), [("jam", "S203"), ("cover", "S205"), ("cut", "S210")])
def test_a_trouble_in_the_middle_keeps_the_pages_that_arrived(
    device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path, trouble: str, code: str
) -> None:
    device.set(sheets=5, trouble=trouble, after=2)
    with pytest.raises(DeviceTrouble, match=code):
        scanner().scan(into, feeder=True)
    assert [file.name for file in sorted(into.iterdir())] == ["page-0001.jpg", "page-0002.jpg"]


def test_a_wrong_host_in_the_address_of_the_job_is_not_followed(
    device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path
) -> None:
    device.set(trouble="wrong-host")
    assert len(scanner().scan(into)) == 1


def test_a_scanner_that_is_not_there(into: Path) -> None:
    with pytest.raises(DeviceTrouble, match="S201"):
        address.open_scanner("escl:http://127.0.0.1:9/eSCL", page_check.check).scan(into)


def test_cancelled_while_the_scanner_is_slow_the_job_is_taken_back_at_once(
    device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path
) -> None:
    device.set(sheets=5, trouble="slow", after=1)
    cancelled = threading.Event()
    began = time.monotonic()
    pages = scanner().scan(into, feeder=True, arrived=lambda _: cancelled.set(), cancelled=cancelled)
    assert len(pages) == 1
    assert time.monotonic() - began < 10
    assert device.cancelled == ["job-1"]


def test_a_request_of_a_job_that_was_taken_back_takes_no_sheet_of_a_later_one(
    device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[bool] = []
    device.page_given = lambda _number, _page, whole: given.append(whole)
    held, later = threading.Event(), threading.Event()

    def hold(_seconds: float) -> bool:
        held.set()
        assert later.wait(10)
        return False

    monkeypatch.setattr(device.woken, "wait", hold)
    device.set(sheets=3, trouble="slow")
    job = device.begin(escl_words.settings(_feeder(device), Wish(), feeder=True))
    asked = threading.Thread(target=requests.get, args=(f"{device.address[5:]}/ScanJobs/{job}/NextDocument",))
    asked.start()
    assert held.wait(10)
    device.cancel(job)
    device.set(sheets=3, trouble="none")
    device.begin(escl_words.settings(_feeder(device), Wish(), feeder=True))
    later.set()
    asked.join()
    assert (given, device.sheets) == ([], 3)


def test_switched_off_in_the_middle(device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path) -> None:
    device.set(sheets=5, trouble="slow", after=1)
    threading.Timer(1.5, device.woken.set).start()
    with pytest.raises(DeviceTrouble, match="S202"):
        scanner().scan(into, feeder=True)
    assert [file.name for file in into.iterdir()] == ["page-0001.jpg"]


def test_a_child_that_dies_without_a_word_is_told(
    device: SimulatedEscl, scanner: Callable[..., Scanner], into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_child, "_own_program", lambda: [sys.executable, "-c", "import os; os._exit(9)"])
    with pytest.raises(DeviceTrouble, match=r"S202.*意外退出"):
        scanner().scan(into)


def test_a_child_that_hangs_is_killed(
    scanner: Callable[..., Scanner], into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_child, "GRACE_SECONDS", 0.2)
    monkeypatch.setattr(scan_child, "STALL_SECONDS", 0.2)
    monkeypatch.setattr(scan_child, "_own_program", lambda: [sys.executable, "-c", "import time; time.sleep(600)"])
    with pytest.raises(DeviceTrouble, match=r"S202.*很久没有反应"):
        scanner().scan(into)


def test_what_answers_like_a_web_page_is_no_scanner(into: Path) -> None:
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<!DOCTYPE html><html></html>")

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        one = address.open_scanner(f"escl:http://127.0.0.1:{server.server_address[1]}/eSCL", page_check.check)
        with pytest.raises(DeviceTrouble, match=r"S202.*不是无驱动扫描仪"):
            one.scan(into)


@pytest.mark.parametrize(
    "wrong", ["escl:", "escl:192.168.1.60", "escl:ftp://host/eSCL", "escl:http://host/eSCL?mode=purple"]
)
def test_addresses_that_cannot_be(wrong: str) -> None:
    with pytest.raises(InputRefused, match="N790"):
        address.open_scanner(wrong, page_check.check)


@pytest.mark.parametrize("body", [b"", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"x" * 1_000_001])
def test_an_answer_that_is_not_escl_is_refused(body: bytes) -> None:
    with pytest.raises(NotEscl):
        escl_words.read_offers(body)


def test_a_range_of_resolutions_is_read_too() -> None:
    body = (
        b'<s:ScannerCapabilities xmlns:s="x"><s:Platen><s:PlatenInputCaps><s:XResolutionRange><s:Min>100</s:Min>'
        b"<s:Max>400</s:Max></s:XResolutionRange></s:PlatenInputCaps></s:Platen></s:ScannerCapabilities>"
    )
    glass = escl_words.read_offers(body).glass
    assert glass is not None
    assert glass.resolutions == (100, 150, 200, 300)
    assert escl_words.resolution_of(glass, Wish(resolution=250)) == 300


def test_the_simulated_scanner_is_a_process_of_its_own(into: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "windowdesk.devices.simulated_escl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        port = json.loads(process.stdout.readline())["port"]
        process.stdin.write('{"sheets": 2}\n{"trouble": "nonsense"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == {"done": {"sheets": 2}}
        assert "error" in json.loads(process.stdout.readline())
        one = address.open_scanner(f"escl:http://127.0.0.1:{port}/eSCL{SMALL}", page_check.check)
        assert len(one.scan(into, feeder=True)) == 2
        process.communicate('{"quit": true}\n', timeout=10)
        assert process.returncode == 0


AIRSCAN = [Path(f"/usr/lib/{kind}-linux-gnu/sane/libsane-airscan.so.1") for kind in ("x86_64", "aarch64")]


@pytest.mark.skipif(
    shutil.which("scanimage") is None or not any(file.exists() for file in AIRSCAN),
    reason="sane-airscan is not installed (Debian: apt-get install sane-airscan)",
)
def test_sane_airscan_understands_the_simulated_scanner_and_is_another_way_to_it(
    device: SimulatedEscl, into: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "sane.d"
    config.mkdir()
    (config / "dll.conf").write_text("airscan\n")
    url = f"http://127.0.0.1:{device.port}/eSCL"
    (config / "airscan.conf").write_text(f'[devices]\n"sim" = {url}, eSCL\n[options]\ndiscovery = disable\n')
    device.set(sheets=3)
    monkeypatch.setattr(scan_program, "PARK_SECONDS", 1.0)  # it hangs at closing in one run of six
    one = address.open_scanner(f"sane:airscan:e0:sim?config={config}&resolution=75", page_check.check)
    assert len(one.scan(into)) == 1
    assert len(one.scan(into, feeder=True)) == 3
    device.set(sheets=3, trouble="jam", after=1)
    with pytest.raises(DeviceTrouble, match="S203"):
        one.scan(into, feeder=True)


def test_the_doctor_asks_how_it_is_without_scanning(device: SimulatedEscl) -> None:
    base = f"http://127.0.0.1:{device.port}/eSCL"
    escl_scan.look(base)
    device.set(trouble="cover")
    with pytest.raises(DeviceTrouble, match="S205"):
        escl_scan.look(base)
    assert device.jobs == {}
