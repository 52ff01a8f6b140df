"""The log of the program: JSON lines in the home folder, rotating, never personal data.

Known troubles reach it with their code only. What slips into the text of an unexpected exception is taken out:
long digit runs (identity, phone, bank numbers) and Chinese text.
"""

from __future__ import annotations

import contextlib
import logging
import os
from functools import cached_property
from pathlib import Path

from windowdesk.domain.log_lines import FILE_NAME, FOLDER, line_of

LARGEST = 2 * 1024 * 1024
"""Bytes of one file before the next is begun."""
KEPT = 5
"""Older files kept beside it."""


class JsonLines(logging.Formatter):
    """One JSON object on a line; see `windowdesk.domain.log_lines`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for one record."""
        return line_of(record, self.formatException)


class LogFile(logging.Handler):
    """A log that falls silent when its disk is full: the act itself says so, and a trace helps no clerk.

    The rotating file behind it is loaded with the first line, which most starts never write.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._path = file

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        file = RotatingFileHandler(self._path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
        file.setFormatter(self.formatter)
        file.handleError = self.handleError  # type: ignore[method-assign]
        return file

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        self._file.emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Leave the record out."""

    def close(self) -> None:
        """Close the file, also when its last lines no longer fit."""
        if "_file" in self.__dict__:
            with contextlib.suppress(OSError):
                self._file.close()
        super().close()


def start(home: Path) -> logging.Handler:
    """Begin to write the log of this home folder; hand the handler to `stop` at the end.

    Raises:
        OSError: the folder cannot be written.
    """
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE_NAME
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    handler = LogFile(file)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("windowdesk")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler


def stop(handler: logging.Handler) -> None:
    """Stop writing and close the file; what is logged afterwards is the caller's affair again."""
    logger = logging.getLogger("windowdesk")
    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)
    handler.close()
