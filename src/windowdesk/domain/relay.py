"""Exchange by stick (优盘): what was put on it, what was taken from it, and the slip between (交接单)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from windowdesk.errors import Message


class Route(Enum):
    """Between whom a stick changes hands; each has its own words on the slip."""

    OWN_UP = "own_up"
    """This station's own report, on its way to the county by whatever hands."""
    FROM_VILLAGE = "from_village"
    TO_COUNTY = "to_county"
    FROM_COUNTY = "from_county"
    TO_VILLAGE = "to_village"


@dataclass(frozen=True, slots=True)
class Carried:
    """A file as it changes hands: what anybody can see of it from outside."""

    name: str
    what: str
    """``up`` or ``down``: a bundle of a station or the county's reply; ``look``: one case alone, only to be looked at;
    ``enrol``, ``enrolled``: an enrolment."""
    station: str
    """Empty for an enrolment."""
    number: int
    events: int
    """Events going up, or pieces of news coming down."""
    files: int
    size: int
    """Bytes."""
    words: str
    """Check words: the same on both sides when the copy is the same."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Everything that a slip says."""

    route: Route
    place: str
    """The site that prints it."""
    station: str
    carried: tuple[Carried, ...]
    left: int
    """Files that did not fit on the stick; the next bundle begins with them."""
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export put on the stick."""

    folder: str
    site: str
    station: str
    bundles: tuple[Carried, ...]
    """At least one; several where the files are more than one bundle should hold."""
    first: int
    """Number of the first event in them."""
    last: int
    """Number of the last one; ``first - 1``: none."""
    left: int
    """Files that did not fit on the stick; the next bundle begins with them."""
    at: datetime
    actor: str
    kept: int = 0
    """Files that lie on this stick already, whole, from an export before."""

    @property
    def number(self) -> int:
        """Number of the newest bundle."""
        return self.bundles[-1].number

    @property
    def events(self) -> int:
        """How many events are in it."""
        return sum(one.events for one in self.bundles)

    @property
    def files(self) -> int:
        """How many files are in it."""
        return sum(one.files for one in self.bundles)

    @property
    def only_looked_at(self) -> bool:
        """One case that the county opens for its people and does not take into the log."""
        return self.bundles[0].what == "look"

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(one.size for one in self.bundles)

    def hand_over(self, others: tuple[Carried, ...] = ()) -> HandOver:
        """The slip that goes with it; ``others`` went onto the same stick for other stations."""
        route = Route.TO_COUNTY if others else Route.OWN_UP
        return HandOver(route, self.site, self.station, (*self.bundles, *others), self.left, self.at, self.actor)


@dataclass(frozen=True, slots=True)
class Imported:
    """What one reply did."""

    name: str
    number: int
    answers: int
    """Number of the bundle it answers."""
    accepted: int
    held: int
    rejected: int
    files: int
    """Files now proved to be at the county."""
    news: int
    packs: tuple[str, ...]
    """Packs put into use, as ``catalogue 7``."""
    offered_again: bool
    """The county was restored: the next bundle offers the difference again."""
    remarks: tuple[Message, ...]
    """What was not taken, or was no news; nothing here is a fault of the clerk."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of which nothing was taken, and why."""

    name: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Import:
    """What was found on a stick."""

    taken: tuple[Imported, ...]
    refused: tuple[Refused, ...]
    others: int
    """Replies for other stations, left as they are."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """This PC as the county's answer names it."""

    station: str
    device: str
    site: Mapping[str, Any]
    again: bool
    """It was enrolled so before."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a station that carries for others took from a stick, or gave to one."""

    picked_up: tuple[Carried, ...] = ()
    given: tuple[Carried, ...] = ()
    refused: tuple[Refused, ...] = ()
    known: int = 0
    """Files that were picked up before."""
    full: int = 0
    """Files that did not fit on the stick."""
