"""A new folder's name lasts: it stands in the folder above, which is synced."""

from windowdesk.storage import disk


def test_every_folder_above_a_new_one_is_synced(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(disk, "sync_folder", synced.append)
    disk.make_folder(tmp_path / "home" / "blobs" / "3f")
    assert synced == [tmp_path, tmp_path / "home", tmp_path / "home" / "blobs"]
    synced.clear()
    disk.make_folder(tmp_path / "home" / "blobs")
    assert synced == []
