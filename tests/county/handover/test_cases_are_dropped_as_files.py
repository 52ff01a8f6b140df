"""File drop: batches appear whole and once, scans with them; answers are picked up when whole."""

import hashlib
import json

import pytest
from own_system import NOW

from county import office
from county.connectors.file_drop import FileDrop
from county.connectors.front import NotReachable
from county.connectors.handover import hand_over
from county.connectors.reconcile import reconcile
from county.connectors.settings import FILE_DROP, NotConnected, Settings, keep
from county.files import Folder, blob_name, keep_bytes

OFFICIAL = "99010120261127000010"


class OwnSystem:
    """The other end of two folders."""

    def __init__(self, out, reply):
        self.out, self.reply = out, reply

    def batches(self):
        return sorted(one for one in self.out.iterdir() if one.is_dir())

    def rows(self, table):
        files = [one / f"{table}.jsonl" for one in self.batches()]
        return [json.loads(line) for file in files if file.is_file() for line in file.read_text("utf-8").splitlines()]

    def confirm(self, batch, digest=None):
        digest = digest or hashlib.sha256((batch / "manifest.json").read_bytes()).hexdigest()
        (self.reply / f"{batch.name}.ack.json").write_text(json.dumps({"manifest_sha256": digest}))

    def answer(self, name, table, *rows):
        """Write a whole answer; gives its folder."""
        folder = self.reply / name
        folder.mkdir(exist_ok=True)
        usual = {"cd_operation": "I", "cd_time": str(NOW), "cd_batch": name, "data_source": "900"}
        lines = [{"row_guid": f"{name}-{number}", **usual, **row} for number, row in enumerate(rows)]
        content = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines).encode()
        (folder / f"{table}.jsonl").write_bytes(content)
        part = {
            "table": table,
            "file": f"{table}.jsonl",
            "rows": len(rows),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        (folder / "manifest.json").write_text(json.dumps({"format": 1, "parts": [part]}))
        return folder


@pytest.fixture
def connected(county, tmp_path):
    made = Settings("drop", FILE_DROP, "133", "5-best", out=str(tmp_path / "out"), reply=str(tmp_path / "reply"))
    FileDrop(made, county).prepare(made.lists())
    keep(county, made)
    return made, OwnSystem(tmp_path / "out", tmp_path / "reply")


@pytest.fixture
def accepted(filed, own, go):
    """A case that they accepted under their number."""
    number = filed()
    go()
    row = {"provisional_number": number, "project_no": OFFICIAL, "accept_date": str(NOW), "accept_kind": "1"}
    return number, own.answer("A1", "dn_pro_accept", row)


def test_a_batch_is_whole_names_every_file_and_carries_the_scans(station, catalogue, own, go, page):
    content = b"scan" * 100
    station.upload(content)
    station.send(station.case([page(content)]))
    assert go().written == 1
    (batch,) = own.batches()
    manifest = json.loads((batch / "manifest.json").read_text("utf-8"))
    (part,) = manifest["parts"]
    assert hashlib.sha256((batch / part["file"]).read_bytes()).hexdigest() == part["sha256"]
    assert (part["table"], part["rows"], manifest["batch"]) == ("wd_pro_event", 1, batch.name)
    (scan,) = manifest["files"]
    assert (batch / scan["file"]).read_bytes() == content
    (row,) = own.rows("wd_pro_event")
    assert (row["event_time"], row["cd_operation"], row["cd_batch"]) == ("2026-11-22 09:30:00", "I", batch.name)
    assert [one for one in own.out.iterdir() if one.name.startswith(".")] == []


def test_the_folder_says_which_end_of_the_scale_is_best(own, county, settings):
    told = json.loads((own.out / "codes.json").read_text("utf-8"))
    ends = {one["end_of_scale"]: (one["ours"], one["theirs"]) for one in told["codes"] if one["end_of_scale"]}
    assert (told["scale"], ends["best"]) == ("5-best", ("very_satisfied", "5"))
    turned = Settings("drop", FILE_DROP, "133", "1-best", out=settings.out, reply=settings.reply)
    with pytest.raises(NotConnected, match="方向"):
        FileDrop(turned, county).prepare(turned.lists())
    with pytest.raises(NotConnected, match="代码"):
        FileDrop(turned, county).check(turned.lists())


def test_nothing_new_makes_no_batch(filed, own, go):
    filed()
    go()
    assert (go().written, len(own.batches())) == (0, 1)


def test_killed_between_the_batch_and_its_note_the_same_batch_is_not_dropped_twice(filed, own, go, monkeypatch):
    from county.connectors import handover

    filed()
    monkeypatch.setattr(handover, "_note", lambda *_: None)
    go()
    monkeypatch.undo()
    before = [one.read_bytes() for one in sorted(own.out.rglob("*")) if one.is_file()]
    assert go().written == 1
    assert [one.read_bytes() for one in sorted(own.out.rglob("*")) if one.is_file()] == before


def test_a_half_made_batch_of_a_killed_run_is_made_anew(filed, own, go, monkeypatch):
    from county.connectors import handover

    filed()
    monkeypatch.setattr(handover, "_note", lambda *_: None)
    go()
    monkeypatch.undo()
    (whole,) = own.batches()
    half = whole.rename(whole.with_name(f".{whole.name}.part"))
    (half / "wd_pro_event.jsonl").write_text("{half")
    go()
    assert (own.batches(), half.exists(), len(own.rows("wd_pro_event"))) == ([whole], False, 1)


def test_a_batch_counts_as_fetched_by_the_digest_of_its_manifest_only(filed, own, go):
    filed()
    go()
    (batch,) = own.batches()
    own.confirm(batch, "0" * 64)
    done = go()
    assert (done.fetched, len(done.troubles)) == (0, 1)
    own.confirm(batch)
    assert go().fetched == 1


def test_answers_are_done_and_the_folder_says_so(accepted, own, go, station, rows):
    assert go().answers == 1
    assert (accepted[1] / "taken.json").is_file()
    assert rows("cases")[0]["state"] == "S50"
    own.answer("A2", "dn_pro_result", {
        "project_no": OFFICIAL, "result_type": "1", "result_date": str(NOW), "result_cetr_name": "备案表",
    })  # fmt: skip
    assert go().answers == 1
    assert go().answers == 0
    assert [one["type"] for one in station.feed()][-3:] == ["registered", "status", "result"]


@pytest.mark.parametrize("damage", ["cut", "no file", "no json", "unknown table", "no identity"])
def test_a_torn_answer_is_named_left_alone_and_done_when_it_is_whole(accepted, own, go, rows, damage):
    _, folder = accepted
    file, manifest = folder / "dn_pro_accept.jsonl", folder / "manifest.json"
    whole = file.read_bytes(), manifest.read_bytes()
    if damage == "cut":
        file.write_bytes(whole[0][:-20])
    elif damage == "no file":
        file.unlink()
    elif damage == "no json":
        manifest.write_text("{")
    elif damage == "unknown table":
        manifest.write_bytes(whole[1].replace(b"dn_pro_accept", b"up_pro_accept"))
    else:
        content = whole[0].replace(b"row_guid", b"rowguid")
        file.write_bytes(content)
        told = json.loads(whole[1])
        told["parts"][0]["sha256"] = hashlib.sha256(content).hexdigest()
        manifest.write_text(json.dumps(told))
    done = go()
    assert (done.answers, done.refused, len(done.troubles)) == (0, 0, 1)
    assert rows("cases")[0]["state"] == "S25"
    file.write_bytes(whole[0])
    manifest.write_bytes(whole[1])
    assert go().answers == 1


def test_an_answer_that_cannot_be_done_keeps_its_folder_open(accepted, own, go):
    folder = own.answer("A0", "dn_pro_accept", {"project_no": "x", "accept_date": str(NOW), "accept_kind": "1"})
    done = go()
    assert (done.answers, done.refused) == (1, 1)
    assert not (folder / "taken.json").exists()


def test_a_share_that_is_not_mounted_is_said_and_nothing_is_lost(filed, own, go):
    filed()
    away = own.out.with_name("away")
    own.out.rename(away)
    with pytest.raises(NotReachable):
        go()
    away.rename(own.out)
    assert go().written == 1


def test_a_scan_that_the_platform_has_lost_is_named_and_jams_nothing(station, catalogue, own, go, page, county):
    content = b"scan" * 100
    station.upload(content)
    station.send(station.case([page(content)]), station.case())
    for file in (county.data / "blobs").rglob("*"):
        if file.is_file() and file.read_bytes() == content:
            file.unlink()
    done = go()
    assert (done.written, len(done.troubles)) == (2, 1)
    assert (go().late_files, (own.out / "late").exists()) == (0, False)


def test_a_scan_that_comes_after_its_batch_follows_once_under_its_digest(station, own, go, page, county):
    content = b"scan" * 100
    digest = hashlib.sha256(content).hexdigest()
    station.upload(content)
    station.send(station.case([page(content)]))
    county.files.remove([blob_name(digest)])
    (trouble,) = go().troubles
    assert digest in trouble

    keep_bytes(county.files, content)
    assert [go().late_files, go().late_files] == [1, 0]
    assert [(one.name, one.read_bytes()) for one in (own.out / "late").iterdir()] == [(digest, content)]


def test_killed_while_a_late_scan_is_handed_on_it_follows_in_the_next_round(
    station, own, go, page, county, monkeypatch
):
    content = b"scan" * 100
    name = blob_name(hashlib.sha256(content).hexdigest())
    station.upload(content)
    station.send(station.case([page(content)]))
    county.files.remove([name])
    go()
    keep_bytes(county.files, content)
    with monkeypatch.context() as patch:
        patch.setattr(Folder, "remove", lambda *_: None)
        assert go().late_files == 1
    assert [go().late_files, go().late_files] == [1, 0]


class TestReconciliation:
    @pytest.fixture
    def day(self, registered, county, go):
        number, _ = registered()
        office.status(county, number, "S50")
        office.complete(county, number, granted=True, result_name="备案表")
        go()
        return county.today()

    @pytest.fixture
    def kinds(self, county, settings, day):
        return lambda: [one["kind"] for one in reconcile(county, [settings], day)["differences"]]

    def change(self, own, table, old, new):
        """Change a row and the manifest with it, as somebody who knows the format would."""
        (batch,) = own.batches()
        file = batch / f"{table}.jsonl"
        before, content = file.read_bytes(), file.read_bytes().replace(old.encode(), new.encode())
        assert before != content
        file.write_bytes(content)
        manifest = batch / "manifest.json"
        digests = [hashlib.sha256(one).hexdigest() for one in (before, content)]
        manifest.write_text(manifest.read_text("utf-8").replace(*digests), "utf-8")

    def test_an_untouched_day_agrees(self, kinds):
        assert kinds() == []

    def test_a_changed_field(self, kinds, own):
        self.change(own, "up_pro_accept", "张样例", "张改例")
        assert set(kinds()) == {"changed"}

    def test_files_that_are_not_those_of_the_manifest(self, kinds, own):
        (batch,) = own.batches()
        file = batch / "up_pro_accept.jsonl"
        file.write_bytes(file.read_bytes().replace("张样例".encode(), "张改例".encode()))
        assert "unreadable" in kinds()

    def test_a_batch_that_is_gone(self, kinds, own):
        (batch,) = own.batches()
        batch.rename(own.out.with_name("gone"))
        assert set(kinds()) == {"missing"}

    def test_a_row_for_an_unknown_case(self, kinds, own, tmp_path):
        (batch,) = own.batches()
        told = json.loads((batch / "up_pro_accept.jsonl").read_text("utf-8")) | {"row_guid": "x", "project_no": "9"}
        extra = batch.with_name(batch.name[:-1] + "9")
        extra.mkdir()
        content = (json.dumps(told) + "\n").encode()
        (extra / "up_pro_accept.jsonl").write_bytes(content)
        part = {"table": "up_pro_accept", "file": "up_pro_accept.jsonl", "rows": 1}
        part["sha256"] = hashlib.sha256(content).hexdigest()
        (extra / "manifest.json").write_text(json.dumps({"parts": [part]}))
        assert kinds() == ["unknown-case"]


def test_two_connectors_get_the_same_and_each_hears_what_the_other_side_said(filed, connect, county, own, go):
    settings, database = connect("front", "1-best")
    number = filed()
    go()
    hand_over(county, settings)
    database.accept(OFFICIAL, provisional_number=number)
    hand_over(county, settings)
    go()
    assert database.rows("up_pro_accept") == []
    assert [one["project_no"] for one in own.rows("up_pro_accept")] == [OFFICIAL]
