"""A social security card instead of an ID card: same command, lower level, nothing typed twice."""

import pytest

from card_service import CardService, why_not
from windowdesk.devices.simulated_people import SOCIAL_CARDS
from windowdesk.devices.simulated_social import SocialCardPlug
from windowdesk.devices.social_model import SocialModel
from windowdesk.domain.masking import mask_id

from .conftest import CARE


@pytest.fixture
def words(page, printer):
    return [
        "intake", "--item", CARE, "--card", "--reader-timeout", "10", "--mobile", "13800001234", "--notice-read",
        "--fill-missing", "sample", "--material", f"id_card={page}", "--stop-before-save",
        "--printer", printer.address,
    ]  # fmt: skip


def saved_with(desk, words, papers_of, reader):
    started = desk(*words, "--reader", reader)
    assert started.exit == 0, started.err
    draft = started.json["draft"]
    saved = desk("intake", "--draft", draft, *papers_of(draft), *words[-2:])
    assert saved.exit == 0, saved.err
    return desk("show", saved.json["number"]).out


def test_the_training_card_files_a_case_at_level_c(enrolled, words, papers_of):
    shown = saved_with(enrolled, words, papers_of, "simulated:?card=social&person=1")
    assert "（号码校验通过）" in shown
    assert mask_id(SOCIAL_CARDS[1].number) in shown


@pytest.mark.skipif(bool(why_not()), reason=why_not() or "runs")
def test_a_card_in_a_reader_of_the_real_service_files_a_case(enrolled, words, papers_of, tmp_path):
    service = CardService(tmp_path)
    service.start()
    try:
        with SocialCardPlug(service.port) as slot:
            slot.insert(SocialModel(SOCIAL_CARDS[0]))
            shown = saved_with(enrolled, words, papers_of, "serial:/dev/none; pcsc:")
    finally:
        service.stop()
    assert mask_id(SOCIAL_CARDS[0].number) in shown
