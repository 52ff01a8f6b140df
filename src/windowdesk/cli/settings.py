"""``settings``: show what is set, set one thing by its dotted name, for example ``devices.printer``."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

from windowdesk import errors
from windowdesk import settings as store
from windowdesk.casework import training
from windowdesk.cli import settings_check
from windowdesk.cli.command import Openers
from windowdesk.cli.options import Options
from windowdesk.cli.output import OK, Output, plain, table


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """``settings show`` and ``settings set NAME VALUE``."""
    parser.add_argument("what", choices=["show", "set"], help="show 看，set 改")
    parser.add_argument("name", nargs="?", help="名称，例如 devices.printer")
    parser.add_argument("value", nargs="?", help="新的值")


def settings(args: argparse.Namespace, options: Options, openers: Openers, out: Output) -> int:
    """Show or set. Training has its own settings: they can be looked at, not changed.

    Raises:
        InputRefused: TRAINING_OPTION, FIELD_MISSING, FIELD_WRONG, DEVICE_ADDRESS.
    """
    found = training.settings(options.home) if options.training else store.load(options.home)
    if args.what == "set":
        if options.training:
            raise errors.InputRefused(errors.TRAINING_OPTION, option="settings set")
        if args.name is None or args.value is None:
            raise errors.InputRefused(errors.FIELD_MISSING, field="名称和值")
        found = changed(found, args.name, args.value)
        store.save(options.home, found)
    out.give({"settings": plain(found)})
    out.say(*table([(name, str(value)) for name, value in _flat(found)]))
    return OK


def changed(found: store.Settings, name: str, text: str) -> store.Settings:
    """The settings with one value changed, by its dotted name.

    Raises:
        InputRefused: FIELD_WRONG when there is no such setting or the value does not fit it; DEVICE_ADDRESS.
    """
    known = dict(_flat(found))
    if name not in known:
        raise errors.InputRefused(errors.FIELD_WRONG, field=name, reason="没有这项设置")
    value: Any = text
    if isinstance(known[name], int):
        if not (text.isascii() and text.isdigit()):
            raise errors.InputRefused(errors.FIELD_WRONG, field=name, reason="要填数字")
        value = int(text)
    settings_check.check(name, text)
    part, dot, rest = name.partition(".")
    if dot:
        try:
            inner = dataclasses.replace(getattr(found, part), **{rest: value})
        except ValueError as wrong:
            raise errors.InputRefused(errors.FIELD_WRONG, field=name, reason="数字太大或太小") from wrong
        return dataclasses.replace(found, **{part: inner})
    return dataclasses.replace(found, **{name: value})


def _flat(found: store.Settings) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for one in dataclasses.fields(found):
        value = getattr(found, one.name)
        if dataclasses.is_dataclass(value):
            flat += [(f"{one.name}.{inner.name}", getattr(value, inner.name)) for inner in dataclasses.fields(value)]
        else:
            flat.append((one.name, value))
    return flat
