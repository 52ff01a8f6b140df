"""Sealed files of other stations that this one takes along (代传): picked up from their sticks, handed on, brought back.

Nothing of them can be read here; label and end tell whose they are and whether they are whole. A
copy here is never the only one: the village keeps everything until the county's reply proves it.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from windowdesk import errors
from windowdesk.domain.check_words import check_words
from windowdesk.domain.relay import Carried, Passage, Refused
from windowdesk.events import Bus, Changed, Kind
from windowdesk.storage.disk import is_full
from windowdesk.storage.store import Store
from windowdesk.storage.unit import Unit
from windowdesk.sync import stick
from windowdesk.sync.reasons import filled
from windowdesk.sync.relay_files import seen_outside
from windowdesk.wire import bundle, enrolment_file
from windowdesk.wire.canonical import sha256_hex
from windowdesk.wire.contract import check_answer

log = logging.getLogger(__name__)

FOLDER = "carried"
HELD_NAME = "relay.carried"
"""What is held here: file name to what can be seen of it from outside."""
HANDED_NAME = "relay.carried_handed"
"""Names of what went onto a stick to the county: when a reply to that station comes, these are answered."""
DONE_NAME = "relay.carried_done"
"""Name and check words of what was carried and answered: it still lies on the village's stick."""
_REMEMBERED = 500
UP, DOWN = ("up", "enrol"), ("down", "enrolled")
"""What goes to the county, and what comes back."""
_PATTERNS = {
    "up": f"windowdesk-[0-9]*{bundle.SUFFIX}",
    "down": f"windowdesk-reply-*{bundle.SUFFIX}",
    "enrol": enrolment_file.request_name("*"),
    "enrolled": enrolment_file.answer_name("*"),
}
_SCHEMAS = {"enrol": "enrol.stick.request", "enrolled": "enrol.stick.answer"}
_ACTOR = "程序"
_SPARE = 1024 * 1024


class Carrying:
    """The sealed files that are held for others.

    Args:
        store: a handle of its own, closed with the block.
        home: folder of the station.
        station: this station's own number.
        bus: where changes are told.
        line: hands on what is held over this station's line (`carrying_line.hand_on`); None: there is no line.
    """

    def __init__(
        self, store: Store, home: Path, station: str, bus: Bus, line: Callable[[Carrying], Passage] | None = None
    ) -> None:
        self._store = store
        self._folder = home / FOLDER
        self._station = station
        self._bus = bus
        self._line = line

    def __enter__(self) -> Carrying:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def held(self, kinds: Iterable[str] = (*UP, *DOWN)) -> tuple[Carried, ...]:
        """What is held of these kinds, in the order in which it came."""
        with self._store.reading() as view:
            found = view.state.get(HELD_NAME, {})
        return tuple(Carried(**one) for one in found.values() if one["what"] in kinds)

    def over_the_line(self) -> Passage | None:
        """Hand on what is held; the replies that came back. None: this station has no line.

        Raises:
            CountyTrouble: the line or the county; what was handed on before stays so.
            StoreTrouble: ``KEY_MISSING``, ``DISK_FULL``.
        """
        return None if self._line is None else self._line(self)

    def path(self, one: Carried) -> Path:
        """Where it lies here."""
        return self._folder / one.name

    def pick_up(self, place: Path, kinds: Iterable[str]) -> Passage:
        """Take along the files of these kinds that are for others or of others; this station's own stay where they are.

        Raises:
            DeviceTrouble: the stick.
            StoreTrouble: ``DISK_FULL``.
        """
        taken: list[Carried] = []
        refused: list[Refused] = []
        known = 0
        with stick.troubles(place):
            for file, what in self._found(place, kinds):
                try:
                    one = seen(file, what)
                except errors.InputRefused as trouble:
                    log.info("%s: %s", file.name, trouble.code)
                    refused.append(Refused(file.name, filled(trouble)))
                    continue
                if one.station == self._station:
                    continue
                if one in self.held() or self._is_done(one):
                    known += 1
                    continue
                self._copy_here(file)
                self.keep(one)
                taken.append(one)
        return Passage(picked_up=tuple(taken), refused=tuple(refused), known=known)

    def hand_out(self, folder: Path, kinds: Iterable[str], belongs: Callable[[Carried], bool]) -> Passage:
        """Put what is held of these kinds onto a stick; it stays here too, until something newer says that it arrived.

        Raises:
            DeviceTrouble: the stick.
        """
        given: list[Carried] = []
        full = 0
        with stick.troubles(folder):
            for one in self.held(kinds):
                here, there = self.path(one), folder / one.name
                if not belongs(one) or not here.exists():
                    continue
                if not _is_same(there, here):
                    if one.size + _SPARE > shutil.disk_usage(folder).free:
                        full += 1
                        continue
                    _copy(here, there)
                    if not _is_same(there, here):
                        stick.remove(there)
                        raise errors.DeviceTrouble(errors.STICK_SPOILT)
                given.append(one)
        self._note_handed(given)
        return Passage(given=tuple(given), full=full)

    def seen_on(self, place: Path) -> Callable[[Carried], bool]:
        """Which stations a stick belongs to: those whose own files lie on it."""
        with stick.troubles(place):
            names = [file.name for pattern in _PATTERNS.values() for file in place.glob(pattern)]

        def belongs(one: Carried) -> bool:
            if one.station:
                return any(name.startswith(f"windowdesk-{one.station}-") for name in names) or (
                    one.what == "down" and any(name.startswith(f"windowdesk-reply-{one.station}-") for name in names)
                )
            return one.name.replace("enrolled", "enrol") in names

        return belongs

    def keep(self, one: Carried) -> None:
        """Note that it is held here; what it makes superfluous goes."""
        gone: list[str] = []
        with self._store.unit(_ACTOR) as unit:
            found: dict[str, Any] = dict(unit.state.get(HELD_NAME, {}))
            handed = unit.state.get(HANDED_NAME, [])
            gone = [name for name, other in found.items() if _is_superfluous(other, one, handed=name in handed)]
            _note_done(unit, [found.pop(name) for name in gone])
            found[one.name] = asdict(one)
            unit.state.set(HELD_NAME, found)
            unit.audit.write("relay.carried", one.station or one.name, {"what": one.what, "number": one.number})
        for name in gone:
            (self._folder / name).unlink(missing_ok=True)
        self._bus.publish(Changed(frozenset({Kind.EXCHANGE})))

    def let_go(self, one: Carried) -> None:
        """It is no longer needed here."""
        with self._store.unit(_ACTOR) as unit:
            found = dict(unit.state.get(HELD_NAME, {}))
            found.pop(one.name, None)
            unit.state.set(HELD_NAME, found)
            _note_done(unit, [asdict(one)])
        self.path(one).unlink(missing_ok=True)

    def write_here(self, name: str, pieces: Iterable[bytes]) -> Path:
        """Keep bytes under that name.

        Raises:
            StoreTrouble: ``DISK_FULL``.
        """
        file = self._folder / name
        try:
            self._folder.mkdir(exist_ok=True)
            with stick.writing(file) as stream:
                stream.writelines(pieces)
        except OSError as trouble:
            if is_full(trouble):
                raise errors.StoreTrouble(errors.DISK_FULL) from trouble
            raise
        return file

    def _is_done(self, one: Carried) -> bool:
        with self._store.reading() as view:
            return [one.name, one.words] in view.state.get(DONE_NAME, [])

    def _note_handed(self, given: list[Carried]) -> None:
        names = [one.name for one in given if one.what in UP]
        if names:
            with self._store.unit(_ACTOR) as unit:
                held = unit.state.get(HELD_NAME, {})
                before = [name for name in unit.state.get(HANDED_NAME, []) if name in held and name not in names]
                unit.state.set(HANDED_NAME, [*before, *names])

    def _copy_here(self, file: Path) -> None:
        with file.open("rb") as stream:
            self.write_here(file.name, iter(lambda: stream.read(1 << 20), b""))

    def _found(self, place: Path, kinds: Iterable[str]) -> Iterator[tuple[Path, str]]:
        own = (f"windowdesk-{self._station}-", f"windowdesk-reply-{self._station}-")
        for what in kinds:
            for file in sorted(place.glob(_PATTERNS[what])):
                if not file.name.startswith(own):
                    yield file, what


def seen(file: Path, what: str) -> Carried:
    """What can be seen of a whole file of that kind.

    Raises:
        InputRefused: ``BUNDLE_TORN``, ``BUNDLE_FOREIGN``, ``BUNDLE_NEWER``.
        OSError: the stick.
    """
    if what in _SCHEMAS:
        content = file.read_bytes()[: enrolment_file.LARGEST]
        try:
            check_answer(_SCHEMAS[what], json.loads(content))
        except (ValueError, errors.CountyTrouble) as wrong:
            raise errors.InputRefused(errors.BUNDLE_TORN, file=file.name) from wrong
        return Carried(file.name, what, "", 0, 0, 0, len(content), check_words(sha256_hex(content)))
    whole = bundle.open_bundle(file)
    if whole.label.what != what:
        raise errors.InputRefused(errors.BUNDLE_TORN, file=file.name)
    return seen_outside(whole)


def _note_done(unit: Unit, gone: list[dict[str, Any]]) -> None:
    done = [[one["name"], one["words"]] for one in gone if one["what"] in UP]
    if done:
        before = [one for one in unit.state.get(DONE_NAME, []) if one not in done]
        unit.state.set(DONE_NAME, [*before, *done][-_REMEMBERED:])


def _is_superfluous(held: dict[str, Any], new: Carried, *, handed: bool) -> bool:
    """A reply ends the carrying of what went to the county before, and of the reply before; an answer that of its request."""
    if new.what == "enrolled":
        return bool(held["what"] == "enrol" and held["name"].replace("enrol", "enrolled") == new.name)
    if new.what != "down" or held["station"] != new.station or held["name"] == new.name:
        return False
    return handed or bool(held["what"] == "down")


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as read, stick.writing(target) as write:
        shutil.copyfileobj(read, write, 1 << 20)


def _is_same(there: Path, here: Path) -> bool:
    if not there.exists() or there.stat().st_size != here.stat().st_size:
        return False
    with there.open("rb") as one, here.open("rb") as other:
        while piece := one.read(1 << 20):
            if piece != other.read(len(piece)):
                return False
    return True
