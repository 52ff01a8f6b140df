"""The code of pages that nobody has opened yet: what is of the desk is read on its thread, the windows in theirs.

The class of a window tells Qt of itself as soon as its module is read. Qt expects that in the thread of its windows;
elsewhere, while the window is being laid out, it can end the program. And all of it in the window's thread would be
felt. So the code is looked at first without being run.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from types import CodeType
from typing import Protocol, runtime_checkable

TURN_SECONDS = 0.006
"""So long windows are read in one turn of the event loop; a single one takes less."""
_OURS = "windowdesk."
_WINDOWS = "windowdesk.gui."


@runtime_checkable
class _KnowsCode(Protocol):
    """A loader that can tell the code of a module: of files, of archives, of a frozen program."""

    def get_code(self, fullname: str) -> CodeType | None:
        """The code, not run."""


def read_acts(modules: Iterable[str]) -> list[str]:
    """On the desk's thread: read all that these modules need and that is no window.

    Returns the windows that are still to be read, each after those it needs.
    """
    windows: list[str] = []
    for name in _still_to_read(modules):
        if name.startswith(_WINDOWS):
            windows.append(name)
        else:
            importlib.import_module(name)
    return windows


def read_windows(modules: Iterable[str]) -> Iterator[None]:
    """In the window's thread: read these modules, a few at each step."""
    began = time.monotonic()
    for name in modules:
        importlib.import_module(name)
        if time.monotonic() - began > TURN_SECONDS:
            yield
            began = time.monotonic()


def _still_to_read(modules: Iterable[str]) -> list[str]:
    """These modules and what they need of the program, but for what is read already, each after those it needs."""
    found: dict[str, None] = {}
    seen: set[str] = set()

    def add(name: str) -> None:
        if name in seen or name in sys.modules:
            return
        seen.add(name)
        for needed in _needed(name):
            add(needed)
        found[name] = None

    for name in modules:
        add(name)
    return list(found)


def _needed(module: str) -> Iterator[str]:
    """The modules of the program that a module names at its top."""
    spec = find_spec(module)
    code = spec.loader.get_code(module) if spec is not None and isinstance(spec.loader, _KnowsCode) else None
    if code is None:
        return
    for package, name in _imports(code):
        if (whole := f"{package}.{name}").startswith(_OURS) and package.startswith(_OURS.rstrip(".")):
            yield whole if _is_package(package) and find_spec(whole) is not None else package


def _is_package(name: str) -> bool:
    spec = find_spec(name)
    return spec is not None and spec.submodule_search_locations is not None


def _imports(code: CodeType) -> Iterator[tuple[str, str]]:
    """Where from and what; not what only stands there for the checker of types."""
    import dis  # on the desk's thread, once the window is painted

    package, resumes, only_types = "", 0, False
    for step in dis.get_instructions(code):
        if step.offset < resumes:
            continue
        if only_types and "JUMP" in step.opname:
            resumes = step.argval
        only_types = step.argval == "TYPE_CHECKING" and step.opname == "LOAD_NAME"
        if step.opname == "IMPORT_NAME":
            package = step.argval
        elif step.opname == "IMPORT_FROM":
            yield package, step.argval
