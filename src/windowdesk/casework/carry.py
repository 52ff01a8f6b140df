"""Carrying for the villages (代传): a township takes their sealed sticks along, brings replies back, prints a slip each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from windowdesk.casework.desk import Desk
from windowdesk.casework.relay import Opened as OpenedRelay
from windowdesk.casework.relay import actor_of, put_on_stick, slip_words, take_from_stick, the_stick
from windowdesk.casework.relay_words import carried_words, taken_words, written_words
from windowdesk.domain.relay import Carried, HandOver, Import, Passage, Route
from windowdesk.errors import CARRIED_NOTHING, STICK_EMPTY, CountyTrouble, InputRefused

UP, DOWN = ("up", "enrol"), ("down", "enrolled")


class Carrying(Protocol):
    """What is held for other stations (`windowdesk.sync.carrying`); leave its block when done."""

    def __enter__(self) -> Carrying: ...

    def __exit__(self, *_: object) -> None: ...

    def held(self, kinds: Iterable[str] = ...) -> tuple[Carried, ...]:
        """What is held of these kinds."""
        ...

    def pick_up(self, place: Path, kinds: Iterable[str]) -> Passage:
        """Take along what lies on the stick."""
        ...

    def hand_out(self, folder: Path, kinds: Iterable[str], belongs: Callable[[Carried], bool]) -> Passage:
        """Put what is held onto the stick."""
        ...

    def seen_on(self, place: Path) -> Callable[[Carried], bool]:
        """Which stations the stick belongs to."""
        ...

    def over_the_line(self) -> Passage | None:
        """Hand on what is held for the county; None: no line."""
        ...


class Opened(OpenedRelay, Protocol):
    """What the window has open."""

    def carrying(self) -> Carrying:
        """What is held for others, for the calling thread; raises StoreTrouble(NOT_ENROLLED)."""
        ...


class Trip:
    """What one press of a button did: what to say, and what stands on which slip."""

    def __init__(self) -> None:
        self.passages: dict[Route, Passage] = {}
        self.brought: Passage | None = None
        """What went up over the line, and the replies that came back at once."""
        self.line_trouble: CountyTrouble | None = None
        self.waits = 0
        """Files that are still held here for the county after it."""

    def slips(self, desk: Desk) -> list[HandOver]:
        """One for each way on which something changed hands."""
        said = []
        for route, passage in self.passages.items():
            carried = passage.picked_up or passage.given
            if carried:
                said.append(slip(desk, route, carried))
        return said


def with_village(opened: Opened, folder: Path) -> Trip:
    """A village's stick: take along what it brings, hand it on where there is a line, give back what waits for it.

    Raises:
        DeviceTrouble: what is with the stick, by name.
        InputRefused: CARRIED_NOTHING.
        StoreTrouble: NOT_ENROLLED, DISK_FULL.
    """
    trip = Trip()
    with opened.carrying() as carrying:
        taken = carrying.pick_up(folder, UP)
        trip.passages[Route.FROM_VILLAGE] = taken
        _over_the_line(carrying, trip)
        given = carrying.hand_out(folder, DOWN, carrying.seen_on(folder))
        trip.passages[Route.TO_VILLAGE] = given
        trip.waits = len(carrying.held(UP))
    if not (taken.picked_up or taken.known or taken.refused or given.given):
        raise InputRefused(CARRIED_NOTHING, place=str(folder))
    return trip


def by_line(opened: Opened) -> Trip:
    """Hand on over the line what is held; no stick is needed.

    Raises:
        StoreTrouble: NOT_ENROLLED, DISK_FULL.
    """
    trip = Trip()
    with opened.carrying() as carrying:
        _over_the_line(carrying, trip)
        trip.waits = len(carrying.held(UP))
    return trip


def to_county(opened: Opened, folder: Path) -> Passage:
    """Put what is held for the county onto its stick, beside this station's own.

    Raises:
        DeviceTrouble: what is with the stick, by name.
    """
    with opened.carrying() as carrying:
        return carrying.hand_out(folder, UP, lambda _: True)


def from_county(opened: Opened, folder: Path) -> Passage:
    """Take along the replies for other stations.

    Raises:
        DeviceTrouble: what is with the stick, by name.
    """
    with opened.carrying() as carrying:
        return carrying.pick_up(folder, DOWN)


def slip(desk: Desk, route: Route, carried: tuple[Carried, ...]) -> HandOver:
    """The slip of one change of hands."""
    settings = desk.settings
    return HandOver(route, settings.site.name, settings.station, carried, 0, desk.clock.now(), actor_of(desk))


# At the window: the one stick that is plugged in.


def village_plugged_in(opened: Opened) -> tuple[str, ...]:
    """A village's stick, or, without any, what is held and the line. Not for the desk's thread.

    Raises:
        DeviceTrouble, InputRefused, StoreTrouble: nothing was done, and why.
    """
    sticks = opened.sticks()
    if not sticks:
        with opened.carrying() as carrying:
            waits = carrying.held(UP)
        trip = by_line(opened) if waits else with_village(opened, the_stick(sticks))
    else:
        trip = with_village(opened, the_stick(sticks))
    return (*carried_words(trip), *(line for one in trip.slips(opened.desk) for line in slip_words(opened, one)))


def write_plugged_in(opened: Opened) -> tuple[str, ...]:
    """To the county: this station's own and what it carries, with one slip. Not for the desk's thread.

    Raises:
        DeviceTrouble, CountyTrouble, StoreTrouble: as with a stick of one's own.
    """
    folder = the_stick(opened.sticks())
    with opened.relay() as relay:
        written = put_on_stick(opened.desk, relay, folder).value
    others = to_county(opened, folder)
    said = written_words(written)
    if others.given:
        said = (said[0], f"代传的 {len(others.given)} 个文件也在上面。", *said[1:])
    if others.full:
        said = (*said, f"代传的还有 {others.full} 个放不下，下次再带。")
    return (*said, *slip_words(opened, written.hand_over(others.given)))


def read_plugged_in(opened: Opened) -> tuple[str, ...]:
    """From the county: this station's own replies, and those to be carried on. Not for the desk's thread.

    Raises:
        DeviceTrouble, InputRefused, StoreTrouble: nothing was taken, and why.
    """
    folder = the_stick(opened.sticks())
    others = from_county(opened, folder)
    try:
        with opened.relay() as relay:
            found = take_from_stick(opened.desk, relay, folder).value
    except InputRefused as trouble:
        if trouble.code != STICK_EMPTY.code or not (others.picked_up or others.known):
            raise
        found = Import((), (), 0)
    if not others.picked_up:
        return taken_words(found) or ("给别的站点的回执以前就收下了，没有新的。",)
    said = (f"代传的回执收下 {len(others.picked_up)} 个，村里来人时插上他们的优盘，点“村里的优盘”。",)
    slips = slip_words(opened, slip(opened.desk, Route.FROM_COUNTY, others.picked_up))
    own = taken_words(Import(found.taken, found.refused, 0))
    return (*own, *said, *slips)


def _over_the_line(carrying: Carrying, trip: Trip) -> None:
    try:
        trip.brought = carrying.over_the_line()
    except CountyTrouble as trouble:
        trip.line_trouble = trouble
