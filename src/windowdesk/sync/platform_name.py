"""The name of this platform as the contract spells it, for example ``linux-x86_64``."""

from __future__ import annotations

import platform
import sys


def platform_name() -> str:
    """System and machine."""
    system = "windows" if sys.platform == "win32" else sys.platform
    return f"{system}-{platform.machine().lower()}"
