"""A thread that does one thing after another and answers in the thread of the window.

The window never waits: it asks, goes on painting, and is told. An answer that a newer question
of the same topic has overtaken is dropped; a question overtaken before its turn is not even
worked on, so typing fast never builds up a queue of searches.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

log = logging.getLogger(__name__)

Then = Callable[[Any], None]
Failed = Callable[[BaseException], None]


@dataclass(slots=True, eq=False)
class Question:
    """One thing asked of the thread, and later its answer."""

    work: Callable[[], Any]
    then: Then | None
    failed: Failed | None
    topic: str
    generation: int
    keeps: bool
    """It writes what a person typed; counted until it is done, and done even when closing."""
    answer: Any = None
    trouble: BaseException | None = None
    skipped: bool = False


class WorkThread(QObject):
    """Runs questions in order on its own thread; answers arrive as calls in the window's thread."""

    troubled = Signal(object)
    """An exception nobody else took: for the banner."""
    saving = Signal(int)
    """How many writes are not done yet."""
    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[Question | None] = queue.SimpleQueue()
        self._generations: dict[str, int] = {}
        self._unfinished = 0
        self._closing = False
        self._answered.connect(self._take_answer, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin working."""
        self._thread.start()

    @property
    def unfinished(self) -> int:
        """Writes asked for and not done yet."""
        return self._unfinished

    def put(
        self,
        work: Callable[[], Any],
        *,
        then: Then | None = None,
        failed: Failed | None = None,
        topic: str = "",
        keeps: bool = False,
    ) -> None:
        """Ask for ``work``; one of ``then`` and ``failed`` is called later in the window's thread.

        ``topic``: only the newest question of a topic is answered.
        """
        generation = 0
        if topic:
            generation = self._generations[topic] = self._generations.get(topic, 0) + 1
        if keeps:
            self._unfinished += 1
            self.saving.emit(self._unfinished)
        self._queue.put(Question(work, then, failed, topic, generation, keeps))

    def forget(self, topic: str) -> None:
        """Answers of that topic are not wanted any more."""
        self._generations[topic] = self._generations.get(topic, 0) + 1

    def close(self) -> None:
        """Finish what was asked to be written, drop the rest, end the thread."""
        self._closing = True
        self._queue.put(None)
        if self._thread.is_alive():
            self._thread.join()
        self._answered.disconnect()

    def _overtaken(self, question: Question) -> bool:
        return bool(question.topic) and self._generations.get(question.topic) != question.generation

    def _run(self) -> None:
        self.begin()
        while (question := self._queue.get()) is not None:
            question.skipped = self._overtaken(question) or (self._closing and not question.keeps)
            if not question.skipped:
                try:
                    question.answer = question.work()
                except Exception as trouble:
                    question.trouble = trouble
            self._answered.emit(question)
        self.finish()

    def begin(self) -> None:
        """Called first, on the thread."""

    def finish(self) -> None:
        """Called last, on the thread."""

    def _take_answer(self, question: Question) -> None:
        if question.keeps:
            self._unfinished -= 1
            self.saving.emit(self._unfinished)
        if self._closing or question.skipped or self._overtaken(question):
            if question.trouble is not None and question.keeps and not self._closing:
                self.troubled.emit(question.trouble)
            return
        if question.trouble is None:
            if question.then is not None:
                question.then(question.answer)
        elif question.failed is not None:
            question.failed(question.trouble)
        else:
            self.troubled.emit(question.trouble)
