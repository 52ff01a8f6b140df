import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.domain.case import BlobRef
from windowdesk.domain.page_set import LEAST, WHOLE, PageEdit, PageSet


def page(number):
    return BlobRef(f"{number:064x}", "image/jpeg", 1000 + number)


A, B, C = page(1), page(2), page(3)
SHARES = st.floats(0, 1)
BOXES = st.tuples(SHARES, SHARES, SHARES, SHARES)
STEPS = st.lists(
    st.one_of(
        st.integers(-5, 5).map(lambda n: lambda edit: edit.turned(n)),
        st.floats(-5, 5).map(lambda d: lambda edit: edit.straightened(d)),
        BOXES.map(lambda box: lambda edit: edit.cut(box)),
    ),
    max_size=6,
)


def after(steps):
    edit = PageEdit(A)
    for step in steps:
        edit = step(edit)
    return edit


@given(STEPS)
def test_four_turns_give_back_the_very_same_page(steps):
    edit = after(steps)
    assert edit.turned(1).turned(1).turned(1).turned(1) == edit.turned(4) == edit
    assert edit.turned(1).turned(-1) == edit


@given(STEPS)
def test_a_page_is_always_made_from_its_original_and_never_cut_to_nothing(steps):
    edit = after(steps)
    assert edit.original == A
    left, top, right, bottom = edit.box
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1


@given(BOXES)
def test_cutting_and_turning_may_be_done_in_either_order(box):
    left, top, right, bottom = box
    turned = (1 - bottom, left, 1 - top, right)
    assert PageEdit(A).cut(box).turned(1).box == pytest.approx(PageEdit(A).turned(1).cut(turned).box, abs=1e-5)


def test_a_second_cut_is_meant_as_it_is_seen():
    assert PageEdit(A).cut((0.5, 0.0, 1.0, 1.0)).cut((0.0, 0.0, 0.5, 0.5)).box == (0.5, 0.0, 0.75, 0.5)


def test_a_cut_to_less_than_a_sliver_is_no_cut():
    assert PageEdit(A).cut((0.2, 0.2, 0.2 + LEAST / 2, 0.9)).box == WHOLE


def test_pages_are_ordered_taken_out_and_never_doubled():
    pages = PageSet().added(A).added(B).added(C).added(B)
    assert pages.pages == (A, B, C)
    assert pages.moved(C.digest, 0).pages == (C, A, B)
    assert pages.moved(A.digest, 99).pages == (B, C, A)
    assert pages.moved(A.digest, -1).pages == (A, B, C)
    assert pages.without(B.digest).pages == (A, C)


def test_a_changed_page_remembers_its_original_till_it_is_restored():
    turned = PageEdit(A).turned(1)
    pages = PageSet((A, C)).replaced(A.digest, B, turned)
    assert pages.pages == (B, C)
    assert pages.edit_of(B.digest) == turned
    assert pages.edit_of(C.digest) == PageEdit(C)
    assert pages.replaced(B.digest, A) == PageSet((A, C))


def test_a_page_made_equal_to_one_that_is_there_falls_together_with_it():
    assert PageSet((A, B)).replaced(B.digest, A).pages == (A,)


def test_what_was_done_to_a_page_goes_with_it():
    pages = PageSet((A,)).replaced(A.digest, B, PageEdit(A).turned(1))
    assert pages.without(B.digest) == PageSet()


def test_a_page_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        PageSet((A,)).without(B.digest)
    with pytest.raises(KeyError):
        PageSet((A,)).replaced(B.digest, C)
