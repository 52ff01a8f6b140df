"""A real county on a free port with something published, and the kit run against it."""

import asyncio
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from conformance.desk import Desk
from conformance.line import Line
from conformance.run import run
from county.enrolment import issue_code
from county.packs import publish_calendar, publish_keys
from county.place import open_county
from county.server import Address, listen, make_server

SECONDS = 20
PATIENCE = 0.4
CALENDAR = Path(__file__).resolve().parents[2] / "resources" / "calendar" / "99-1.json"
SITE = {
    "name": "石桥村便民服务室",
    "region": "990101001001",
    "kind": "village",
    "agency": "石桥镇便民服务中心",
    "receives_for": "applicant",
}


@pytest.fixture
def database():
    return ""


def wait_for_no_disk(connection, _record):
    """Thirty platforms are made here, and none of them outlives its test."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def county(tmp_path, database):
    place = open_county(tmp_path / "county", database)
    if place.engine.dialect.name == "sqlite":
        event.listen(place.engine, "connect", wait_for_no_disk)
        place.engine.dispose()
    publish_keys(place)
    publish_calendar(place, [CALENDAR])
    yield place
    place.close()


@pytest.fixture
def serve():
    """A context: the county served at an address."""

    @contextmanager
    def serving(county, address=None):
        address = address or Address()
        server = make_server(county, address)

        async def until_told():
            while not server.should_exit:
                await asyncio.sleep(0.005)

        server.main_loop = until_told  # uvicorn looks ten times a second; thirty servers would wait for that
        with listen(address) as listening:
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
            thread.start()
            deadline = time.monotonic() + SECONDS
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                assert time.monotonic() < deadline, "the server did not start"
                time.sleep(0.005)
            try:
                scheme = "https" if address.certificate else "http"
                yield f"{scheme}://127.0.0.1:{listening.getsockname()[1]}"
            finally:
                server.should_exit = True
                thread.join(SECONDS)
                assert not thread.is_alive()

    return serving


@pytest.fixture
def findings(county, serve):
    """Run the kit against the county as it is now; gives its findings."""

    def make():
        with serve(county) as url:
            line = Line(url)
            try:
                return run(Desk(line, issue_code(county, SITE), PATIENCE))
            finally:
                line.close()

    return make


@pytest.fixture
def new_code(county):
    return lambda **changed: issue_code(county, {**SITE, **changed})
