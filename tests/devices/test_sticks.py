"""Which sticks are plugged in, from what the system mounted."""

from pathlib import Path

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


def test_no_stick_is_no_trouble(tmp_path):
    (tmp_path / "mounts").write_text("/dev/sda2 / ext4 rw 0 0\n\n")
    assert plugged_in(tmp_path / "mounts") == ()
    assert plugged_in(tmp_path / "no such file") == ()
