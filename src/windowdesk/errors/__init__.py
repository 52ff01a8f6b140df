"""Every way things go wrong that a clerk can act on.

::

    Exception
    ├── Known                 a person can act: code, what happened, what to do
    │   ├── InputRefused      what was typed or chosen cannot stand        exit 3
    │   ├── DeviceTrouble     reader, scanner or printer                   exit 4
    │   ├── CountyTrouble     the line or the county platform              exit 5
    │   └── StoreTrouble      the local store, its key, the disk           exit 6
    └── anything else         a bug: logged in full, shown as BUG          exit 70

Codes are stable for ever: a clerk reads them to the help desk over the phone.
R reader, S scanner, P printer, V evaluator and second screen, K catalogue, T store, X exchange, N intake, D document.
"""

from __future__ import annotations

from windowdesk.errors.desk import *  # noqa: F403 - one name for each trouble, whatever room it is of
from windowdesk.errors.devices import *  # noqa: F403
from windowdesk.errors.exchange import *  # noqa: F403
from windowdesk.errors.known import CountyTrouble, DeviceTrouble, InputRefused, Known, Message, StoreTrouble

__all__ = ["CountyTrouble", "DeviceTrouble", "InputRefused", "Known", "Message", "StoreTrouble"]


def all_messages() -> dict[str, Message]:
    """Every message by its code."""
    found = [value for value in globals().values() if isinstance(value, Message)]
    return {message.code: message for message in found}
