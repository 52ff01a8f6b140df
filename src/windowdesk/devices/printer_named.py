"""What an address says of the receipt printer behind it, without reaching for any driver."""

from __future__ import annotations

from windowdesk.devices.address_text import Address, parse
from windowdesk.domain import printer_profile
from windowdesk.domain.printer_profile import PrinterProfile

EXAMPLE = "tcp://192.168.1.50:9100"
_TALKS = frozenset({"tcp", "usb", "serial", "simulated"})
"""Ways on which a printer can answer; nothing is heard of one behind a file or a queue of the system."""


def profile_at(address: str, model: str = printer_profile.USUAL) -> PrinterProfile:
    """What the printer at ``address`` can do. Raises InputRefused: N790 no address, P310 no such model."""
    return profile_of(parse(address, EXAMPLE), model)


def tells_near_end(address: str, model: str = printer_profile.USUAL) -> bool:
    """Is that printer said to have a sensor for the end of its roll, on a way where it can be heard?

    Raises:
        InputRefused: N790, P310.
    """
    one = parse(address, EXAMPLE)
    return one.scheme in _TALKS and answers(one) and profile_of(one, model).status.near_end


def profile_of(one: Address, model: str) -> PrinterProfile:
    """The model that the address names, else ``model``. Raises InputRefused: P310."""
    return printer_profile.of_model(one.options.get("model", model))


def answers(one: Address) -> bool:
    """May the printer be asked for its state?"""
    return one.options.get("answers", "yes") != "no"
