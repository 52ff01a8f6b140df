"""What every trouble is: a stable code and two sentences, in four kinds that say whose it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One known trouble: a stable code, one sentence on what happened, one on what to do.

    Both sentences may hold ``{names}`` filled from the facts of the moment.
    """

    code: str
    happened: str
    to_do: str


class Known(Exception):
    """A trouble with a stable code; ``happened`` and ``to_do`` are ready for the screen.

    ``facts`` fill the sentences and must never hold personal data: they reach the log.
    """

    exit_status = 1

    def __init__(self, message: Message, **facts: object) -> None:
        self.message = message
        self.facts = facts
        super().__init__(f"{message.code} {self.happened}")

    @property
    def code(self) -> str:
        """The stable code, for example ``R102``."""
        return self.message.code

    @property
    def happened(self) -> str:
        """One plain sentence: what happened."""
        return self.message.happened.format(**self.facts)

    @property
    def to_do(self) -> str:
        """One plain sentence: what to do now."""
        return self.message.to_do.format(**self.facts)


class InputRefused(Known):
    """What was typed, chosen or handed over cannot stand."""

    exit_status = 3


class DeviceTrouble(Known):
    """A device does not do what it should."""

    exit_status = 4


class CountyTrouble(Known):
    """The line or the county platform does not do what it should."""

    exit_status = 5


class StoreTrouble(Known):
    """The local store, its key or the disk does not do what it should."""

    exit_status = 6
