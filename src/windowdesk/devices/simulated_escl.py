"""A simulated driverless scanner: an HTTP server that speaks eSCL, with glass and feeder.

``python -m windowdesk.devices.simulated_escl --port 0`` prints ``{"port": N}``; its state is changed
by JSON lines on standard input::

    {"sheets": 10}                      lay sheets into the feeder
    {"trouble": "jam"}                  one of TROUBLES
    {"after": 3}                        the trouble comes after so many pages (default 0)
    {"quit": true}

Each page that goes out is told: ``{"page": 7, "digest": "…", "whole": true}`` with the SHA-256 of its bytes.
No two pages are the same to the byte, as no two scans ever are.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.etree import ElementTree

from windowdesk.devices.escl_words import PWG, SCAN

SLOW_SECONDS = 30.0
TROUBLES = ("none", "jam", "cover", "busy", "denied", "cut", "empty", "garbage", "slow", "wrong-host", "warming")
_FEEDER_STATES = {"jam": "ScannerAdfJam", "cover": "ScannerAdfDoorOpen"}


@dataclass(slots=True)
class Job:
    """One job; ``left``: pages it may still give from the glass."""

    feeder: bool
    mode: str
    width: int
    height: int
    """Pixels."""
    resolution: int
    left: int = 1
    asked: int = 0
    """Times a page was asked for."""


class SimulatedEscl:
    """The scanner. Calls are safe from any thread.

    ``page_given`` is told the number of each page, its bytes and whether all of them went out.
    """

    def __init__(self, port: int = 0, page_given: Callable[[int, bytes, bool], None] | None = None) -> None:
        self.page_given = page_given
        self.pages = 0
        """Pages given since it was switched on."""
        self.sheets = 0
        self.trouble = "none"
        self.after = 0
        self.given = 0
        """Pages given since the trouble was set."""
        self.jobs: dict[str, Job] = {}
        self._begun = 0
        """Jobs so far: a name is given once, or a request of a job that was cancelled takes a sheet of a later one."""
        self.cancelled: list[str] = []
        self.going_out = threading.Lock()
        """Held from the first byte of a page till it is told: after an order every earlier page has been told."""
        self._lock = threading.RLock()
        self._server = _Server(port, self)
        self.port = int(self._server.server_address[1])
        self.woken = threading.Event()
        """Set when the scanner is switched off: what waits, ends."""
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="simulated-escl")
        self._thread.start()

    @property
    def address(self) -> str:
        """The address of a scanner driver."""
        return f"escl:http://127.0.0.1:{self.port}/eSCL"

    def __enter__(self) -> SimulatedEscl:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Switch it off."""
        self.woken.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def set(self, *, sheets: int | None = None, trouble: str | None = None, after: int = 0) -> None:
        """Lay sheets into the feeder, or bring on a trouble after so many pages."""
        if trouble is not None and trouble not in TROUBLES:
            raise ValueError(trouble)
        with self.going_out, self._lock:
            self.sheets = self.sheets if sheets is None else sheets
            if trouble is not None:
                self.trouble, self.after, self.given = trouble, after, 0

    def now(self, trouble: str) -> bool:
        """Whether that trouble is on."""
        return self.trouble == trouble and self.given >= self.after

    def feeder_state(self) -> str:
        """Word of the protocol."""
        state = next((word for name, word in _FEEDER_STATES.items() if self.now(name)), "")
        return state or ("ScannerAdfLoaded" if self.sheets else "ScannerAdfEmpty")

    def begin(self, body: bytes) -> str:
        """A new job; its number."""
        root = ElementTree.fromstring(body)  # noqa: S314 from our own tests
        number = {name: int(root.findtext(f".//{{{PWG}}}{name}", "0")) for name in ("Width", "Height")}
        resolution = int(root.findtext(f".//{{{SCAN}}}XResolution", "300"))
        job = Job(
            root.findtext(f".//{{{PWG}}}InputSource") == "Feeder",
            root.findtext(f".//{{{SCAN}}}ColorMode", "RGB24"),
            number["Width"] * resolution // 300,
            number["Height"] * resolution // 300,
            resolution,
        )
        with self._lock:
            self._begun += 1
            name = f"job-{self._begun}"
            self.jobs[name] = job
        return name

    def next_page(self, name: str) -> bytes | None:
        """The next page of a job; None: there are no more."""
        with self._lock:
            job = self.jobs.get(name)
            if job is None or (self.sheets if job.feeder else job.left) <= 0:
                return None
            if job.feeder:
                self.sheets -= 1
            else:
                job.left -= 1
            self.given += 1
            self.pages += 1
            number = self.pages
        return _picture(job, number)

    def tell(self, page: bytes, *, whole: bool) -> None:
        """A page goes out."""
        if self.page_given is not None:
            self.page_given(self.pages, page, whole)

    def cancel(self, name: str) -> bool:
        """Forget a job."""
        with self._lock:
            known = self.jobs.pop(name, None) is not None
            if known:
                self.cancelled.append(name)
        return known


def _picture(job: Job, number: int) -> bytes:
    from PIL import Image, ImageDraw

    mode = {"Grayscale8": "L", "RGB24": "RGB", "BlackAndWhite1": "L"}[job.mode]
    picture = Image.new(mode, (max(1, job.width), max(1, job.height)), "white")
    draw = ImageDraw.Draw(picture)
    step = max(4, job.resolution // 6)
    for line in range(step, job.height - step, step):
        draw.line((step, line, job.width - step - (line * 7 + number * 31) % max(1, job.width // 2), line), "black", 2)
    out = io.BytesIO()
    comment = f"sheet {number}".encode()
    picture.save(out, "JPEG", quality=75, dpi=(job.resolution, job.resolution), comment=comment)
    return out.getvalue()


class _Server(ThreadingHTTPServer):
    """The scanner's own small web server."""

    daemon_threads = True

    def __init__(self, port: int, scanner: SimulatedEscl) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.scanner = scanner


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"

    @property
    def scanner(self) -> SimulatedEscl:
        """Whose server took the request."""
        assert isinstance(self.server, _Server)
        return self.server.scanner

    def do_GET(self) -> None:
        """Capabilities, status, pages."""
        parts = self.path.strip("/").split("/")
        if parts == ["eSCL", "ScannerCapabilities"]:
            self._xml("这不是扫描仪" if self.scanner.now("garbage") else _capabilities())
        elif parts == ["eSCL", "ScannerStatus"]:
            self._xml(_status(self.scanner))
        elif len(parts) == 4 and parts[1] == "ScanJobs" and parts[3] == "NextDocument":
            self._page(parts[2])
        else:
            self._say(404)

    def do_POST(self) -> None:
        """A new job."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self.path.rstrip("/") != "/eSCL/ScanJobs":
            self._say(404)
        elif self.scanner.now("busy"):
            self._say(503, {"Retry-After": "1"})
        elif self.scanner.now("denied"):
            self._say(403)
        else:
            name = self.scanner.begin(body)
            host = "127.0.0.9" if self.scanner.now("wrong-host") else f"127.0.0.1:{self.scanner.port}"
            self._say(201, {"Location": f"http://{host}/eSCL/ScanJobs/{name}"})

    def do_DELETE(self) -> None:
        """The end of a job."""
        self._say(200 if self.scanner.cancel(self.path.rstrip("/").rpartition("/")[2]) else 404)

    def _page(self, name: str) -> None:
        job = self.scanner.jobs.get(name)
        if job is not None:
            job.asked += 1
        if self.scanner.now("warming") and job is not None and job.asked <= 2:
            self._say(503)
            return
        if job is not None and any(self.scanner.now(one) for one in _FEEDER_STATES):
            self._say(409)
            return
        if self.scanner.now("slow") and self.scanner.woken.wait(SLOW_SECONDS):
            self.close_connection = True
            return
        broken = next((one for one in ("cut", "empty") if self.scanner.now(one)), "")
        page = self.scanner.next_page(name)
        if page is None:
            self._say(404)
        elif broken == "empty":
            self._say(200, {"Content-Type": "image/jpeg"})
        else:
            self._give(page, broken=bool(broken))

    def _give(self, page: bytes, *, broken: bool) -> None:
        """Send a page and tell of it; one that nobody takes any more did not go out whole."""
        self.close_connection = broken or self.close_connection
        whole = not broken
        with self.scanner.going_out:
            try:
                self._head(200, len(page), {"Content-Type": "image/jpeg"})
                self.wfile.write(page[: len(page) // 2] if broken else page)
            except ConnectionError:
                whole, self.close_connection = False, True
            self.scanner.tell(page, whole=whole)

    def _xml(self, text: str) -> None:
        body = text.encode()
        self._head(200, len(body), {"Content-Type": "text/xml"})
        self.wfile.write(body)

    def _say(self, status: int, headers: Mapping[str, str] | None = None) -> None:
        self._head(status, 0, headers or {})

    def _head(self, status: int, length: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: what is scanned is nobody's business."""


def _capabilities() -> str:
    """A glass of A4 and a feeder that takes one side of a sheet."""
    profile = (
        "<scan:SettingProfiles><scan:SettingProfile><scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode>"
        "<scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes><scan:DocumentFormats>"
        "<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>"
        "<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>"
        "<scan:SupportedResolutions><scan:DiscreteResolutions>"
        + "".join(
            f"<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution>"
            f"<scan:YResolution>{dpi}</scan:YResolution></scan:DiscreteResolution>"
            for dpi in (75, 100, 200, 300, 600)
        )
        + "</scan:DiscreteResolutions></scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>"
    )
    size = "".join(
        f"<scan:{name}>{value}</scan:{name}>"
        for name, value in (("MinWidth", 16), ("MaxWidth", 2550), ("MinHeight", 16), ("MaxHeight", 3508))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<scan:ScannerCapabilities xmlns:scan="{SCAN}" xmlns:pwg="{PWG}"><pwg:Version>2.63</pwg:Version>'
        "<pwg:MakeAndModel>WindowDesk 演示扫描仪</pwg:MakeAndModel>"
        f"<scan:Platen><scan:PlatenInputCaps>{size}{profile}</scan:PlatenInputCaps></scan:Platen>"
        f"<scan:Adf><scan:AdfSimplexInputCaps>{size}{profile}</scan:AdfSimplexInputCaps>"
        "<scan:FeederCapacity>50</scan:FeederCapacity><scan:AdfOptions>"
        "<scan:AdfOption>DetectPaperLoaded</scan:AdfOption></scan:AdfOptions></scan:Adf>"
        "</scan:ScannerCapabilities>"
    )


def _status(scanner: SimulatedEscl) -> str:
    state = "Processing" if scanner.now("busy") else "Idle"
    reason = "<scan:StateReasons><scan:StateReason>CoverOpen</scan:StateReason></scan:StateReasons>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<scan:ScannerStatus xmlns:scan="{SCAN}" xmlns:pwg="{PWG}"><pwg:Version>2.63</pwg:Version>'
        f"<pwg:State>{state}</pwg:State><scan:AdfState>{scanner.feeder_state()}</scan:AdfState>"
        f"{reason if scanner.now('cover') else ''}</scan:ScannerStatus>"
    )


def main(arguments: list[str] | None = None) -> int:
    """Run a simulated scanner until standard input ends or says ``quit``."""
    parser = argparse.ArgumentParser(description="Simulated driverless scanner at a TCP port of this PC")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free port and prints its number")
    chosen = parser.parse_args(arguments)

    def page_given(number: int, page: bytes, whole: bool) -> None:
        _say({"page": number, "digest": hashlib.sha256(page).hexdigest(), "whole": whole})

    with SimulatedEscl(chosen.port, page_given) as scanner:
        _say({"port": scanner.port})
        for line in sys.stdin:
            try:
                order = json.loads(line)
                if "quit" in order:
                    break
                scanner.set(**order)
                _say({"done": order})
            except (ValueError, TypeError) as wrong:
                _say({"error": str(wrong)})
    return 0


_SAYING = threading.Lock()


def _say(what: Mapping[str, Any]) -> None:
    with _SAYING:
        sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
