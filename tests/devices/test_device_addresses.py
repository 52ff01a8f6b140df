"""Every device is named by an address; what cannot be understood is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from windowdesk.devices import address, address_text, printer_address
from windowdesk.devices.ports import CardReader, ReceiptPrinter, Scanner
from windowdesk.documents import page_check
from windowdesk.errors import InputRefused


def test_addresses_come_apart() -> None:
    one = address.parse(" sane:test:0?config=/a b&mode=color ")
    assert (one.scheme, one.rest, one.options) == ("sane", "test:0", {"config": "/a b", "mode": "color"})
    assert address.parse("SERIAL:COM3").scheme == "serial"


@pytest.mark.parametrize("text", ["", "COM3", "/dev/ttyUSB0", "端口:1", "bluetooth:x", "serial:", "9:x"])
def test_reader_addresses_that_cannot_be(text: str) -> None:
    with pytest.raises(InputRefused, match="N790") as refused:
        address.open_reader(text)
    assert "serial:" in refused.value.to_do


@pytest.mark.parametrize(
    "text",
    [
        "tcp:",
        "tcp://",
        "tcp://host:port",
        "tcp://host:99999",
        "lpt:1",
        "serial:/x?baud=fast",
        "usb:",
        "usb:416:5011",
        "usb:0416",
        "spooler:",
        "cups:",
    ],
)
def test_printer_addresses_that_cannot_be(text: str) -> None:
    with pytest.raises(InputRefused, match="N790"):
        printer_address.open_printer(text)


@pytest.mark.parametrize("text", ["twain:1", "folder:", "sane:"])
def test_scanner_addresses_that_cannot_be(text: str) -> None:
    with pytest.raises(InputRefused, match="N790"):
        address.open_scanner(text, page_check.check)


@pytest.mark.parametrize(
    ("text", "host_and_port"),
    [
        ("tcp://192.0.2.7", ("192.0.2.7", 9100)),
        ("tcp://192.0.2.7:6001", ("192.0.2.7", 6001)),
        ("tcp://[2001:db8::1]:9100", ("2001:db8::1", 9100)),
    ],
)
def test_hosts_and_ports(text: str, host_and_port: tuple[str, int]) -> None:
    assert address_text.host_and_port(address_text.parse(text), 9100, printer_address.EXAMPLE) == host_and_port


def test_nothing_is_opened_before_it_is_used(tmp_path: Path) -> None:
    reader: CardReader = address.open_reader(f"serial:{tmp_path}/none")
    scanner: Scanner = address.open_scanner(f"folder:{tmp_path}/none", page_check.check)
    printer: ReceiptPrinter = printer_address.open_printer(f"file:{tmp_path}/none")
    assert (reader.address, scanner.address) == (f"serial:{tmp_path}/none", f"folder:{tmp_path}/none")
    assert printer.address == f"file:{tmp_path}/none"
    assert list(tmp_path.iterdir()) == []
    reader.close()


def test_the_model_stands_in_the_address_or_in_the_settings() -> None:
    assert printer_address.open_printer("cups:receipt?model=pos-5890", "epson-tm-80").profile.model == "pos-5890"
    assert printer_address.open_printer("cups:receipt", "epson-tm-80").profile.model == "epson-tm-80"
    assert printer_address.open_printer("usb:0416:5011:A1").profile.model == "generic-80"
    with pytest.raises(InputRefused, match="P310") as refused:
        printer_address.open_printer("file:/dev/usb/lp0?model=pos-58")
    assert "pos-5890" in refused.value.to_do
