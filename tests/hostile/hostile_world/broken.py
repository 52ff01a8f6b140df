"""What a simulation raises: a promise that was broken, and the ends a program can come to."""

from __future__ import annotations


class Broken(BaseException):
    """A promise of the exchange was broken; ``promise`` is its short name.

    Not an `Exception`: the engine survives those, and this one must come through.
    """

    def __init__(self, promise: str, detail: str) -> None:
        self.promise = promise
        self.detail = detail
        super().__init__(f"{promise}: {detail}")


class Killed(BaseException):
    """The program of the station ended at this very step."""


class CountyDied(BaseException):
    """The county's process ended at this very step."""
