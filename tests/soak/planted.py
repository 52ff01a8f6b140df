"""Bugs of the kinds the soak is there to find, put into the running product: each must be told by its promise."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from PySide6.QtWidgets import QLabel

from windowdesk.casework import receipts
from windowdesk.domain import intake_person
from windowdesk.gui.intake_scanning import DraftPages
from windowdesk.gui.pages import intake_receipt
from windowdesk.gui.pages.intake import IntakePage

LEAKED_BYTES = 4_000_000
LEAKED_WIDGETS = 40
BLOCKED_SECONDS = 0.5


@contextmanager
def patched(owner: Any, name: str, planted: Any) -> Iterator[None]:
    """``owner.name`` is something else for a while."""
    real = getattr(owner, name)
    setattr(owner, name, planted)
    try:
        yield
    finally:
        setattr(owner, name, real)


def a_receipt_is_sent_twice() -> AbstractContextManager[None]:
    """The journal counts it once."""

    def sent(begun: Any, printer: Any) -> Any:
        printer.print_bytes(begun.job)
        return printer.print_bytes(begun.job)

    return patched(receipts, "sent", sent)


def another_person_is_merged() -> AbstractContextManager[None]:
    """The card of whoever comes by is taken."""
    return patched(intake_person, "_check_same_person", lambda *_: None)


def a_page_is_dropped() -> AbstractContextManager[None]:
    """Every third page is kept, and tied to nothing."""
    real, count = DraftPages._kept, [0]

    def kept(self: DraftPages, ref: Any, instead_of: str) -> None:
        count[0] += 1
        if count[0] % 3:
            real(self, ref, instead_of)

    return patched(DraftPages, "_kept", kept)


def nobody_is_asked() -> AbstractContextManager[None]:
    """A print of unknown fate is shown without its two buttons."""
    return patched(intake_receipt, "ASKS", frozenset())


def _after_each_save(act: Callable[[IntakePage], None]) -> AbstractContextManager[None]:
    real = IntakePage.saved_now

    def saved_now(self: IntakePage) -> None:
        act(self)
        real(self)

    return patched(IntakePage, "saved_now", saved_now)


@contextmanager
def a_thread_is_left() -> Iterator[None]:
    """One more with each villager."""
    over = threading.Event()
    try:
        with _after_each_save(lambda _: threading.Thread(target=over.wait, daemon=True).start()):
            yield
    finally:
        over.set()


@contextmanager
def a_handle_is_left() -> Iterator[None]:
    """A file that nobody closes."""
    kept: list[Any] = []
    try:
        with _after_each_save(lambda _: kept.append(open("/dev/null", "rb"))):  # noqa: PTH123 - never closed
            yield
    finally:
        for file in kept:
            file.close()


def widgets_are_left() -> AbstractContextManager[None]:
    """Hidden, and never deleted."""
    return _after_each_save(lambda flow: [QLabel(flow).hide() for _ in range(LEAKED_WIDGETS)] and None)


def memory_is_left() -> AbstractContextManager[None]:
    """A picture of each villager that nobody looks at again."""
    kept: list[bytes] = []
    return _after_each_save(lambda _: kept.append(b"\1" * LEAKED_BYTES))


def the_window_waits() -> AbstractContextManager[None]:
    """Something slow in the window's own thread."""
    return _after_each_save(lambda _: time.sleep(BLOCKED_SECONDS))


FLAWS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    made.__name__: made
    for made in (
        a_receipt_is_sent_twice,
        another_person_is_merged,
        a_page_is_dropped,
        nobody_is_asked,
        a_thread_is_left,
        a_handle_is_left,
        widgets_are_left,
        memory_is_left,
        the_window_waits,
    )
}
