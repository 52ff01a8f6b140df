import pytest

from windowdesk.documents import qr


@pytest.mark.parametrize("length", [1, 14, 15, 180, 251, 252, 287, 331, 332, 560, 997])
def test_the_size_foretold_is_the_size_drawn(length):
    text = "a-" * (length // 2) + "b" * (length % 2)
    assert qr.modules_across(text.encode()) == len(qr.matrix(text))


def test_more_than_a_slip_can_hold_is_refused():
    with pytest.raises(ValueError, match="too many"):
        qr.modules_across(b"a" * 998)
