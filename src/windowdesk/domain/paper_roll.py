"""How much of a paper roll is left, counted from what was printed: most cheap printers have no sensor for its end.

The count can only be as good as the length a new roll is taken for. Where that number comes from: rolls in the
shops here are mostly 57 mm wide with 50 mm across and 80 mm wide with 60 mm across, both 2 mm less than is written
on them, wound round a core of 12 mm inside and 16 mm outside. Paper of 0.065 mm then gives
π(48² - 16²) / (4 x 0.065) = 24.7 m and 37.5 m: `roll_m` of the models says 24 and 35. Rolls that people buy differ,
so the warning comes a tenth of the roll early, and the station may set the length of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

USUAL_SLIP_MM = {58: 450, 80: 360}
"""A receipt of the sample catalogue on paper of that width, before anything was printed here."""
SLOWNESS = 8
"""The usual length of a slip follows the last ones by an eighth each time."""
LEAST_SLIPS = 5
"""Never warn with fewer left: somebody has to fetch the new roll."""
DOUBT = 10
"""A tenth of a roll may be missing: that much is not counted on."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The roll in one printer. Lengths in millimetres; ``length`` is always that of a new roll."""

    slip_mm: int
    """How long a slip usually is here."""
    used_mm: int = 0
    is_out: bool = False
    """The printer said that it has no paper, and has not said since that it has."""
    asks: bool = False
    """There is paper again, and nobody knows whether it is a new roll."""
    sensed: bool = False
    """The printer's own sensor told of the end of this roll."""
    no_sensor: bool = False
    """A roll ran out and no sensor had told of it: whatever the model is said to have, this printer has none."""

    def left_mm(self, length: int) -> int:
        """What is left by the count, never less than nothing."""
        return max(0, length - self.used_mm)

    def slips_left(self, length: int) -> int:
        """For so many slips of the usual length it lasts."""
        return self.left_mm(length) // self.slip_mm

    def near_end(self, length: int) -> bool:
        """Is it time to have a new roll at hand?"""
        return self.slips_left(length) <= max(LEAST_SLIPS, length // DOUBT // self.slip_mm)

    def printed(self, millimetres: int) -> Roll:
        """A slip of that length was sent. One of less than half the usual length is a test, and no measure for receipts."""
        used = self.used_mm + millimetres
        if 2 * millimetres < self.slip_mm:
            return replace(self, used_mm=used)
        return replace(self, used_mm=used, slip_mm=self.slip_mm + round((millimetres - self.slip_mm) / SLOWNESS))

    def told_low(self) -> Roll:
        """The printer's sensor says that the end is near: there is one after all."""
        return replace(self, sensed=True, no_sensor=False)

    def without_paper(self) -> Roll:
        """The printer says that it has no paper."""
        return replace(self, is_out=True)

    def with_paper(self, length: int) -> Roll:
        """The printer says that it has paper.

        After it had none: a roll that was at its end, by the count or by the sensor, is a new one now, and nobody need
        be asked. With much left by the count the paper may only have been put straight, or the roll was a short
        one: a new count taken for granted would then warn too late or never, so a person is asked. Where nothing was
        printed yet both answers are the same.
        """
        if not self.is_out:
            return self
        if self.sensed or self.near_end(length):
            return self.new()
        return replace(self, is_out=False, asks=self.used_mm > 0)

    def new(self) -> Roll:
        """A new roll was put in."""
        ran_out = self.is_out or self.asks
        return Roll(self.slip_mm, no_sensor=self.no_sensor or (ran_out and not self.sensed))

    def same(self) -> Roll:
        """It is still the roll that was there."""
        return replace(self, is_out=False, asks=False)


def unused(paper_mm: int) -> Roll:
    """A new roll in a printer that nothing was printed on yet."""
    return Roll(USUAL_SLIP_MM[paper_mm])
