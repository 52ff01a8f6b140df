"""Addresses of evaluators (评价器).

==========================  =====================================================================
``serial:/path?baud=9600``  serial line or the serial side of a USB cable (``serial:COM4`` on Windows)
``tcp://host:port``         network, 9200 unless said
``simulated:``              a simulated one inside this program that answers by itself; ``?answer=4``, ``?answer=skip``
==========================  =====================================================================
"""

from __future__ import annotations

from collections.abc import Callable

from windowdesk.devices.address_text import Address, host_and_port, made, needs_rest, number, parse
from windowdesk.devices.ports import Evaluator

EXAMPLE = "serial:/dev/ttyUSB1"
USUAL_PORT = 9200
USUAL_BAUD = 115_200
"""The question with all its reasons has five thousand bytes: at 9600 baud they would take five seconds."""


def open_evaluator(address: str) -> Evaluator:
    """The evaluator at ``address``; nothing is opened before the first question.

    Raises:
        InputRefused: N790 no such address.
    """
    makers: dict[str, Callable[[Address], Evaluator]] = {
        "serial": _serial,
        "tcp": _network,
        "simulated": _simulated,
    }
    return made(parse(address, EXAMPLE), makers, EXAMPLE)


# What each needs is imported when one is opened.


def _serial(one: Address) -> Evaluator:
    from windowdesk.devices.evaluator import LineEvaluator
    from windowdesk.devices.evaluator_lines import open_serial

    path, baud = needs_rest(one, EXAMPLE), number(one, "baud", USUAL_BAUD, EXAMPLE)
    return LineEvaluator(one.text, lambda: open_serial(path, baud))


def _network(one: Address) -> Evaluator:
    from windowdesk.devices.evaluator import LineEvaluator
    from windowdesk.devices.evaluator_lines import open_network

    host, port = host_and_port(one, USUAL_PORT, EXAMPLE)
    return LineEvaluator(one.text, lambda: open_network(host, port))


def _simulated(one: Address) -> Evaluator:
    from windowdesk.devices.simulated_evaluator import OwnEvaluator

    return OwnEvaluator(one.text, one.options.get("answer", "5"))
