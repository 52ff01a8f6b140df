"""Printers on USB: pyusb is real, the bus behind it is replaced by the printer model at its descriptors.

What stands in for libusb is a backend as pyusb defines one (``usb.backend.IBackend``).
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import usb.backend
import usb.core

from windowdesk.devices import usb_printer
from windowdesk.devices.escpos_printer import EscposPrinter
from windowdesk.devices.ports import Printed, PrinterState, PrintOutcome
from windowdesk.devices.printer_model import Condition, PrinterModel
from windowdesk.domain import printer_profile
from windowdesk.errors import DeviceTrouble

JOB = b"\x1b@\x1c&" + "收件凭证 张桂兰\n".encode("gbk") * 200
VENDOR, PRODUCT = 0x0416, 0x5011


class Plugged:
    """A printer on the bus: its endpoints are what the descriptors say, not what is usual."""

    def __init__(self, out: int = 0x03, back: int | None = 0x82, serial: str = "A1", printer_class: int = 7) -> None:
        self.paper = bytearray()
        self.model = PrinterModel(self.paper.extend, lambda whole: None)
        self.out, self.back, self.serial, self.printer_class = out, back, serial, printer_class
        self.answer = b""
        self.kernel = True
        self.claimed = False
        self.full = False


class Bus(usb.backend.IBackend):
    """Several printers on one bus."""

    def __init__(self, *printers: Plugged) -> None:
        self.printers = list(printers)
        self.events: list[str] = []

    def enumerate_devices(self) -> Iterator[Plugged]:
        return iter(self.printers)

    def get_parent(self, dev: Plugged) -> None:
        return None

    def get_device_descriptor(self, dev: Plugged) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=VENDOR, idProduct=PRODUCT, bcdDevice=0x100, iManufacturer=0, iProduct=0,
            iSerialNumber=3, bNumConfigurations=1, address=5, bus=1, port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: Plugged, config: int) -> Any:
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=9, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=b"",
        )  # fmt: skip

    def get_interface_descriptor(self, dev: Plugged, intf: int, alt: int, config: int) -> Any:
        if intf or alt:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0,
            bNumEndpoints=2 if dev.back else 1, bInterfaceClass=dev.printer_class, bInterfaceSubClass=1,
            bInterfaceProtocol=2, iInterface=0, extra_descriptors=b"",
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: Plugged, ep: int, intf: int, alt: int, config: int) -> Any:
        address = ([dev.back, dev.out] if dev.back else [dev.out])[ep]
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=address, bmAttributes=2, wMaxPacketSize=64, bInterval=0,
            bRefresh=0, bSynchAddress=0, extra_descriptors=b"",
        )  # fmt: skip

    def open_device(self, dev: Plugged) -> Plugged:
        return dev

    def close_device(self, dev_handle: Plugged) -> None:
        self.events.append("closed")

    def get_configuration(self, dev_handle: Plugged) -> int:
        return 1

    def claim_interface(self, dev_handle: Plugged, intf: int) -> None:
        if dev_handle.claimed:
            raise usb.core.USBError("Resource busy", -6, errno.EBUSY)
        dev_handle.claimed = True

    def release_interface(self, dev_handle: Plugged, intf: int) -> None:
        dev_handle.claimed = False

    def is_kernel_driver_active(self, dev_handle: Plugged, intf: int) -> bool:
        return dev_handle.kernel

    def detach_kernel_driver(self, dev_handle: Plugged, intf: int) -> None:
        dev_handle.kernel = False

    def attach_kernel_driver(self, dev_handle: Plugged, intf: int) -> None:
        dev_handle.kernel = True

    def reset_device(self, dev_handle: Plugged) -> None:
        self.events.append("reset")

    def ctrl_transfer(self, dev_handle: Plugged, kind: int, request: int, value: int, *rest: Any) -> int:
        """Strings of the device; number 0 is the list of its languages."""
        data = rest[1]
        body = b"\x09\x04" if value & 0xFF == 0 else dev_handle.serial.encode("utf-16-le")
        said = bytes((len(body) + 2, 3)) + body
        data[: len(said)] = type(data)("B", said)
        return len(said)

    def bulk_write(self, dev_handle: Plugged, ep: int, intf: int, data: Any, timeout: int) -> int:
        assert ep == dev_handle.out
        assert 0 < timeout <= 20_000
        if dev_handle not in self.printers:
            raise usb.core.USBError("No such device", -4, errno.ENODEV)
        if dev_handle.full:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        dev_handle.answer += dev_handle.model.receive(bytes(data))
        return len(data)

    def bulk_read(self, dev_handle: Plugged, ep: int, intf: int, buff: Any, timeout: int) -> int:
        assert ep == dev_handle.back
        assert timeout > 0
        if not dev_handle.answer:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        piece, dev_handle.answer = dev_handle.answer[:64], dev_handle.answer[64:]
        buff[: len(piece)] = type(buff)("B", piece)
        return len(piece)


Driver = Callable[..., EscposPrinter]


@pytest.fixture
def driver() -> Driver:
    """The driver at a bus."""

    def make(bus: Bus, serial: str = "", model: str = "generic-58") -> EscposPrinter:
        return EscposPrinter(
            "usb:0416:5011",
            lambda: usb_printer.open_usb(VENDOR, PRODUCT, serial, bus),
            printer_profile.of_model(model),
            answer_seconds=0.05,
            proof_seconds=0.3,
        )

    return make


def test_a_job_goes_out_by_the_endpoints_of_the_descriptors_and_is_proved(driver: Driver) -> None:
    one = Plugged()
    bus = Bus(one)
    assert driver(bus).print_bytes(JOB) == PrintOutcome(Printed.CONFIRMED, PrinterState.READY)
    assert bytes(one.paper) == JOB
    assert "reset" not in bus.events


def test_the_device_is_given_back_after_each_job(driver: Driver) -> None:
    one = Plugged()
    printer = driver(Bus(one))
    for _ in range(3):
        assert printer.print_bytes(JOB).printed is Printed.CONFIRMED
        assert (one.claimed, one.kernel) == (False, True)


def test_two_printers_of_one_kind_are_told_apart_by_serial_number(driver: Driver) -> None:
    first, second = Plugged(serial="A1"), Plugged(serial="B2")
    driver(Bus(first, second), "B2").print_bytes(JOB)
    assert (bytes(first.paper), bytes(second.paper)) == (b"", JOB)


def test_a_clone_that_calls_itself_something_else_is_still_found(driver: Driver) -> None:
    one = Plugged(printer_class=0xFF)
    assert driver(Bus(one)).print_bytes(JOB).printed is Printed.CONFIRMED


def test_a_printer_that_can_not_be_read_is_sent_to(driver: Driver) -> None:
    one = Plugged(back=None)
    assert driver(Bus(one), model="mute-58").print_bytes(JOB) == PrintOutcome(Printed.SENT, PrinterState.UNKNOWN)
    assert bytes(one.paper) == JOB


def test_no_printer_on_usb_is_told_at_once(driver: Driver) -> None:
    with pytest.raises(DeviceTrouble, match="P301"):
        driver(Bus()).state()


def test_pulled_out_and_plugged_in_again(driver: Driver) -> None:
    one = Plugged()
    bus = Bus(one)
    printer = driver(bus)
    printer.print_bytes(JOB)
    bus.printers.clear()
    with pytest.raises(DeviceTrouble, match="P301"):
        printer.print_bytes(JOB)
    bus.printers.append(one)
    assert printer.print_bytes(JOB).printed is Printed.CONFIRMED


def test_pulled_out_in_the_middle_of_a_job_leaves_a_question(driver: Driver) -> None:
    one = Plugged()
    bus = Bus(one)
    one.model.printed = lambda raw: (one.paper.extend(raw), len(one.paper) > 900 and bus.printers.clear())
    assert driver(bus).print_bytes(JOB) == PrintOutcome(Printed.UNKNOWN, PrinterState.UNKNOWN, "P306")


def test_a_printer_that_takes_no_bytes_does_not_block_for_ever(driver: Driver) -> None:
    one = Plugged()
    one.full = True
    assert driver(Bus(one), model="mute-58").print_bytes(JOB) == PrintOutcome(
        Printed.UNKNOWN, PrinterState.UNKNOWN, "P306"
    )


def test_a_printer_in_use_by_another_program_is_tried_for_a_moment_and_then_told(driver: Driver) -> None:
    one = Plugged()
    one.claimed = True
    with pytest.raises(DeviceTrouble, match="P301"):
        driver(Bus(one)).print_bytes(JOB)
    assert bytes(one.paper) == b""


def test_trouble_is_known_before_anything_is_sent(driver: Driver) -> None:
    one = Plugged()
    one.model.condition = Condition.PAPER_OUT
    with pytest.raises(DeviceTrouble, match="P302"):
        driver(Bus(one)).print_bytes(JOB)
