"""The office looks at the preview while the page itself is on its way, and is told that it is only that."""

import hashlib

import pytest

from county import listing
from county.__main__ import main

PAGE, PREVIEW = b"\xff\xd8\xff a large page " * 30_000, b"\xff\xd8\xff its preview"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def filed(station):
    """A case whose page has a preview; nothing of its files is here."""
    preview = {"digest": sha256(PREVIEW), "media_type": "image/jpeg", "size": len(PREVIEW)}
    page = {"digest": sha256(PAGE), "media_type": "image/jpeg", "size": len(PAGE), "preview": preview}
    materials = [{"material": "M1", "name": "身份证", "how": "scan", "pages": [page]}]
    event = station.case([page, preview], materials=materials)
    assert station.send(event).json()["verdicts"][0]["verdict"] == "held"
    return event["payload"]["case"]["provisional_number"]


@pytest.fixture
def show(data, capsys):
    def run(*line):
        assert main(["--data", str(data), "show", *map(str, line)]) == 0
        return capsys.readouterr().out

    return run


def test_a_case_that_waits_for_its_files_is_shown_with_its_text(filed, show):
    told = show(filed)
    assert "文字已到，还在等扫描件" in told
    assert f"扫描件 身份证 {sha256(PAGE)} 还没到\n" in told


def test_the_preview_is_shown_where_the_page_is_not_here_and_it_is_said(station, filed, show, tmp_path):
    station.upload(PREVIEW)
    assert f"{sha256(PAGE)} 还没到，先看预览图 {sha256(PREVIEW)}" in show(filed, "--into", tmp_path / "look")
    (file,) = (tmp_path / "look").iterdir()
    assert file.name == f"{sha256(PAGE)}.preview.jpg"
    assert file.read_bytes() == PREVIEW


def test_the_page_takes_its_place_when_it_comes(station, county, filed, show, tmp_path):
    station.upload(PREVIEW)
    assert listing.case_rows(county) == []
    station.upload(PAGE)
    assert station.verdicts()[0]["verdict"] == "accepted"
    assert f"{sha256(PAGE)} 已到" in show(filed, "--into", tmp_path / "look")
    (file,) = (tmp_path / "look").iterdir()
    assert (file.name, file.read_bytes()) == (f"{sha256(PAGE)}.jpg", PAGE)


def test_the_station_that_sent_them_may_fetch_both(station, filed):
    for content in (PREVIEW, PAGE):
        station.upload(content)
        assert station.call("GET", f"/v1/blobs/{sha256(content)}").content == content


def test_a_preview_that_blobs_does_not_name_is_a_mismatch(station):
    preview = {"digest": sha256(PREVIEW), "media_type": "image/jpeg", "size": len(PREVIEW)}
    page = {"digest": sha256(PAGE), "media_type": "image/jpeg", "size": len(PAGE), "preview": preview}
    materials = [{"material": "M1", "name": "身份证", "how": "scan", "pages": [page]}]
    (told,) = station.send(station.case([page], materials=materials)).json()["verdicts"]
    assert (told["verdict"], told["problem"]["code"]) == ("rejected", "blobs_mismatch")
