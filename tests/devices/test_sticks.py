"""Which sticks are plugged in, from what the system mounted."""

from pathlib import Path

import pytest

from windowdesk.devices.sticks import plugged_in

MOUNTS = """\
/dev/sda2 / ext4 rw 0 0
proc /proc proc rw 0 0
/dev/sda1 /boot/efi vfat rw 0 0
/dev/sdb1 /media/clerk/KINGSTON vfat rw,nosuid 0 0
/dev/sdc1 /run/media/clerk/\\344\\274\\230\\347\\233\\230\\0401 exfat rw 0 0
tmpfs /run/user/1000 tmpfs rw 0 0
overlay /mnt/container overlay rw 0 0
"""


def test_sticks_are_found_where_desktops_mount_them_by_names_with_blanks_and_hanzi(tmp_path):
    file = tmp_path / "mounts"
    file.write_text(MOUNTS)
    assert plugged_in(file) == (Path("/media/clerk/KINGSTON"), Path("/run/media/clerk/优盘 1"))


@pytest.fixture
def drives(tmp_path):
    """Block devices as the kernel shows them: a disk inside the PC, a stick on USB, a card in a reader."""
    devices, block = tmp_path / "devices", tmp_path / "block"
    block.mkdir()
    for path, removable in (
        ("pci0/ata1/sda/sda3", "0"),
        ("pci0/usb1/1-2/sdb/sdb1", "0"),
        ("pci0/mmc0/mmcblk0/p1", "1"),
    ):
        part = devices / path
        part.mkdir(parents=True)
        (part.parent / "removable").write_text(removable + "\n")
        name = {"p1": "mmcblk0p1"}.get(part.name, part.name)
        (block / name).symlink_to(part)
    return block


def test_of_what_is_mounted_by_hand_only_what_can_be_pulled_is_a_stick(tmp_path, drives):
    file = tmp_path / "mounts"
    file.write_text(
        "/dev/sda3 /mnt/data ext4 rw 0 0\n/dev/sdb1 /mnt/stick vfat rw 0 0\n/dev/mmcblk0p1 /mnt/card vfat rw 0 0\n"
        "/dev/mapper/vault /mnt/vault ext4 rw 0 0\n"
    )
    assert plugged_in(file, drives) == (Path("/mnt/card"), Path("/mnt/stick"))


def test_no_stick_is_no_trouble(tmp_path):
    (tmp_path / "mounts").write_text("/dev/sda2 / ext4 rw 0 0\n\n")
    assert plugged_in(tmp_path / "mounts") == ()
    assert plugged_in(tmp_path / "no such file") == ()
