"""The line works in its own thread while a stick is written and read: one log, nothing twice, nothing undone."""

import threading
from pathlib import Path

from county.relay import take_bundle
from county.relay_reply import write_reply

CASES = 12


def test_line_and_stick_at_the_same_moment(station, county, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    ended, troubles = threading.Event(), []

    def trips():
        """A relay with a handle of its own, as the window has one."""
        relay = station.relay()
        try:
            with relay:
                while not ended.is_set():
                    written = relay.write(stick, "001")
                    reply = write_reply(
                        county.place, take_bundle(county.place, Path(written.folder) / written.bundles[-1].name), stick
                    )
                    relay.take(reply)
        except Exception as trouble:
            troubles.append(trouble)

    thread = threading.Thread(target=trips, name="stick")
    thread.start()
    cases = []
    for number in range(CASES):
        cases.append(station.file(b"page %d" % number))
        station.sync()
    ended.set()
    thread.join(60)
    assert not thread.is_alive()
    assert troubles == []
    for _ in range(3):
        report = station.sync()
    assert report.reason is None
    assert [row["seq"] for row in county.rows("events")] == list(range(1, CASES + 1))
    assert {row["verdict"] for row in county.rows("events")} == {"accepted"}
    for case in cases:
        assert [one.kind for one in station.verdicts(case.id)] == ["accepted"]
    assert station.look(lambda view: view.outbox.marks()).received_to == CASES
    assert station.look(lambda view: view.blobs.counts()) == (0, 0)
