"""A newer program from the county: by stick and by line, whole and signed or not at all, never an older one."""

import pytest

from county.packs import PackRefused, publish_keys, publish_program
from county.relay_counter import import_stick
from windowdesk import errors
from windowdesk.domain.exchange_news import PROGRAM_NAME
from windowdesk.sync import program_down
from windowdesk.sync.platform_name import platform_name
from windowdesk.sync.relay import Relay


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A program for this platform and one for another."""
    monkeypatch.setattr("county.packs.PLATFORMS", (platform_name(), "windows-other"))
    made = {}
    for platform in (platform_name(), "windows-other"):
        made[platform] = tmp_path / f"windowdesk-{platform}.tar.gz"
        made[platform].write_bytes(platform.encode() * 60_000)
    return made


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def ready(station):
    return station.look(lambda view: view.state.get(PROGRAM_NAME))


def by_stick(station, county, stick):
    relay = Relay(
        station.store, station.blobs, key=station.vault.station_key, home=station.home, clock=station.clock,
        bus=station.bus,
    )  # fmt: skip
    relay.write(stick, "001")
    done = import_stick(county.place, [stick], stick)
    return relay.take(stick), done


def test_by_stick_it_comes_whole_and_only_for_this_platform(station, county, stick, files):
    publish_program(county.place, 3, files)
    found, _ = by_stick(station, county, stick)
    assert "program 3" in found.taken[-1].packs
    kept = station.home / "program" / files[platform_name()].name
    assert ready(station) == {"version": 3, "file": str(kept)}
    assert kept.read_bytes() == files[platform_name()].read_bytes()
    (reply,) = stick.glob("windowdesk-reply-*")
    assert reply.stat().st_size < files[platform_name()].stat().st_size * 1.5  # not the other platform's too


def test_over_the_line_it_comes_a_little_with_each_run_and_goes_on_at_the_byte(station, county, files, monkeypatch):
    monkeypatch.setattr(program_down, "AT_ONCE", 300_000)
    publish_program(county.place, 1, files)
    runs = 0
    while ready(station) is None:
        station.sync()
        runs += 1
        assert runs < 10
    assert runs > 1
    assert ready(station)["version"] == 1


def test_the_newest_is_kept_and_an_older_one_is_refused(station, county, stick, files):
    publish_keys(county.place)
    publish_program(county.place, 5, files)
    by_stick(station, county, stick)
    with pytest.raises(PackRefused):
        publish_program(county.place, 4, {platform_name(): files["windows-other"]})
    files[platform_name()].write_bytes(b"newer" * 1000)
    publish_program(county.place, 6, files)
    by_stick(station, county, stick)
    assert ready(station)["version"] == 6
    assert [file.read_bytes()[:5] for file in (station.home / "program").iterdir()] == [b"newer"]


def test_a_lower_version_in_a_reply_is_no_news(station, county, stick, files, monkeypatch):
    publish_program(county.place, 5, files)
    by_stick(station, county, stick)
    real = county.place.keys.signed({"what": "program", "version": 4, "items": []})
    monkeypatch.setattr("county.relay_reply.newest_index", lambda _county, what: {**real, "what": what})
    found, _ = by_stick(station, county, stick)
    assert all("program" not in pack for one in found.taken[-1:] for pack in one.packs)
    assert ready(station)["version"] == 5


def test_a_program_that_is_not_what_the_index_names_is_not_kept(station, county, stick, files):
    publish_program(county.place, 1, files)
    from county.files import blob_name

    (row,) = [one for one in county.rows("packs") if one["what"] == "program"]
    import json

    digest = next(one["digest"] for one in json.loads(row["text"])["items"] if one["code"] == platform_name())
    place = county.data / blob_name(digest)
    place.write_bytes(b"X" * place.stat().st_size)
    found, _ = by_stick(station, county, stick)
    assert errors.COUNTY_SIGNATURE.code in [one.code for one in found.taken[-1].remarks]
    assert ready(station) is None
    assert not (station.home / "program").exists()


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a b", ""])
def test_a_file_name_never_leads_out_of_the_folder(station, county, stick, files, name):
    from county.packs import Part, publish

    content = files[platform_name()].read_bytes()
    publish(county.place, "program", [Part(platform_name(), "program", name, content)], 2)
    by_stick(station, county, stick)
    assert ready(station)["file"] == str(station.home / "program" / "windowdesk-2")
