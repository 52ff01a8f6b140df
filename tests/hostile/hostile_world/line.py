"""The line between a station and its county: every way in which a line, a portal or a proxy can be wrong."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from hostile_world.broken import Broken, CountyDied
from hostile_world.county import CountySide
from hostile_world.disk import Disk
from hostile_world.time import Time
from windowdesk import errors
from windowdesk.sync.transport import Answer, Request, Traffic

PORTAL = "<html><head><title>上网认证</title></head><body>请先登录</body></html>".encode()
REQUESTS_AT_MOST = 600
"""In one run; a story is small, so more than this is spinning."""

REQUEST_HEADERS = (
    "Content-Encoding",
    "Upload-Checksum",
    "Tus-Resumable",
    "Authorization",
    "Upload-Offset",
    "Upload-Metadata",
    "Content-Type",
    "Range",
)
ANSWER_HEADERS = (
    "content-type",
    "upload-offset",
    "location",
    "date",
    "retry-after",
    "windowdesk-epoch",
    "content-range",
)


@dataclass
class Trouble:
    """What is wrong with the line: ``kind`` with the requests it spares first, and how many it hits then."""

    kind: str
    after: int
    times: int
    number: int


class SimulatedLine:
    """A `windowdesk.sync.transport.Line` that leads straight into the county's program."""

    def __init__(
        self, county: CountySide, disk: Disk, time: Time, before: Callable[[], None], after: Callable[[], None]
    ) -> None:
        self.trouble: Trouble | None = None
        self.requests = 0
        self.in_this_run = 0
        self.cuts = 0
        self.sent: Counter[str] = Counter()
        """Bytes of each file that left the station."""
        self.spoilt: Counter[str] = Counter()
        """Times that something went wrong while a piece of it was on its way."""
        self.traffic = Traffic()
        """Not counted: nobody in a story is short of data."""
        self._uploads: dict[str, str] = {}
        self.hits = 0
        self._county = county
        self._disk = disk
        self._time = time
        self._before = before
        self._after = after
        self._late: list[tuple[int, Request]] = []
        self._seen: dict[str, Answer] = {}
        self._troubles: dict[str, Callable[[Request, Trouble], Answer]] = {
            name.removeprefix("_do_"): getattr(self, name) for name in dir(self) if name.startswith("_do_")
        }

    def send(self, request: Request) -> Answer:
        """See `Line.send`; the station's program may be ended before and after."""
        self._before()
        self.requests += 1
        self.in_this_run += 1
        if self.in_this_run > REQUESTS_AT_MOST:
            raise Broken("spinning", f"more than {REQUESTS_AT_MOST} requests in one run, now {request.path}")
        try:
            answer: Answer = self._disk.step("line", self._disk.desks, lambda: self._carry(request))
        finally:
            self._after()
        return answer

    def close(self) -> None:
        """Nothing is held open."""

    def end(self) -> None:
        """Nothing is ever under way: there is one thread."""

    def heal(self) -> None:
        """The line is good; what hung in it arrives now."""
        self.trouble = None
        self._deliver_late(everything=True)

    def _carry(self, request: Request) -> Answer:
        self._deliver_late()
        trouble = self.trouble
        if trouble is not None:
            if trouble.after > 0:
                trouble.after -= 1
            elif trouble.times > 0:
                trouble.times -= 1
                self.hits += 1
                self.spoilt[self._uploads.get(request.path, "")] += 1
                return self._troubles[trouble.kind](request, trouble)
        return self._pass(request)

    def _pass(self, request: Request, *, cut_at: int | None = None) -> Answer:
        file = self._uploads.get(request.path, "")
        if request.method == "PATCH":
            self.sent[file] += len(request.body[:cut_at])
        try:
            answer = self._county.ask(request, cut_at=cut_at)
        except CountyDied:
            self.hits += 1
            self.spoilt[file] += 1
            raise self._cut() from None
        if request.path == "/v1/blobs" and "location" in answer.headers:
            self._uploads[answer.headers["location"]] = _file_of(request)
        if request.method == "GET" and answer.status == 200:
            self._seen.setdefault(request.path, answer)
        return answer

    def _cut(self, message: errors.Message = errors.NO_NETWORK) -> errors.CountyTrouble:
        self.cuts += 1
        return errors.CountyTrouble(message)

    def _deliver_late(self, *, everything: bool = False) -> None:
        due = [one for left, one in self._late if everything or left <= 0]
        self._late = [] if everything else [(left - 1, one) for left, one in self._late if left > 0]
        for request in due:
            try:
                self._county.ask(request)
            except CountyDied:
                continue

    # troubles, by the name a story gives them

    def _do_cut_before(self, request: Request, trouble: Trouble) -> Answer:
        raise self._cut()

    def _do_cut_after(self, request: Request, trouble: Trouble) -> Answer:
        self._pass(request)
        raise self._cut()

    def _do_cut_body(self, request: Request, trouble: Trouble) -> Answer:
        """At any byte of the body."""
        self._pass(request, cut_at=trouble.number % (len(request.body) + 1))
        raise self._cut()

    def _do_dns(self, request: Request, trouble: Trouble) -> Answer:
        raise self._cut(errors.COUNTY_NAME)

    def _do_tls(self, request: Request, trouble: Trouble) -> Answer:
        raise self._cut(errors.COUNTY_TLS)

    def _do_slow(self, request: Request, trouble: Trouble) -> Answer:
        """The county did it, but the answer came after the patience was over."""
        self._pass(request)
        self._time.pass_by(30)
        raise self._cut(errors.COUNTY_TIMEOUT)

    def _do_late(self, request: Request, trouble: Trouble) -> Answer:
        """The request hangs in the line and arrives after others that were sent later."""
        self._late.append((trouble.number % 6, request))
        self._time.pass_by(30)
        raise self._cut(errors.COUNTY_TIMEOUT)

    def _do_double(self, request: Request, trouble: Trouble) -> Answer:
        self._pass(request)
        return self._pass(request)

    def _do_portal(self, request: Request, trouble: Trouble) -> Answer:
        return Answer(200, {"content-type": "text/html; charset=utf-8"}, PORTAL)

    def _do_login(self, request: Request, trouble: Trouble) -> Answer:
        return Answer(302, {"location": "http://login.example/", "content-type": "text/html"}, PORTAL)

    def _do_ok_nothing(self, request: Request, trouble: Trouble) -> Answer:
        """A portal that says yes to everything, in JSON."""
        return Answer(200, {"content-type": "application/json"}, json.dumps({"status": "ok"}).encode())

    def _do_error(self, request: Request, trouble: Trouble) -> Answer:
        return Answer(500, {"content-type": "text/html"}, b"<h1>500</h1>")

    def _do_error_after(self, request: Request, trouble: Trouble) -> Answer:
        """A gateway gives up though the county did it."""
        self._pass(request)
        return Answer(502, {"content-type": "text/html"}, b"<h1>502</h1>")

    def _do_busy(self, request: Request, trouble: Trouble) -> Answer:
        wait = (str(trouble.number % 90), "nonsense", "Mon, 02 Mar 2026 02:00:00 GMT")[trouble.number % 3]
        return Answer(429, {"content-type": "text/html", "retry-after": wait}, b"busy")

    def _do_too_large(self, request: Request, trouble: Trouble) -> Answer:
        """A proxy that takes no large bodies."""
        if len(request.body) <= 300 + trouble.number % 3000:
            return self._pass(request)
        return Answer(413, {"content-type": "text/html"}, b"<h1>413</h1>")

    def _do_strip_request(self, request: Request, trouble: Trouble) -> Answer:
        name = REQUEST_HEADERS[trouble.number % len(REQUEST_HEADERS)]
        return self._pass(replace(request, headers={key: one for key, one in request.headers.items() if key != name}))

    def _do_strip_answer(self, request: Request, trouble: Trouble) -> Answer:
        answer = self._pass(request)
        name = ANSWER_HEADERS[trouble.number % len(ANSWER_HEADERS)]
        return replace(answer, headers={key: one for key, one in answer.headers.items() if key != name})

    def _do_torn(self, request: Request, trouble: Trouble) -> Answer:
        """An old proxy closes in the middle of the answer and nobody can tell."""
        answer = self._pass(request)
        return replace(answer, body=answer.body[: len(answer.body) * (trouble.number % 10) // 10])

    def _do_stale(self, request: Request, trouble: Trouble) -> Answer:
        """A proxy answers from its store what it heard at the first time."""
        if request.method == "GET" and request.path in self._seen:
            return self._seen[request.path]
        return self._pass(request)


def _file_of(request: Request) -> str:
    """Digest of the file an upload is begun for."""
    found = [pair.split(" ") for pair in request.headers.get("Upload-Metadata", "").split(",")]
    return next((base64.b64decode(one[1]).decode() for one in found if one[0] == "digest"), "")


TROUBLES = tuple(sorted(name.removeprefix("_do_") for name in dir(SimulatedLine) if name.startswith("_do_")))
