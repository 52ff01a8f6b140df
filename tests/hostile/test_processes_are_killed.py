"""SIGKILL of real processes: the station, its county, both. ``./dev hostile --kills 200`` kills more often."""

from kills import kill

KILLS = 6


def test_nothing_is_lost_doubled_or_shown_without_proof():
    result = kill(KILLS)
    assert not result.failures
    assert result.kills >= KILLS
    assert min(result.station_kills, result.county_kills) >= 1
    assert result.confirmed == result.accepted
    assert result.confirmed >= KILLS
