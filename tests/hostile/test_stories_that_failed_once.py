"""The shortest stories that once broke a promise: none does again."""

import pytest
from hostile_world.shrink import broken_by
from hostile_world.story import Step

ONCE = {
    "the file of an event that stood in the second copy alone was never sent": (
        16,
        """
        file 159954
        sync 0
        office register 33654
        office correct 33654
        kill before 13 1 33654
        sync 1
        supplement 33654
        damage nothing left 33654 4772 2
        sync 1
        kill half 13 0 7503
        sync 1
        supplement 7503
        """,
    ),
    "a verdict heard again after a rebuild took back what the county had said since": (
        560,
        """
        file 779788
        alone 3
        office send_back 1464
        sync 1
        damage nothing left 53282 3815 0
        """,
    ),
    "a correction sent from a rebuilt store was covered by the old request when that was heard again": (
        378,
        """
        file 1006332
        sync 0
        office register 2873
        office correct 2873
        sync 1
        damage database 45156 1682 1
        supplement 29422
        """,
    ),
    "a rejection that the restored county has yet to speak was shown already": (
        1416,
        """
        file 377640
        poison 49176
        alone 3
        trouble cut_before 8 1 63063
        sync 1
        sync 1
        supplement 9827
        sync 0
        back_up
        sync 1
        restore 41636 1
        """,
    ),
    "a case completed after the backup kept its state on the screen": (
        1449,
        """
        file 516499
        sync 1
        office register 26977
        office accept 26977
        office look 26977
        back_up
        office complete 26977
        sync 0
        restore 38354 0
        """,
    ),
    "a lost scan of a case with another step that was rejected was not offered to be reported": (
        3440,
        """
        file 858211 8000
        poison 47311
        lose 59593
        file 2220
        file 584528
        back_up
        """,
    ),
    "a withdrawal that came too late, and in time for the restored county, was not shown": (
        5300,
        """
        file 264680
        alone 2
        back_up
        kill half 1 0 44769
        file 904080
        withdraw 20663
        office register 34305
        office complete 34305
        sync 1
        restore 30662 0
        """,
    ),
    "of two words heard before the verdict on the application the first stayed on the screen after a rebuild": (
        8414,
        """
        file 805760 700 1
        kill after 3 1 3
        trouble error 8 40 59828
        sync 1
        sync 1
        trouble ok_nothing 2 2 24345
        sync 0
        sync 1
        office register 17397
        office accept 17397
        sync 0
        damage nothing left 17397 68 2
        """,
    ),
    "a file that a restored county lacked of a case it had taken in was not offered to be reported as lost": (
        2408,
        """
        back_up
        file 854372 700 1
        sync 1
        lose 16643
        back_up
        restore 61832 0
        restore 35341 1
        """,
    ),
    "a file that only an event still named, its case found older, had no size and stopped the exchange": (
        30028,
        """
        file 259715
        sync 0
        office register 58755
        office correct 58755
        sync 0
        back_up
        supplement 58755
        damage copy 58755 4453 0
        sync 0
        office correct 57535
        sync 0
        supplement 57535
        damage database 57535 4611 1
        restore 28606 1
        """,
    ),
}


@pytest.mark.parametrize("name", ONCE)
def test_is_told_to_its_end(stage, name):
    seed, text = ONCE[name]
    steps = [Step.read(line) for line in text.strip().splitlines()]
    broken = broken_by(stage, seed, steps)
    assert broken is None, broken
