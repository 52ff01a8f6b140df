import json
import os
import stat

import pytest
from keyring.errors import KeyringError

from windowdesk import errors
from windowdesk.storage import vault as vaults
from windowdesk.storage.vault import open_vault


class MemoryKeyring:
    """A secret store that forgets at the end of the test."""

    def __init__(self):
        self.secrets = {}
        self.locked = False

    def get_password(self, service, username):
        if self.locked:
            raise KeyringError("Prompt dismissed")
        return self.secrets.get((service, username))

    def set_password(self, service, username, password):
        if self.locked:
            raise KeyringError("Prompt dismissed")
        self.secrets[service, username] = password


def refusal(**options):
    with pytest.raises(errors.StoreTrouble) as told:
        open_vault(**options)
    return told.value.code


def secrets_of(vault):
    return vault.data_key, vault.station_key.private_bytes_raw()


def test_the_same_passphrase_opens_the_same_keys(tmp_path):
    made = open_vault(tmp_path, passphrase="石桥村 2026")
    assert secrets_of(open_vault(tmp_path, passphrase="石桥村 2026")) == secrets_of(made)


def test_a_wrong_passphrase_is_told_and_nothing_changes(tmp_path):
    open_vault(tmp_path, passphrase="right")
    before = (tmp_path / "vault.json").read_bytes()
    assert refusal(home=tmp_path, passphrase="wrong") == errors.KEY_WRONG.code
    assert (tmp_path / "vault.json").read_bytes() == before


def test_the_vault_file_holds_no_key_in_clear_and_is_its_owners_alone(tmp_path):
    data, station = secrets_of(open_vault(tmp_path, passphrase="p"))
    file = tmp_path / "vault.json"
    content = file.read_bytes()
    for key in (data, station):
        assert key not in content
        assert key.hex().encode() not in content
    assert json.loads(content)["wrapped"]["method"] == "argon2id"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_with_a_secret_store_no_passphrase_is_asked(tmp_path):
    keyring = MemoryKeyring()
    made = open_vault(tmp_path, keyring=keyring)
    assert secrets_of(open_vault(tmp_path, keyring=keyring)) == secrets_of(made)
    for secret in keyring.secrets.values():
        assert len(secret) * 2 <= 2560, "the Windows vault takes no more"


def test_another_users_secret_store_does_not_open_it(tmp_path):
    open_vault(tmp_path, keyring=MemoryKeyring())
    assert refusal(home=tmp_path, keyring=MemoryKeyring()) == errors.KEY_MISSING.code


def test_a_locked_secret_store_is_told_not_taken_for_an_empty_one(tmp_path):
    keyring = MemoryKeyring()
    keyring.locked = True
    assert refusal(home=tmp_path, keyring=keyring) == errors.KEY_MISSING.code
    assert not (tmp_path / "vault.json").exists()


def test_a_changed_key_in_the_secret_store_is_found_before_the_database_is_touched(tmp_path):
    keyring = MemoryKeyring()
    open_vault(tmp_path, keyring=keyring)
    for name in keyring.secrets:
        keyring.secrets[name] = "00" * 32
    assert refusal(home=tmp_path, keyring=keyring) == errors.KEY_WRONG.code


def test_without_secret_store_and_passphrase_nothing_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(vaults, "_system_keyring", lambda: None)
    assert refusal(home=tmp_path) == errors.KEY_MISSING.code
    assert list(tmp_path.iterdir()) == []


def test_a_passphrase_vault_asks_for_its_passphrase(tmp_path):
    open_vault(tmp_path, passphrase="p")
    assert refusal(home=tmp_path) == errors.KEY_MISSING.code


def test_no_secret_store_is_looked_for_where_there_is_no_session_bus(monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert vaults._system_keyring() is None


def test_a_lost_home_folder_does_not_lock_the_second_copy(tmp_path):
    home, other_disk = tmp_path / "home", tmp_path / "stick"
    other_disk.mkdir()
    made = open_vault(home, passphrase="p", second_copy=other_disk)
    (home / "vault.json").unlink()
    assert secrets_of(open_vault(home, passphrase="p", second_copy=other_disk)) == secrets_of(made)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 2, "kind": "keyring"}', "不是"])
def test_a_vault_file_that_is_none_is_refused_and_kept(tmp_path, content):
    (tmp_path / "vault.json").write_text(content, encoding="utf-8")
    assert refusal(home=tmp_path, passphrase="p") == errors.FOREIGN_FILE.code
    assert (tmp_path / "vault.json").read_text(encoding="utf-8") == content


def test_keys_of_different_purposes_have_nothing_in_common(vault):
    assert len({vault.derive(purpose) for purpose in ("database", "second-copy", "blob", "blob-name", "person")}) == 5


def test_every_station_has_keys_of_its_own(tmp_path):
    one, two = (open_vault(tmp_path / name, keyring=MemoryKeyring()) for name in ("a", "b"))
    assert secrets_of(one)[0] != secrets_of(two)[0]
    assert secrets_of(one)[1] != secrets_of(two)[1]


def test_a_vault_opens_after_the_cost_for_new_ones_was_raised(home, monkeypatch):
    monkeypatch.setattr(vaults, "_ARGON2_KIB", 1024)
    made = open_vault(home, passphrase="a word")
    monkeypatch.setattr(vaults, "_ARGON2_KIB", 2048)
    assert secrets_of(open_vault(home, passphrase="a word")) == secrets_of(made)
