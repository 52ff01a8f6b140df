"""The real smart card service (pcscd) with two virtual readers, for one test run alone.

It is handed its socket the way systemd does, so that it stands beside any other on this PC; the client library
is pointed at that socket by its environment variable. The readers wait on loopback at a free port.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
RUN = Path("/run/pcscd")
"""Where pcscd insists on keeping its process number."""
CLIENT_VARIABLE = "PCSCLITE_CSOCK_NAME"
SOCKET = Path(tempfile.gettempdir()) / f"windowdesk-pcscd-{os.getpid()}"
"""One for the whole test process: the client library asks for the variable once and remembers."""
HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execvp("pcscd", ["pcscd", "--foreground", "--config", sys.argv[2]])
"""
"""Becomes pcscd with the waiting socket as its third file, as it is handed over by systemd."""
SOURCE = Path(__file__).with_name("loopback_only.c")


def why_not() -> str:
    """Why the service cannot run here; empty when it can."""
    if shutil.which("pcscd") is None:
        return "pcscd is not installed"
    if not DRIVER.exists():
        return "the virtual reader (vsmartcard-vpcd) is not installed"
    if not os.access(RUN, os.W_OK) and not os.access(RUN.parent, os.W_OK):
        return f"pcscd may not write {RUN}"
    return "" if shutil.which("gcc") else "gcc is not installed"


class CardService:
    """pcscd. ``port`` is where the first virtual reader waits, the second one port further."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self._guard = folder / "loopback_only.so"
        subprocess.run(["gcc", "-shared", "-fPIC", "-o", self._guard, SOURCE, "-ldl"], check=True)
        os.environ[CLIENT_VARIABLE] = str(SOCKET)

    def start(self, *, readers: bool = True) -> None:
        """Begin, with the two virtual readers or with none at all."""
        SOCKET.unlink(missing_ok=True)
        configuration = self._folder / "readers"
        configuration.mkdir(exist_ok=True)
        (configuration / "virtual").unlink(missing_ok=True)
        if readers:
            self.port = _two_free_ports()
            (configuration / "virtual").write_text(
                f'FRIENDLYNAME "Desk"\nDEVICENAME /dev/null:{self.port:#x}\nLIBPATH {DRIVER}\nCHANNELID {self.port:#x}\n'
            )
        with socket.socket(socket.AF_UNIX) as waits, (self._folder / "log").open("ab") as log:
            waits.bind(str(SOCKET))
            waits.listen()
            self._process = subprocess.Popen(
                [sys.executable, "-c", HAND_OVER, str(waits.fileno()), str(configuration)],
                pass_fds=[waits.fileno()],
                env={**os.environ, "LD_PRELOAD": str(self._guard)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        if readers:
            self._wait_for_readers()

    def stop(self) -> None:
        """End it; nothing answers at its socket any more."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait(10)
        SOCKET.unlink(missing_ok=True)

    def _wait_for_readers(self) -> None:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            listening = Path("/proc/net/tcp").read_text()
            if all(f"0100007F:{port:04X}" in listening for port in (self.port, self.port + 1)):
                return
            time.sleep(0.02)
        pytest.fail(f"pcscd did not come up: {(self._folder / 'log').read_text()[-2000:]}")


def _two_free_ports() -> int:
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port
