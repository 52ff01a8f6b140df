"""Stories of a hostile world, played with the real desk, exchange and county: no promise is broken in any."""

from hostile_world.line import TROUBLES
from hostile_world.shrink import broken_by, shortest
from hostile_world.story import DAMAGE, MANNERS, WEIGHTS, Step, story
from run import COUNTED, play, told

BLOCK = 10


def test_no_story_breaks_a_promise(stage, seeds, subtests):
    for first in range(1, seeds + 1, BLOCK):
        with subtests.test(f"seeds {first} to {first + BLOCK - 1}"):
            failures = play(stage, range(first, min(first + BLOCK, seeds + 1)))
            assert not failures, "\n" + "\n".join(told(one) for one in failures)


def test_every_fault_comes_in_the_first_stories():
    steps = [step for seed in range(1, 301) for step in story(seed)]
    assert {step.do for step in steps} >= WEIGHTS.keys() - {"course"}
    for do, words in (("trouble", set(TROUBLES)), ("damage", set(DAMAGE)), ("kill", set(MANNERS))):
        assert {step.word for step in steps if step.do == do} == words


def test_the_stories_are_hostile(stage):
    before = dict(stage.count)
    for seed in range(1, 26):
        assert broken_by(stage, seed, story(seed)) is None
    counted = {name: stage.count[name] - before.get(name, 0) for name in COUNTED}
    assert min(counted.values()) >= 1, counted


def test_a_story_plays_the_same_each_time(stage):
    steps = story(3)
    assert story(3) == steps
    seen = []
    for _ in range(2):
        before = stage.count.copy()
        assert broken_by(stage, 3, steps) is None
        seen.append(stage.count - before)
    assert seen[0] == seen[1]


def test_a_failing_story_shrinks_to_what_matters(stage):
    from planted import BUGS

    steps = [
        Step("file", "", (1, 700, 900)),
        Step("office", "notice", (4,)),
        Step("sync", "", (1,)),
        Step("time", "", (60,)),
        Step("file", "", (2, 1)),
        Step("trouble", "cut_before", (0, 1, 0)),
        Step("sync", "", (1,)),
        Step("restart"),
    ]
    with BUGS["waits_for_ever"]():
        broken = broken_by(stage, 1, steps)
        assert broken is not None
        short = shortest(stage, 1, steps, broken.promise)
    assert [step.do for step in short] == ["trouble", "sync"]
