import errno
import hashlib
import io
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from windowdesk import errors
from windowdesk.storage import blobs as blob_files
from windowdesk.storage.blobs import PIECE, Blobs


@pytest.fixture
def blobs(home, vault):
    return Blobs(home, vault)


def files(home, where):
    return sorted(file for file in (home / where).rglob("*") if file.is_file())


def first(home):
    return files(home, "blobs")[0]


def second(home):
    return files(home, "second-copy/blobs")[0]


def spoil(file, place=100):
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)


SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7]


@pytest.mark.parametrize("size", SIZES)
def test_bytes_and_files_of_any_size_come_back(blobs, tmp_path, size):
    content = os.urandom(size)
    file = tmp_path / "scan.jpg"
    file.write_bytes(content)
    ref = blobs.put(content, "image/jpeg")
    assert (ref.digest, ref.size, ref.media_type) == (hashlib.sha256(content).hexdigest(), size, "image/jpeg")
    assert blobs.put(file, "image/jpeg") == ref
    assert blobs.read(ref) == content
    assert blobs.verify(ref)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3 * PIECE + 20), st.integers(0, PIECE + 5)), min_size=1, max_size=5))
def test_any_part_can_be_read_without_the_rest(blobs, places):
    content = b"0123456789abcdef" * (3 * PIECE // 16) + b"end"
    plain = io.BytesIO(content)
    with blobs.open(blobs.put(content, "x")) as stream:
        for start, length in places:
            assert stream.seek(start) == plain.seek(start)
            assert stream.read(length) == plain.read(length)
        assert stream.seek(0, io.SEEK_END) == len(content)
        assert stream.seek(-3, io.SEEK_CUR) == len(content) - 3
        assert stream.read() == b"end"


def test_the_same_content_is_stored_once(blobs, home):
    for media in ("image/jpeg", "image/png"):
        blobs.put(b"same", media)
    assert len(files(home, "blobs")) == len(files(home, "second-copy/blobs")) == 1


@pytest.mark.parametrize("which", [first, second])
@pytest.mark.parametrize("harm", [spoil, lambda file: os.truncate(file, 60), lambda file: file.unlink()])
def test_one_damaged_copy_is_mended_from_the_other(blobs, home, which, harm):
    content = os.urandom(3 * PIECE)
    ref = blobs.put(content, "x")
    harm(which(home))
    assert blobs.read(ref) == content
    assert blobs.verify(ref)
    assert first(home).read_bytes() == second(home).read_bytes()


def test_a_copy_damaged_at_the_end_is_replaced_while_it_is_being_read(blobs, home):
    content = os.urandom(3 * PIECE)
    ref = blobs.put(content, "x")
    spoil(first(home), -5)
    assert blobs.read(ref) == content
    assert first(home).read_bytes() == second(home).read_bytes()


def test_a_file_cut_exactly_between_two_pieces_is_not_taken_for_a_shorter_one(blobs, home):
    ref = blobs.put(os.urandom(2 * PIECE), "x")
    second(home).unlink()
    os.truncate(first(home), 20 + PIECE + 16)
    with pytest.raises(errors.StoreTrouble) as told:
        blobs.read(ref)
    assert told.value.code == errors.BLOB_DAMAGED.code


def test_when_both_copies_are_damaged_it_is_told_and_nothing_is_made_up(blobs, home):
    ref = blobs.put(b"x" * 1000, "x")
    spoil(first(home))
    spoil(second(home))
    assert not blobs.verify(ref)
    with pytest.raises(errors.StoreTrouble) as told, blobs.open(ref) as stream:
        stream.read()
    assert told.value.code == errors.BLOB_DAMAGED.code


def test_another_file_under_the_name_is_found_out(blobs, home):
    ref = blobs.put(b"one", "x")
    mine = first(home)
    blobs.put(b"two", "x")
    other = next(file for file in files(home, "blobs") if file != mine)
    for file in (mine, home / "second-copy" / "blobs" / mine.parent.name / mine.name):
        file.write_bytes(other.read_bytes())
    with pytest.raises(errors.StoreTrouble):
        blobs.read(ref)


def test_an_unknown_file_is_told(blobs):
    assert not blobs.has("00" * 32)
    with pytest.raises(errors.StoreTrouble) as told:
        blobs.open("00" * 32)
    assert told.value.code == errors.BLOB_DAMAGED.code


@pytest.mark.parametrize("fails_at", range(4))
def test_a_full_disk_leaves_nothing_half_and_the_next_try_works(blobs, home, monkeypatch, fails_at):
    count = iter(range(100))
    real = os.fsync

    def fsync(handle):
        if next(count) == fails_at:
            raise OSError(28, "No space left on device")
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        with pytest.raises(errors.StoreTrouble) as told:
            blobs.put(b"scan", "x")
    assert told.value.code == errors.DISK_FULL.code
    assert not list(home.rglob("*.new"))
    ref = blobs.put(b"scan", "x")
    assert blobs.verify(ref)


def test_bytes_are_forgotten_only_below_the_safe_mark(blobs, home, store, receive):
    ref = blobs.put(b"scan", "image/jpeg")
    with store.unit() as unit:
        unit.blobs.add(ref)
        receive(unit, blobs=(ref.digest,))
        assert not blobs.forget(ref, unit.blobs)
        unit.blobs.at_county(ref.digest)
        assert not blobs.forget(ref, unit.blobs)
        assert not blobs.drop_second(ref, unit.blobs)
        unit.outbox.set_marks(1, 1, "e")
        assert blobs.drop_second(ref, unit.blobs)
    assert files(home, "second-copy/blobs") == []
    assert blobs.read(ref) == b"scan"
    with store.unit() as unit:
        assert blobs.forget(ref, unit.blobs)
        assert unit.blobs.get(ref.digest).state == "forgotten"
    assert not blobs.has(ref)


def test_a_large_file_never_stands_in_memory_as_a_whole(blobs, tmp_path, monkeypatch):
    file = tmp_path / "large"
    with file.open("wb") as stream:
        stream.truncate(40 * PIECE)
    seen = []
    real = blob_files.AESGCM

    class Watching:
        def __init__(self, key):
            self._real = real(key)

        def encrypt(self, nonce, data, bound):
            seen.append(len(data))
            return self._real.encrypt(nonce, data, bound)

        def decrypt(self, nonce, data, bound):
            return self._real.decrypt(nonce, data, bound)

    monkeypatch.setattr(blob_files, "AESGCM", Watching)
    ref = blobs.put(file, "application/pdf")
    assert max(seen) == PIECE
    assert blobs.verify(ref)


def test_a_damaged_copy_that_cannot_be_mended_on_a_full_disk_is_read_from_the_other(blobs, home, monkeypatch):
    content = bytes(range(256)) * 300
    ref = blobs.put(content, "image/jpeg")
    first = next(file for file in (home / "blobs").rglob("*") if file.is_file())
    first.write_bytes(first.read_bytes()[:-1] + b"?")

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with blobs.open(ref) as stream:
        assert stream.read() == content
    assert blobs.verify(ref)
    monkeypatch.undo()
    assert blobs.verify(ref)
    assert blobs.read(ref) == content
