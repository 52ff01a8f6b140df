"""Power cuts on disks that forget what was not synced: nothing confirmed is lost. ``./dev hostile --cuts 200`` cuts more."""

import pytest
from power import campaign

from windowdesk.storage import engine, opening, restore, second_copy, store

CUTS = 8


@pytest.mark.parametrize("on_disk", [campaign.on_lossy_disk, campaign.on_ext4, campaign.on_lying_disk])
def test_nothing_confirmed_is_lost(on_disk):
    result = on_disk(CUTS)
    if result.skipped:
        pytest.skip(result.skipped)
    assert not result.failures
    assert result.cuts == CUTS
    assert result.confirmed >= 1


def test_a_store_that_does_not_sync_is_found_out(monkeypatch):
    if reason := campaign.why_no_fuse():
        pytest.skip(reason)
    durable = engine.go_durable

    def careless(connection):
        durable(connection)
        connection.connection.driver_connection.execute("PRAGMA synchronous = OFF")

    for module in (opening, restore, store):
        monkeypatch.setattr(module, "go_durable", careless)
    monkeypatch.setattr(second_copy, "sync_data", lambda handle: None)
    assert campaign.on_lossy_disk(40, tell=lambda _: None).failures


def test_both_copies_on_a_disk_that_lies_lose_what_two_disks_keep():
    if reason := campaign.why_no_fuse():
        pytest.skip(reason)
    often = 0.7
    assert campaign.on_lying_disk(60, lies=often, apart=False, tell=lambda _: None).failures
    assert not campaign.on_lying_disk(CUTS, lies=often).failures
