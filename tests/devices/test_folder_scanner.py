"""A folder as a scanner: only finished, whole, new files are taken, and nothing is deleted."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest
from PIL import Image

from windowdesk.devices import address, folder_scanner
from windowdesk.devices.folder_scanner import PUT_ASIDE, FolderScanner
from windowdesk.documents import page_check
from windowdesk.errors import DeviceTrouble, InputRefused


def photo(shade: int = 0) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((200 + shade, 300), 40).save(stream, "JPEG")
    return stream.getvalue()


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_scanner, "LOOK_SECONDS", 0.01)


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    folder = tmp_path / "扫描"
    folder.mkdir()
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


@pytest.fixture
def scanner(watched: Path) -> FolderScanner:
    return FolderScanner(
        f"folder:{watched}", watched, page_check.check, wait_seconds=0.1, still_seconds=0.03, patience_seconds=0.15
    )


def test_the_oldest_file_is_moved_under_a_neutral_name(scanner: FolderScanner, watched: Path, into: Path) -> None:
    for age, name in ((10, "张三户口簿.JPG"), (20, "李四身份证.jpg")):
        (watched / name).write_bytes(photo(age))
        os.utime(watched / name, (1_700_000_000 - age, 1_700_000_000 - age))
    (page,) = scanner.scan(into)
    assert page.name == "page-0001.jpg"
    assert page_check.check(page).width == 220
    assert not (watched / "李四身份证.jpg").exists()
    assert (watched / "张三户口簿.JPG").exists()


def test_all_files_are_taken_as_from_a_feeder(scanner: FolderScanner, watched: Path, into: Path) -> None:
    for number in range(3):
        (watched / f"{number}.jpg").write_bytes(photo(number))
    seen: list[Path] = []
    pages = scanner.scan(into, feeder=True, arrived=seen.append)
    assert len(pages) == 3
    assert seen == pages == sorted(into.iterdir())


def test_a_file_that_still_grows_is_waited_for(watched: Path, into: Path) -> None:
    scanner = FolderScanner("folder:x", watched, page_check.check, still_seconds=0.03)
    whole = photo()
    file = watched / "slow.jpg"
    file.write_bytes(whole[:1000])

    def finish() -> None:
        with file.open("ab") as stream:
            stream.write(whole[1000:])

    later = threading.Timer(0.15, finish)
    later.start()
    (page,) = scanner.scan(into)
    later.join()
    assert page.read_bytes() == whole


@pytest.mark.parametrize("name", ["~$scan.jpg", "scan.tmp", "scan.jpg.part", ".hidden.jpg", "scan.CRDOWNLOAD"])
def test_unfinished_files_are_left_alone(scanner: FolderScanner, watched: Path, into: Path, name: str) -> None:
    (watched / name).write_bytes(photo())
    with pytest.raises(DeviceTrouble, match="S211"):
        scanner.scan(into)
    assert (watched / name).exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "S208"), (b"not a picture", "S207"), (photo()[:2000], "S210")],
    ids=["empty", "text", "cut"],
)
def test_what_cannot_be_used_is_told_and_put_aside_and_the_next_is_taken(
    scanner: FolderScanner, watched: Path, into: Path, content: bytes, code: str
) -> None:
    (watched / "a.jpg").write_bytes(content)
    os.utime(watched / "a.jpg", (1_700_000_000, 1_700_000_000))
    (watched / "b.jpg").write_bytes(photo())
    with pytest.raises(InputRefused, match=code):
        scanner.scan(into)
    assert [file.read_bytes() for file in (watched / PUT_ASIDE).iterdir()] == [content]
    assert len(scanner.scan(into)) == 1


def test_the_same_picture_is_not_taken_twice_even_by_a_later_run(
    scanner: FolderScanner, watched: Path, into: Path
) -> None:
    picture = photo()
    (watched / "a.jpg").write_bytes(picture)
    scanner.scan(into)
    (watched / "copied again.jpg").write_bytes(picture)
    later = address.open_scanner(f"folder:{watched}", page_check.check)
    with pytest.raises(InputRefused, match="S212"):
        later.scan(into)
    assert len(list(into.iterdir())) == 1
    assert len(list((watched / PUT_ASIDE).iterdir())) == 1


def test_an_empty_folder(scanner: FolderScanner, into: Path) -> None:
    with pytest.raises(DeviceTrouble, match="S211"):
        scanner.scan(into)


def test_a_folder_that_is_gone(into: Path, tmp_path: Path) -> None:
    with pytest.raises(DeviceTrouble, match="S201"):
        address.open_scanner(f"folder:{tmp_path / 'none'}", page_check.check).scan(into)


def test_a_file_that_never_ends_is_not_waited_for_for_ever(
    watched: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_scanner, "GROWING_SECONDS", 0.1)
    (watched / "a.jpg").write_bytes(photo()[:500])
    never = FolderScanner(
        "folder:x", watched, page_check.check, wait_seconds=0.1, still_seconds=0.02, patience_seconds=60
    )
    with pytest.raises(DeviceTrouble, match="S202"):
        never.scan(into)
    assert (watched / "a.jpg").exists()


def test_waiting_can_be_cancelled(scanner: FolderScanner, into: Path) -> None:
    cancelled = threading.Event()
    cancelled.set()
    assert scanner.scan(into, cancelled=cancelled) == []


def test_a_move_to_another_disk_copies_first(
    scanner: FolderScanner, watched: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = photo()
    (watched / "a.jpg").write_bytes(whole)
    real = Path.replace

    def other_disk(self: Path, target: Path) -> Path:
        if self.parent != target.parent:
            raise OSError(18, "Invalid cross-device link")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", other_disk)
    (page,) = scanner.scan(into)
    assert page.read_bytes() == whole
    assert not (watched / "a.jpg").exists()
