"""Readers on USB: the same protocol through four pipes, found by the device's own descriptors.

No hardware stands here; the kernel's part is replaced by the reader model behind the pipes.
"""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from windowdesk.devices import address, usb_sam
from windowdesk.devices.sam_line import SamLine
from windowdesk.devices.sam_model import Fault, LyingCard, SamModel
from windowdesk.devices.sam_reader import SamReader
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.devices.usb_sam import UsbPort
from windowdesk.domain.people import IdentityCard
from windowdesk.errors import DeviceTrouble, InputRefused


class Pipes:
    """The reader model behind bulk pipes, with the split that real modules ask for."""

    def __init__(self) -> None:
        self.model = SamModel()
        self.head = b""
        self.answer = b""
        self.gone = False

    def transfer(self, endpoint: int, data: bytes | int, seconds: float) -> bytes:
        if self.gone:
            raise OSError(19, "No such device")
        if endpoint == usb_sam.OUT_HEAD:
            assert isinstance(data, bytes)
            assert len(data) == 7
            self.head = data
            return data
        if endpoint == usb_sam.OUT_REST:
            assert isinstance(data, bytes)
            self.answer = self.model.receive(self.head + data)
            return data
        assert isinstance(data, int)
        if not self.answer:
            raise TimeoutError(110, "timed out")
        assert endpoint == (usb_sam.IN_HEAD if data == 7 else usb_sam.IN_REST)
        piece, self.answer = self.answer[:data], self.answer[data:]
        return piece


@pytest.fixture
def pipes() -> Pipes:
    return Pipes()


@pytest.fixture
def reader(pipes: Pipes) -> SamReader:
    line = SamLine("usb:", lambda: UsbPort(pipes.transfer, lambda: None), speeds=(115200,), answer_seconds=0.05)
    return SamReader("usb:", line, poll_seconds=0.001)


@pytest.mark.parametrize("card", PEOPLE, ids=lambda card: card.number[6:14])
def test_cards_are_read_through_the_pipes(pipes: Pipes, reader: SamReader, card: IdentityCard) -> None:
    pipes.model.place(LyingCard(card))
    assert reader.read(1) == card


@pytest.mark.parametrize("fault", [Fault.CHECKSUM, Fault.SILENT])
def test_one_bad_answer_is_asked_for_again(pipes: Pipes, reader: SamReader, fault: Fault) -> None:
    pipes.model.place(LyingCard(PEOPLE[0]))
    pipes.model.fail_next(fault, "30 01")
    assert reader.read(1) == PEOPLE[0]


def test_pulled_out_and_plugged_in_again(pipes: Pipes, reader: SamReader) -> None:
    with pytest.raises(DeviceTrouble, match="R102"):
        reader.read(0.01)
    pipes.gone = True
    with pytest.raises(DeviceTrouble, match="R101"):
        reader.read(1)
    pipes.gone = False
    pipes.model.place(LyingCard(PEOPLE[1]))
    assert reader.read(1) == PEOPLE[1]


def endpoint(number: int, attributes: int = 2) -> bytes:
    return bytes((7, 5, number, attributes, 64, 0, 0))


def plug_in(sysfs: Path, name: str, ids: tuple[str, str], pipes: bytes) -> None:
    folder = sysfs / name
    folder.mkdir(parents=True)
    (folder / "idVendor").write_text(ids[0] + "\n")
    (folder / "idProduct").write_text(ids[1] + "\n")
    (folder / "busnum").write_text("1\n")
    (folder / "devnum").write_text("23\n")
    (folder / "descriptors").write_bytes(bytes((18, 1)) + bytes(16) + bytes((9, 2)) + bytes(7) + pipes)


FOUR = b"".join(map(endpoint, (0x02, 0x06, 0x81, 0x85)))


def test_the_reader_is_found_by_ids_and_pipes(tmp_path: Path) -> None:
    plug_in(tmp_path, "1-1", ("046d", "c077"), FOUR)
    plug_in(tmp_path, "1-2", ("0400", "c35a"), endpoint(0x02) + endpoint(0x81))
    plug_in(tmp_path, "1-3", ("0400", "c35a"), FOUR[:-7] + endpoint(0x85, attributes=3))
    (tmp_path / "1-4:1.0").mkdir()
    assert list(usb_sam.devices(tmp_path, Path("/dev/bus/usb"))) == []
    plug_in(tmp_path, "2-1", ("0400", "c35a"), FOUR)
    assert list(usb_sam.devices(tmp_path, Path("/dev/bus/usb"))) == [Path("/dev/bus/usb/001/023")]


def test_requests_to_the_kernel_have_the_numbers_of_its_header() -> None:
    assert usb_sam.USBDEVFS_CLAIMINTERFACE == 0x8004550F
    assert (0xC0185502 if struct.calcsize("P") == 8 else 0xC0105502) == usb_sam.USBDEVFS_BULK


def test_no_reader_on_usb(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(usb_sam.devices, "__defaults__", (tmp_path / "none", tmp_path))
    with pytest.raises(DeviceTrouble, match="R101"):
        address.open_reader("usb:").read(0)


def test_a_device_file_that_is_gone_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plug_in(tmp_path / "sys", "2-1", ("0400", "c35a"), FOUR)
    monkeypatch.setattr(usb_sam.devices, "__defaults__", (tmp_path / "sys", tmp_path))
    with pytest.raises(DeviceTrouble, match="R101"):
        address.open_reader("usb:").read(0)


def test_usb_takes_no_more_words() -> None:
    with pytest.raises(InputRefused, match="N790"):
        address.open_reader("usb:1234:5678")
