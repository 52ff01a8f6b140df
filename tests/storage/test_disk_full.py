"""A disk that fills up at every possible byte of a save: nothing is saved, nothing is lost."""

import contextlib
import subprocess

import pytest

from windowdesk import errors

resource = pytest.importorskip("resource", reason="limits of file size are a POSIX thing")


@contextlib.contextmanager
def largest_file(size):
    """No file may grow beyond ``size`` bytes."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def try_to_save(store, receive):
    """True when it was saved, False when the disk was said to be full."""
    told = []
    with noting(told), store.unit() as unit:
        receive(unit, form={"text": "文" * 2000})
    assert set(told) <= {errors.DISK_FULL.code, errors.HOME_UNUSABLE.code}
    return not told


@contextlib.contextmanager
def noting(told):
    try:
        yield
    except errors.StoreTrouble as trouble:
        told.append(trouble.code)


def test_a_save_either_stands_in_both_copies_or_in_none_whatever_file_cannot_grow(opened, receive, everything):
    store = opened()
    for _ in range(3):
        assert try_to_save(store, receive)
    refused = 0
    home = store.second_copy.parent
    sizes = [file.stat().st_size for file in (home / "desk.db-wal", store.second_copy / "confirmed.copy")]
    for limit in [size + extra for size in sorted(sizes) for extra in (0, 30, 5000, 9000, 14000, 20000)]:
        before = everything(store)
        with largest_file(limit):
            saved = try_to_save(store, receive)
        refused += not saved
        after = everything(store)
        assert len(after[0]) == len(before[0]) + saved
        if not saved:
            assert after == before
    assert refused >= 4
    assert try_to_save(store, receive)
    before = everything(store)
    store = opened()
    assert everything(store) == before
    assert store.restored is None


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of 3 MB; needs the right to mount."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("may not mount here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_on_a_disk_that_is_really_full_all_saved_before_stays_and_work_goes_on_after_it_was_cleared(
    small_disk, vault, clock, receive, everything
):
    from windowdesk.storage.store import Store

    ballast = small_disk / "other people's files"
    ballast.write_bytes(bytes(1_500_000))
    with contextlib.closing(Store.open(small_disk / "home", vault, clock=clock)) as store:
        saved = 0
        while try_to_save(store, receive):
            saved += 1
        assert saved > 5
        for _ in range(3):
            assert not try_to_save(store, receive)
        assert len(everything(store)[0]) == saved
    with contextlib.closing(Store.open(small_disk / "home", vault, clock=clock)) as store:
        assert len(everything(store)[0]) == saved
        assert not try_to_save(store, receive)
        ballast.unlink()
        assert try_to_save(store, receive)
        assert len(everything(store)[0]) == saved + 1
        assert store.is_safe()
