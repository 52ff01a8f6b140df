"""A USB bus of our own behind the real pyusb, at the edge where libusb would stand (``usb.backend.IBackend``)."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core

BULK = 2


class Plugged:
    """A device on the bus: what its descriptors say, and who holds it. What it does is its subclass's business."""

    ids = (0, 0)
    serial = "A1"
    interface_class = 0xFF
    kernel = False
    claimed = False
    refuses: int | None = None
    """An errno that opening ends with."""

    @property
    def endpoints(self) -> Sequence[tuple[int, int]]:
        """Address and attributes of each endpoint, in the order of the descriptors."""
        raise NotImplementedError

    def takes(self, endpoint: int, data: bytes) -> None:
        """Bytes come in; TimeoutError when it does not take them."""
        raise NotImplementedError

    def gives(self, endpoint: int, room: int) -> bytes:
        """The next packet or packets, none after the time-out."""
        raise NotImplementedError


class Bus(usb.backend.IBackend):  # type: ignore[misc]
    """Several devices on one bus; those in ``plugged`` are there."""

    def __init__(self, *devices: Plugged) -> None:
        self.plugged = list(devices)
        self.events: list[str] = []

    def enumerate_devices(self) -> Iterator[Plugged]:
        return iter(self.plugged)

    def get_parent(self, dev: Plugged) -> None:
        return None

    def get_device_descriptor(self, dev: Plugged) -> Any:
        vendor, product = dev.ids
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=vendor, idProduct=product, bcdDevice=0x100, iManufacturer=0, iProduct=0,
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
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=len(dev.endpoints),
            bInterfaceClass=dev.interface_class, bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0,
            extra_descriptors=b"",
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: Plugged, ep: int, intf: int, alt: int, config: int) -> Any:
        address, attributes = dev.endpoints[ep]
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=address, bmAttributes=attributes, wMaxPacketSize=64,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=b"",
        )  # fmt: skip

    def open_device(self, dev: Plugged) -> Plugged:
        if dev.refuses is not None:
            raise usb.core.USBError("refused", -3, dev.refuses)
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
        assert 0 < timeout <= 20_000
        self._there(dev_handle)
        try:
            dev_handle.takes(ep, bytes(data))
        except TimeoutError:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT) from None
        return len(data)

    def bulk_read(self, dev_handle: Plugged, ep: int, intf: int, buff: Any, timeout: int) -> int:
        assert timeout > 0
        self._there(dev_handle)
        piece = dev_handle.gives(ep, len(buff))
        if not piece:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        buff[: len(piece)] = type(buff)("B", piece)
        return len(piece)

    def _there(self, device: Plugged) -> None:
        if device not in self.plugged:
            raise usb.core.USBError("No such device", -4, errno.ENODEV)
