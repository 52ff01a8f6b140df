"""Driver for driverless scanners (eSCL, also called AirScan): runs in the child of one scan.

Ways of real devices that are allowed for: 503 while the lamp warms up; a wrong host in the job's
address; certificates signed by the device itself; 404 too early between two pages of a feeder.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests

from windowdesk.devices import escl_words
from windowdesk.devices.escl_words import NotEscl, Source, Status
from windowdesk.devices.scan_wish import wish_of
from windowdesk.devices.scan_work import Work
from windowdesk.errors import (
    IMAGE_TRUNCATED,
    SCAN_FAILED,
    SCANNER_ABSENT,
    SCANNER_BUSY,
    SCANNER_COVER_OPEN,
    SCANNER_DENIED,
    SCANNER_JAMMED,
    SCANNER_NO_PAPER,
    DeviceTrouble,
    Message,
)

EXAMPLE = "escl:http://192.168.1.60/eSCL"
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 20.0
PAGE_SECONDS = 120.0
"""Between two pieces of a page."""
BUSY_SECONDS = 15.0
"""How long a busy scanner is asked again before the clerk is told."""
WAIT_SECONDS = 60.0
"""How long a scanner may say that the next page is not ready."""
PAUSE_SECONDS = 1.0
LARGEST_PAGE = 100_000_000
MOST_PAGES = 100
_DONE = frozenset({404, 410})
_FEEDER_TROUBLES = {
    "ScannerAdfJam": SCANNER_JAMMED,
    "ScannerAdfMispick": SCANNER_JAMMED,
    "ScannerAdfMultipickDetected": SCANNER_JAMMED,
    "ScannerAdfDoorOpen": SCANNER_COVER_OPEN,
    "ScannerAdfHatchOpen": SCANNER_COVER_OPEN,
    "ScannerAdfEmpty": SCANNER_NO_PAPER,
}


def scan(work: Work) -> None:
    """One page from the glass, or all from the feeder; raises DeviceTrouble."""
    warnings.filterwarnings("ignore", module="urllib3")  # about certificates: a device signs its own
    with requests.Session() as session:
        session.verify = False
        session.trust_env = False
        _Scan(work, session).run()


def look(base: str) -> None:
    """Ask the scanner how it is, for the device doctor; raises DeviceTrouble when it could not scan now."""
    warnings.filterwarnings("ignore", module="urllib3")
    with requests.Session() as session:
        session.verify = False
        session.trust_env = False
        one = _Scan(Work(Path(), {"base": base}, feeder=False), session)
        one.offers()
        if trouble := _trouble_of(one.status(), feeder=False, pages=0):
            raise trouble


class _Scan:
    """One scan at one device."""

    def __init__(self, work: Work, session: requests.Session) -> None:
        self._work = work
        self._session = session
        self._base = work.options["base"].rstrip("/") + "/"
        self._job = ""
        work.on_stop = self._give_up

    def run(self) -> None:
        """Ask what it offers, begin a job, fetch the pages."""
        offers = self.offers()
        feeder = (self._work.feeder and offers.feeder is not None) or offers.glass is None
        source = offers.feeder if feeder else offers.glass
        assert source is not None
        if trouble := _trouble_of(self.status(), feeder=feeder, pages=0):
            raise trouble
        self._begin(source, feeder=feeder)
        try:
            self._fetch(feeder=feeder)
        finally:
            self._give_up()

    def offers(self) -> escl_words.Offers:
        """What the scanner can do; raises DeviceTrouble."""
        try:
            answer = self._ask("GET", "ScannerCapabilities")
        except requests.RequestException as lost:
            raise DeviceTrouble(SCANNER_ABSENT, address=self._base) from lost
        if answer.status_code in {401, 403}:
            raise DeviceTrouble(SCANNER_DENIED)
        try:
            return escl_words.read_offers(answer.content)
        except NotEscl as wrong:
            raise DeviceTrouble(SCAN_FAILED, reason="这个地址上不是无驱动扫描仪") from wrong

    def status(self) -> Status:
        """How it is; raises DeviceTrouble."""
        with _the_line():
            answer = self._ask("GET", "ScannerStatus")
        try:
            return escl_words.read_status(answer.content)
        except NotEscl:
            return Status("", "", frozenset())

    def _begin(self, source: Source, *, feeder: bool) -> None:
        body = escl_words.settings(source, wish_of(self._base, self._work.options, EXAMPLE), feeder=feeder)
        until = time.monotonic() + BUSY_SECONDS
        while True:
            with _the_line():
                answer = self._ask("POST", "ScanJobs", body)
            if answer.status_code != 503 or time.monotonic() > until:
                break
            time.sleep(_pause(answer))
        if answer.status_code == 201 and answer.headers.get("Location"):
            path = urlsplit(urljoin(self._base, answer.headers["Location"])).path
            self._job = urljoin(self._base, path).rstrip("/")
            return
        raise self._refusal(answer.status_code, feeder=feeder)

    def _refusal(self, status: int, *, feeder: bool) -> DeviceTrouble:
        told = _trouble_of(self.status(), feeder=feeder, pages=0)
        if told is not None:
            return told
        if status in {401, 403}:
            return DeviceTrouble(SCANNER_DENIED)
        if status == 503:
            return DeviceTrouble(SCANNER_BUSY)
        reason = "扫描仪不接受这个设置" if status in {400, 409} else f"代码 {status}"
        return DeviceTrouble(SCAN_FAILED, reason=reason)

    def _fetch(self, *, feeder: bool) -> None:
        took = 0.0
        while self._work.delivered < (MOST_PAGES if feeder else 1):
            if self._work.delivered:
                time.sleep(min(PAUSE_SECONDS, took / 2))  # some say 404 to one who asks at once
            began = time.monotonic()
            if not self._next_page(feeder=feeder):
                break
            took = time.monotonic() - began
        if feeder or not self._work.delivered:
            trouble = _trouble_of(self.status(), feeder=feeder, pages=self._work.delivered)
            if trouble is not None:
                raise trouble
        if not self._work.delivered:
            raise DeviceTrouble(SCANNER_NO_PAPER) if feeder else DeviceTrouble(IMAGE_TRUNCATED)

    def _next_page(self, *, feeder: bool) -> bool:
        """Fetch one page; False: there are no more."""
        until = time.monotonic() + WAIT_SECONDS
        while True:
            with _the_line():
                answer = self._session.get(
                    f"{self._job}/NextDocument", stream=True, timeout=(CONNECT_SECONDS, PAGE_SECONDS)
                )
            with answer:
                if answer.status_code == 200:
                    with self._work.page(".jpg") as file, _the_line():
                        _store(answer, file)
                    return True
                if answer.status_code in _DONE:
                    return False
                pause = _pause(answer)
            trouble = _trouble_of(self.status(), feeder=feeder, pages=self._work.delivered)
            if trouble is not None and trouble.message is not SCANNER_NO_PAPER:
                raise trouble
            if answer.status_code != 503 or time.monotonic() > until:
                raise DeviceTrouble(SCAN_FAILED, reason=f"代码 {answer.status_code}")
            time.sleep(pause)

    def _ask(self, method: str, path: str, body: bytes | None = None) -> requests.Response:
        headers = {"Content-Type": "text/xml"} if body is not None else {}
        return self._session.request(
            method,
            urljoin(self._base, path),
            data=body,
            headers=headers,
            timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            allow_redirects=False,
        )

    def _give_up(self) -> None:
        """Tell the scanner that nothing more is wanted; a job that has ended says 404, a lost one nothing."""
        job, self._job = self._job, ""
        if not job:
            return
        try:
            requests.delete(job, timeout=1.0, verify=False)  # noqa: S501 a device signs its own certificate
        except requests.RequestException:
            self._session.close()


def _store(answer: requests.Response, file: Path) -> None:
    size = 0
    with file.open("wb") as out:
        for piece in answer.iter_content(1 << 16):
            size += len(piece)
            if size > LARGEST_PAGE:
                raise DeviceTrouble(SCAN_FAILED, reason="扫描仪送来的页太大")
            out.write(piece)
    if size == 0:
        raise DeviceTrouble(IMAGE_TRUNCATED)


@contextmanager
def _the_line() -> Iterator[None]:
    """Troubles of the line in the middle of a scan."""
    try:
        yield
    except requests.exceptions.ChunkedEncodingError as cut:
        raise DeviceTrouble(IMAGE_TRUNCATED) from cut
    except requests.RequestException as lost:
        raise DeviceTrouble(SCAN_FAILED, reason="和扫描仪的连接断了") from lost


def _pause(answer: requests.Response) -> float:
    said = answer.headers.get("Retry-After", "")
    return min(float(said), 10.0) if said.isascii() and said.isdigit() else PAUSE_SECONDS


def _trouble_of(status: Status, *, feeder: bool, pages: int) -> DeviceTrouble | None:
    """What its status means to the clerk; an empty feeder is the good end of a batch."""
    known: Message | None = _FEEDER_TROUBLES.get(status.feeder) if feeder else None
    if known is SCANNER_NO_PAPER and pages:
        known = None
    if known is None and any("Cover" in reason or "Door" in reason for reason in status.reasons):
        known = SCANNER_COVER_OPEN
    if known is not None:
        return DeviceTrouble(known)
    if status.state in {"Stopped", "Down"}:
        return DeviceTrouble(SCAN_FAILED, reason="扫描仪停止了工作")
    return None
