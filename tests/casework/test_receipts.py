"""Receipts on paper: once, unless asked; every doubt is a question to a person; every code can be verified."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from windowdesk.casework import case_view, inbox, receipt_proof, receipts
from windowdesk.casework.print_job import PrintState
from windowdesk.devices.ports import Printed, PrinterState
from windowdesk.documents import receipt_code
from windowdesk.documents.receipt_code import ReceiptClaims
from windowdesk.domain.exchange_news import STATION_KEYS_NAME
from windowdesk.errors import DeviceTrouble, InputRefused
from windowdesk.wire.canonical import to_base64

from .conftest import Person


def code_of(call, *args):
    with pytest.raises(InputRefused) as caught:
        call(*args)
    return caught.value.code


def test_the_first_print_is_confirmed_and_carries_no_mark(desk, received, printer):
    case = received()
    job = receipts.print_receipt(desk, case.id, printer).value
    assert job.state is PrintState.CONFIRMED
    assert job.copy == 0
    assert "补打".encode("gbk") not in printer.jobs[0]


def test_it_is_not_printed_twice_unasked(desk, received, printer):
    case = received()
    receipts.print_receipt(desk, case.id, printer)
    assert code_of(receipts.print_receipt, desk, case.id, printer) == "P307"
    assert len(printer.jobs) == 1


def test_a_reprint_is_marked_and_counted(desk, received, printer):
    case = received()
    receipts.print_receipt(desk, case.id, printer)
    again = receipts.reprint(desk, case.id, printer).value
    third = receipts.reprint(desk, case.id, printer).value
    assert (again.copy, third.copy) == (1, 2)
    assert "补打".encode("gbk") in printer.jobs[1]


def test_a_silent_printer_is_a_question_that_stops_further_printing(desk, received, printer):
    case = received()
    printer.ends = Printed.UNKNOWN
    job = receipts.print_receipt(desk, case.id, printer).value
    assert job.state is PrintState.UNKNOWN
    assert job.code == "P305"
    assert [row.kind for row in inbox.rows(desk)] == ["print"]
    assert code_of(receipts.print_receipt, desk, case.id, printer) == "P308"
    assert code_of(receipts.reprint, desk, case.id, printer) == "P308"
    answered = receipts.answer_print(desk, job.id, False).value
    assert answered.state is PrintState.DID_NOT
    printer.ends = Printed.CONFIRMED
    assert receipts.print_receipt(desk, case.id, printer).value.copy == 0


def test_a_person_who_saw_it_come_out_ends_the_question(desk, received, printer):
    case = received()
    printer.ends = Printed.UNKNOWN
    job = receipts.print_receipt(desk, case.id, printer).value
    receipts.answer_print(desk, job.id, True)
    assert inbox.rows(desk) == ()
    assert code_of(receipts.print_receipt, desk, case.id, printer) == "P307"


def test_a_printer_that_is_gone_printed_nothing_and_the_case_stays(desk, received, printer):
    case = received()
    printer.gone = True
    with pytest.raises(DeviceTrouble):
        receipts.print_receipt(desk, case.id, printer)
    assert [job.state for job in receipts.jobs(desk, case.id)] == [PrintState.FAILED]
    printer.gone = False
    assert receipts.print_receipt(desk, case.id, printer).value.copy == 0


def test_a_crash_between_journal_and_printer_leaves_a_question(desk, received, printer):
    case = received()

    class PowerCut(BaseException):
        pass

    def cut():
        raise PowerCut

    printer.before_answer = cut
    with pytest.raises(PowerCut):
        receipts.print_receipt(desk, case.id, printer)
    desk.printing.clear()  # as it is when the program starts again
    assert [job.state for job in receipts.unanswered(desk)] == [PrintState.QUEUED]


def test_what_is_being_printed_is_no_question_yet_and_is_not_begun_twice(desk, received, printer):
    case = received()
    begun = receipts.begin(desk, case.id, printer)
    assert receipts.unanswered(desk) == ()
    assert inbox.rows(desk) == ()
    assert code_of(receipts.begin, desk, case.id, printer) == "P315"
    assert receipts.end(desk, begun, receipts.sent(begun, printer)).value.state is PrintState.CONFIRMED
    assert len(printer.jobs) == 1


def test_when_nobody_knows_what_became_of_it_a_person_is_asked(desk, received, printer):
    begun = receipts.begin(desk, received().id, printer)
    assert receipts.end(desk, begun, None).value.state is PrintState.UNKNOWN


@pytest.mark.parametrize("ends", [Printed.CONFIRMED, Printed.SENT])
def test_the_end_of_the_roll_is_told_with_the_receipt_that_came_out(desk, received, printer, ends):
    printer.ends, printer.says = ends, PrinterState.PAPER_LOW
    job = receipts.print_receipt(desk, received().id, printer).value
    assert (job.paper_low, job.code, job.waits_for_person) == (True, "P312", False)
    assert "新纸卷" in job.detail
    assert inbox.rows(desk) == ()


def test_a_one_way_line_counts_as_sent(desk, received, printer):
    printer.ends = Printed.SENT
    assert receipts.print_receipt(desk, received().id, printer).value.state is PrintState.SENT


def test_with_the_official_number_the_reprint_shows_it_and_keeps_the_old_one(desk, received, printer, county):
    case = received()
    receipts.print_receipt(desk, case.id, printer)
    county.registers(case.id, "990101-2026-000007")
    slip = receipts.receipt_of(desk, case.id, copy=1)
    assert (slip.number, slip.provisional, slip.provisional_number) == (
        "990101-2026-000007",
        False,
        case.provisional_number,
    )


def test_the_code_is_verified_without_a_network(desk, received):
    case = received()
    slip = receipts.receipt_of(desk, case.id)
    claims = receipt_proof.verify_receipt(desk, slip.code)
    assert (claims.number, claims.known_here) == (case.provisional_number, True)
    assert claims.name_masked != case.applicant.name


def test_an_altered_code_is_refused(desk, received):
    slip = receipts.receipt_of(desk, received().id)
    assert code_of(receipt_proof.verify_receipt, desk, slip.code[:-4] + "AAAA") == "D803"


@pytest.fixture
def foreign(desk, received):
    """The code of a receipt of another station, whose key the county told about."""
    claims = receipt_proof.verify_receipt(desk, receipts.receipt_of(desk, received().id).code)
    key = Ed25519PrivateKey.generate()

    def make(*, revoked=False, told=True):
        if told:
            public = to_base64(key.public_key().public_bytes_raw())
            with desk.store.unit("exchange") as unit:
                unit.state.set(STATION_KEYS_NAME, {"ST0002": {"public_key": public, "revoked": revoked}})
        number = "LS990101001002260302080001A"
        signed = ReceiptClaims("ST0002", number, claims.item_code, claims.received_on, "王*", "0" * 16)
        return receipt_code.sign(signed, key)

    return make


def test_a_receipt_of_another_station_is_verified_without_a_network(desk, foreign):
    claims = receipt_proof.verify_receipt(desk, foreign())
    assert (claims.station, claims.known_here, claims.state_words) == ("ST0002", False, "")


def test_an_altered_or_unknown_receipt_of_another_station_is_refused(desk, foreign):
    assert code_of(receipt_proof.verify_receipt, desk, foreign(told=False)) == "D803"
    code = foreign()
    assert (
        code_of(receipt_proof.verify_receipt, desk, code[:30] + ("A" if code[30] != "A" else "B") + code[31:]) == "D803"
    )


def test_a_receipt_of_a_revoked_station_is_not_believed_and_the_clerk_is_told_why(desk, foreign):
    code = foreign(revoked=True)
    assert code_of(receipt_proof.verify_receipt, desk, code) == "D806"
    assert code_of(receipt_proof.verify_receipt, desk, code[:-4] + "AAAA") == "D803"


def test_a_rare_name_does_not_stop_the_receipt(desk, received, printer):
    case = received(card=Person.RARE)
    assert receipts.print_receipt(desk, case.id, printer).value.state is PrintState.CONFIRMED


def test_the_a4_receipt_is_counted_too(desk, received):
    case = received()
    assert receipts.receipt_pdf(desk, case.id).value.startswith(b"%PDF-")
    receipts.receipt_pdf(desk, case.id)
    assert sorted(job.copy for job in receipts.jobs(desk, case.id)) == [0, 1]


def test_training_paper_carries_no_code_that_verifies(desk, received):
    case = received()
    desk.training = True
    slip = receipts.receipt_of(desk, case.id)
    assert slip.training
    assert slip.code == ""


def test_prints_stand_in_the_timeline(desk, received, printer):
    case = received()
    receipts.print_receipt(desk, case.id, printer)
    assert "print" in {entry.source for entry in case_view.view(desk, case.id).timeline}
