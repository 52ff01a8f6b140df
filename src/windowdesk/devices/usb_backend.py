"""pyusb's way to the USB of this PC."""

from __future__ import annotations

from typing import Any


def system_backend() -> Any:
    """libusb of the system, or on Windows the one that comes as a package; None where there is none."""
    import usb.backend.libusb1

    try:
        import libusb_package
    except ImportError:
        return usb.backend.libusb1.get_backend()
    return usb.backend.libusb1.get_backend(find_library=libusb_package.find_library)
