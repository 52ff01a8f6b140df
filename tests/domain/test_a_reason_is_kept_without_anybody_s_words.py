"""The log of exchanges says each reason in full, and keeps nothing of it that could be about a person."""

from datetime import UTC, datetime, timedelta
from string import Formatter

import pytest

from windowdesk import errors
from windowdesk.domain import waiting_reasons
from windowdesk.domain.kept_facts import kept
from windowdesk.errors import all_messages

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
AGO = NOW - timedelta(days=4)
COUNTY_WORDS = "王某某的身份证看不清"

WHOLE = [
    waiting_reasons.of_failure("X606", {"status": 503}),
    waiting_reasons.of_failure("X607", {"wait": 30}),
    waiting_reasons.of_failure("X618", {"word": "request_invalid"}),
    waiting_reasons.of_data(NOW),
    waiting_reasons.of_item_given_up("X606", {"status": 503}, 12, AGO, NOW),
    waiting_reasons.of_item_given_up("T514", {}, 12, AGO, NOW),
    waiting_reasons.of_line_given_up("X601", {}, AGO, NOW),
    waiting_reasons.of_line_given_up("X618", {"word": "gap"}, AGO, NOW),
    waiting_reasons.fill(errors.HELD_LONG, {"days": 4}),
]
"""What runs end with: sentences of our own, with numbers, moments and stable words in them."""


def said_again(reason):
    """The reason as the log says it later."""
    return waiting_reasons.of_failure(reason.code, kept(reason))


@pytest.mark.parametrize("reason", WHOLE, ids=[one.happened for one in WHOLE])
def test_what_a_run_ends_with_is_said_again_word_for_word(reason):
    assert said_again(reason).happened == reason.happened


@pytest.mark.parametrize("message", all_messages().values(), ids=list(all_messages()))
@pytest.mark.parametrize("value", [7, "gap", COUNTY_WORDS], ids=["number", "word", "county"])
def test_no_sentence_has_a_gap_and_none_repeats_what_somebody_wrote(message, value):
    names = [name for text in (message.happened, message.to_do) for _, name, _, _ in Formatter().parse(text) if name]
    again = said_again(waiting_reasons.fill(message, dict.fromkeys(names, value)))
    for sentence in (again.happened, again.to_do):
        assert "?" not in sentence
        assert "{" not in sentence
        assert "王某某" not in sentence


def test_the_county_s_reason_for_a_refusal_stands_in_the_inbox_and_the_log_says_so():
    refused = waiting_reasons.of_rejection("不能登记", COUNTY_WORDS)
    assert said_again(refused).happened == "县平台退回：原因见“来件”。"


def test_somebody_s_words_do_not_get_in_by_way_of_another_sentence():
    stuck = waiting_reasons.of_line_given_up("X611", {"reason": COUNTY_WORDS}, AGO, NOW)
    assert COUNTY_WORDS not in said_again(stuck).happened
    assert "4 天" in said_again(stuck).happened


def test_a_row_from_before_facts_were_kept_has_no_gap_either():
    assert "?" not in waiting_reasons.of_failure("X625", {}).happened
