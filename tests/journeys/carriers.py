"""How a day's log, answers and files travel: over the line, or on a stick that somebody carries."""

import shutil
from typing import Any

from stage import Stage


class ByLine:
    """The station's own line to the county."""

    name = "line"

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def enrol(self, code: str, name: str) -> dict[str, Any]:
        """Make the station known."""
        return self._stage.client("enrol", "--code", code, "--name", name)

    def settle(self, timeout: int = 300) -> dict[str, Any]:
        """Exchange until everything has its verdict; counts of what went up."""
        return self._stage.client("sync", "--until-settled", "--timeout", str(timeout))


class ByStick:
    """Two sticks between station and county, which never see the same network.

    What lies on the station's stick is copied onto the one that the messenger takes to the county, and back.
    """

    name = "stick"

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._at_station = stage.root / "stick"
        self._on_the_way = stage.root / "messenger"
        for folder in (self._at_station, self._on_the_way):
            folder.mkdir(exist_ok=True)
        self.trips = 0

    def enrol(self, code: str, name: str) -> dict[str, Any]:
        """A request there, an answer and the first reply back; nobody has ever seen the station on a line."""
        asked = self._stage.client("enrol", "--code", code, "--name", name, "--to", str(self._at_station))
        carried = shutil.copy(asked["file"], self._on_the_way)
        done = self._stage.county_json("relay", "import", str(carried), "--reply", str(self._on_the_way))
        assert [one["code"] for one in done["requests"]] == [""], done
        for reply in done["replies"]:
            shutil.copy(reply["file"], self._at_station)
        return self._stage.client("enrol", "--from", str(self._at_station))

    def settle(self, timeout: int = 300) -> dict[str, Any]:
        """One trip to the county and back."""
        self.trips += 1
        written = self._stage.client("relay", "export", "--to", str(self._at_station))
        (file,) = written["files"]
        carried = shutil.copy(file, self._on_the_way)
        taken = self._stage.county_json("relay", "import", str(carried), "--reply", str(self._on_the_way))
        assert [one["code"] for one in taken["bundles"]] == [""], taken
        (reply,) = taken["replies"]
        back = shutil.copy(reply["file"], self._at_station)
        answer = self._stage.client("relay", "import", str(back))
        assert not answer["remarks"], answer["remarks"]
        return {**answer, "events_sent": written["events"], "blobs_sent": written["blobs"]}
