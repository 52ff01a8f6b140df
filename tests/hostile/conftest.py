"""The theatre in which the stories of the hostile world are played."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

if not Path("/proc/self/fd").is_dir():
    collect_ignore_glob = ["test_*.py"]  # the disk of the simulation reads open files by their names


@pytest.fixture(scope="session")
def stage():
    from hostile_world.stage import theatre

    with theatre() as made:
        yield made


@pytest.fixture(scope="session")
def seeds():
    """How many seeds: as many as ``HOSTILE_SEEDS`` says."""
    return int(os.environ.get("HOSTILE_SEEDS", "300"))
