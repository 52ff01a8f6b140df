"""A real cupsd of our own on a Unix socket, with a printer behind it that keeps what it gets and can be told to fail.

Nothing of the system's printing is touched. The printer is a backend (a program that CUPS hands each
job to): ``keep`` stands in for a printer port.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

CUPSD, LPADMIN = shutil.which("cupsd", path="/usr/sbin:/usr/bin"), shutil.which("lpadmin", path="/usr/sbin:/usr/bin")
MISSING = [name for name, found in (("cupsd", CUPSD), ("lpadmin", LPADMIN), ("lp", shutil.which("lp"))) if not found]
SYSTEM_BIN = Path("/usr/lib/cups")

BACKEND = """#!/bin/sh
# Arguments: job, user, title, copies, options, file. Without any: say what is here.
folder={folder}
[ $# -gt 0 ] || {{ echo 'direct keep "Unknown" "keeps jobs"'; exit 0; }}
echo 'STATE: -media-empty-error' >&2
while [ -e "$folder/slow" ]; do sleep 0.1; done
if [ -e "$folder/paper_out" ]; then
    echo 'STATE: +media-empty-error' >&2
    while [ -e "$folder/paper_out" ]; do sleep 0.1; done
    echo 'STATE: -media-empty-error' >&2
fi
[ -e "$folder/stops" ] && exit 4
[ -e "$folder/fails" ] && exit 1
printf '%s' "$5" >"$folder/job-$1.options"
if [ -n "$6" ]; then cat "$6" >"$folder/job-$1.part"; else cat >"$folder/job-$1.part"; fi
mv "$folder/job-$1.part" "$folder/job-$1"
"""
PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "OFFICE.PPD"
*Product: "(Office)"
*Manufacturer: "Test"
*ModelName: "Office"
*NickName: "Office"
*ShortNickName: "Office"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4: ""
*CloseUI: *PageRegion
*OpenUI *Duplex: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: DuplexNoTumble
*Duplex None: ""
*Duplex DuplexNoTumble: ""
*CloseUI: *Duplex
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595.28 841.89"
*DefaultPaperDimension: A4
*PaperDimension A4: "595.28 841.89"
"""


class CupsServer:
    """cupsd in a folder of its own."""

    def __init__(self) -> None:
        # Not below pytest's folder: the user that CUPS runs filters as may not enter that one.
        self.folder = Path(tempfile.mkdtemp(prefix="windowdesk-cups-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.paper = self.folder / "paper"
        self.socket = self.folder / "sock"
        self._write_files()
        self._process = self._started()
        self.add_queue("receipt", "-m", "raw")
        self.add_queue("office", "-P", str(self.folder / "office.ppd"))

    def __enter__(self) -> CupsServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    @property
    def environment(self) -> Mapping[str, str]:
        """What makes ``lp`` talk to this server."""
        return {"CUPS_SERVER": str(self.socket)}

    @property
    def jobs(self) -> list[Path]:
        """What came out, oldest first."""
        return sorted(self.paper.glob("job-*[0-9]"), key=lambda file: int(file.name[4:]))

    def becomes(self, *troubles: str) -> None:
        """``slow``, ``paper_out``, ``stops`` (the queue stops), ``fails`` (the job is given up); none: well."""
        for name in ("slow", "paper_out", "stops", "fails"):
            (self.paper / name).touch() if name in troubles else (self.paper / name).unlink(missing_ok=True)

    def add_queue(self, name: str, *driver: str) -> None:
        """A printer queue."""
        self.runs(str(LPADMIN), "-p", name, "-E", "-v", "keep:/", *driver)

    def enable(self, name: str) -> None:
        """Start a queue that stopped."""
        self.runs("/usr/sbin/cupsenable", name)

    def runs(self, *command: str) -> str:
        """A command of CUPS against this server."""
        environment = {**os.environ, **self.environment, "LC_ALL": "C"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=20, check=True)
        return done.stdout

    def stop(self) -> None:
        """The print system ends."""
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(20)

    def start_again(self) -> None:
        """And comes back."""
        self._process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        command = [str(CUPSD), "-f", "-c", str(self.folder / "cupsd.conf"), "-s", str(self.folder / "cups-files.conf")]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _until(lambda: self.socket.exists() and self._answers())
        return process

    def _answers(self) -> bool:
        environment = {**os.environ, **self.environment, "LC_ALL": "C"}
        done = subprocess.run(
            ["lpstat", "-r"], capture_output=True, text=True, env=environment, timeout=20, check=False
        )
        return "scheduler is running" in done.stdout

    def _write_files(self) -> None:
        folders = {name: self.folder / name for name in ("root", "spool", "cache", "state", "log", "bin")}
        for folder in (*folders.values(), self.paper):
            folder.mkdir()
        self.paper.chmod(0o777)
        for name in ("filter", "daemon", "cgi-bin", "notifier", "monitor"):
            if (SYSTEM_BIN / name).exists():
                (folders["bin"] / name).symlink_to(SYSTEM_BIN / name)
        backend = folders["bin"] / "backend" / "keep"
        backend.parent.mkdir()
        backend.write_text(BACKEND.format(folder=self.paper))
        backend.chmod(0o755)
        (self.folder / "office.ppd").write_text(PPD)
        lines = [
            f"ServerRoot {folders['root']}",
            f"RequestRoot {folders['spool']}",
            f"CacheDir {folders['cache']}",
            f"StateDir {folders['state']}",
            f"ServerBin {folders['bin']}",
            f"ErrorLog {folders['log']}/error",
            f"AccessLog {folders['log']}/access",
            f"PageLog {folders['log']}/page",
            "SystemGroup root lpadmin" if os.getuid() == 0 else "",
        ]
        (self.folder / "cups-files.conf").write_text("\n".join(line for line in lines if line) + "\n")
        (self.folder / "cupsd.conf").write_text(
            f"Listen {self.socket}\nLogLevel warn\nBrowsing Off\nWebInterface No\nDefaultAuthType None\n"
            "ErrorPolicy stop-printer\nMaxLogSize 0\nPreserveJobHistory Yes\nJobRetryInterval 2\n"
            "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
            "<Policy default>\nJobPrivateAccess all\nJobPrivateValues none\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n"
        )


def _until(happened: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError("cupsd did not start")
        time.sleep(0.05)
