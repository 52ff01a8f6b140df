"""What is set for one run: the home folder, the county, the key and the devices."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from windowdesk import errors
from windowdesk.casework import training

HOME_VARIABLE = "WINDOWDESK_HOME"
SIMULATED = "simulated:"
PASSPHRASE_VARIABLE = "WINDOWDESK_PASSPHRASE"  # noqa: S105 - the name of a variable, not a secret


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of one run; None: what the settings say."""

    home: Path
    county: str | None = None
    passphrase: str | None = None
    reader: str | None = None
    scanner: str | None = None
    printer: str | None = None
    evaluator: str | None = None
    json: bool = False
    training: bool = False
    """演示: ``home`` is then training's own folder."""


def default_home(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The home folder: the variable if set, else the platform's place for application data."""
    if environment.get(HOME_VARIABLE):
        return Path(environment[HOME_VARIABLE])
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "WindowDesk"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "windowdesk"


def read_passphrase(file: str | None, environment: Mapping[str, str]) -> str | None:
    """The passphrase from a file (its first line), else from the environment, else None.

    Raises:
        StoreTrouble: KEY_MISSING when the file cannot be read or is empty.
    """
    if file is None:
        return environment.get(PASSPHRASE_VARIABLE) or None
    try:
        lines = Path(file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as trouble:
        raise errors.StoreTrouble(errors.KEY_MISSING) from trouble
    if not lines or not lines[0]:
        raise errors.StoreTrouble(errors.KEY_MISSING)
    return lines[0]


def from_flags(flags: Mapping[str, object]) -> Options:
    """The options of a parsed command line; flags not given are absent from ``flags``.

    Raises:
        StoreTrouble: KEY_MISSING, the passphrase file cannot be read.
        InputRefused: TRAINING_OPTION.
    """

    def text(name: str) -> str | None:
        value = flags.get(name)
        return None if value is None else str(value)

    if flags.get("training"):
        _only_for_training(text)
    given = text("home")
    home = Path(given).expanduser() if given else default_home(os.environ)
    in_training = bool(flags.get("training"))
    return Options(
        home=training.home_of(home) if in_training else home,
        county=text("county"),
        passphrase=read_passphrase(text("passphrase_file"), os.environ),
        reader=text("reader"),
        scanner=text("scanner"),
        printer=text("printer"),
        evaluator=text("evaluator"),
        json=bool(flags.get("json")),
        training=in_training,
    )


def _only_for_training(text: Callable[[str], str | None]) -> None:
    """Nothing that was asked for is passed over in silence.

    Raises:
        InputRefused: TRAINING_OPTION, for a county, a passphrase or a real device.
    """
    for name in ("county", "passphrase_file"):
        if text(name) is not None:
            raise errors.InputRefused(errors.TRAINING_OPTION, option=f"--{name.replace('_', '-')}")
    for name in ("reader", "scanner", "printer", "evaluator"):
        if any(not one.strip().startswith(SIMULATED) for one in (text(name) or SIMULATED).split(";")):
            raise errors.InputRefused(errors.TRAINING_OPTION, option=f"--{name} {text(name)}")
