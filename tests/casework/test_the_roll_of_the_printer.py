"""The roll of the receipt printer (纸卷): only what was sent counts, and one warning at a time comes early enough."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from windowdesk.casework import desk_lights, doctor, paper_roll, print_job, probing, receipts
from windowdesk.casework.doctor import Health, Probes
from windowdesk.devices import escpos_length
from windowdesk.devices.ports import Printed, PrinterState, PrintOutcome
from windowdesk.domain.printer_profile import of_model
from windowdesk.errors import DISK_FULL, PAPER_OUT, DeviceTrouble, StoreTrouble
from windowdesk.settings import Devices

SLIP = "凭条\n".encode("gbk") * 80
"""A slip of 80 lines of 30 dots: 300 mm."""
SLIP_MM = 300
SHORT = Devices(printer="tcp://192.0.2.7:9100?model=pos-5890", roll_m=3)
"""A printer without a sensor, and three metres of paper: ten such slips."""


@pytest.fixture
def cheap(desk, printer):
    """A printer without a sensor on the desk, counted."""
    printer.address, printer.profile = SHORT.printer, of_model("pos-5890")
    desk.settings = replace(desk.settings, devices=SHORT)
    return paper_roll.counted(printer, desk, SHORT)


def standing(desk):
    return paper_roll.standing_now(desk, desk.settings.devices)


def used(desk):
    """Millimetres counted on the roll."""
    with desk.store.reading() as view:
        return view.state.get(paper_roll.NAME, {}).get("tcp://192.0.2.7:9100", {}).get("used_mm", 0)


def light(desk):
    return desk_lights.lights(desk).paper_words


def doctors(desk, printer):
    probe = probing.printer(lambda: printer, lambda: standing(desk))
    return next(row for row in doctor.outside(Probes(printer=probe)) if row.part == "printer")


def print_till_near_end(desk, printer):
    for _ in range(40):
        printer.print_bytes(SLIP)
        if standing(desk).near_end:
            return
    pytest.fail("a roll without an end")


def test_receipts_reprints_and_test_slips_all_count(desk, received, cheap, printer):
    case = received()
    receipts.print_receipt(desk, case.id, cheap)
    receipts.reprint(desk, case.id, cheap)
    receipts.print_test(cheap)
    assert len(printer.jobs) == 3
    assert used(desk) == sum(escpos_length.millimetres(job, printer.profile) for job in printer.jobs)


def test_a_job_that_was_refused_took_no_paper(desk, cheap, printer):
    printer.gone = True
    with pytest.raises(DeviceTrouble):
        cheap.print_bytes(SLIP)
    assert used(desk) == 0


@pytest.mark.parametrize("ends", list(Printed))
def test_a_job_that_went_out_counts_whatever_became_of_it(desk, cheap, printer, ends):
    printer.ends = ends
    cheap.print_bytes(SLIP)
    assert used(desk) == SLIP_MM


def test_a_count_that_cannot_be_kept_hides_nothing_of_the_print(desk, received, cheap, printer, monkeypatch):
    case = received()
    begun = receipts.begin(desk, case.id, cheap)

    def full(*_, **__):
        raise StoreTrouble(DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(paper_roll, "_change", full)
        patch.setattr(paper_roll, "standing_now", full)
        outcome = receipts.sent(begun, cheap)
    assert receipts.end(desk, begun, outcome).value.state is print_job.PrintState.CONFIRMED
    assert (len(printer.jobs), used(desk)) == (1, 0)


def test_the_count_outlives_the_program_and_is_kept_for_each_printer(desk, cheap, printer):
    cheap.print_bytes(SLIP)
    other = replace(SHORT, printer="tcp://192.0.2.8:9100?model=pos-5890")
    assert paper_roll.standing_now(desk, other).slips_left == 3000 // 450
    again = paper_roll.counted(printer, desk, SHORT)
    again.print_bytes(SLIP)
    assert used(desk) == 2 * SLIP_MM


def test_near_the_end_receipt_light_and_doctor_say_it_in_words(desk, received, cheap):
    assert light(desk) == ""
    print_till_near_end(desk, cheap)
    left = standing(desk).slips_left
    assert light(desk) == f"纸卷还能打约 {left} 张"
    row = doctors(desk, cheap)
    assert (row.health, row.code) == (Health.NOTE, "P321")
    assert f"还能打约 {left} 张，请备好新纸卷" in row.sentence
    assert "已换新纸卷" in row.to_do
    job = receipts.print_receipt(desk, received().id, cheap).value
    assert (job.state, job.code, job.paper_low) == (print_job.PrintState.CONFIRMED, "P321", True)
    assert "新纸卷" in job.detail


def test_a_roll_with_much_left_is_told_by_the_doctor_and_nowhere_else(desk, cheap):
    row = doctors(desk, cheap)
    assert (row.health, row.code) == (Health.GOOD, "")
    assert "纸卷还能打约 6 张" in row.sentence
    assert light(desk) == ""


def test_a_printer_that_never_answers_is_warned_of_all_the_same(desk, cheap, printer):
    printer.ends, printer.says, printer.state = Printed.SENT, PrinterState.UNKNOWN, lambda: PrinterState.UNKNOWN
    print_till_near_end(desk, cheap)
    assert doctors(desk, cheap).code == "P321"


def test_a_new_roll_ends_the_warning_and_begins_the_count(desk, cheap):
    print_till_near_end(desk, cheap)
    told = paper_roll.settle(desk, SHORT, is_new=True)
    assert (used(desk), told.near_end, light(desk)) == (0, False, "")


def test_the_length_of_a_new_roll_is_the_stations_own_or_the_models(desk, cheap):
    assert standing(desk).slips_left == 3000 // 450
    desk.settings = replace(desk.settings, devices=replace(SHORT, roll_m=0))
    assert standing(desk).slips_left == 24_000 // 450


def ends_and_is_filled_again(cheap, printer):
    """The printer says that it has no paper, refuses a job, and has paper again."""
    printer.state = lambda: PrinterState.PAPER_OUT
    cheap.state()
    printer.state = lambda: PrinterState.READY
    cheap.state()


def test_a_roll_that_ran_out_at_its_end_is_a_new_one_and_nobody_is_asked(desk, cheap, printer):
    print_till_near_end(desk, cheap)
    ends_and_is_filled_again(cheap, printer)
    assert (used(desk), standing(desk).asks) == (0, False)


def test_paper_that_came_back_in_the_middle_of_the_roll_is_asked_about(desk, cheap, printer):
    cheap.print_bytes(SLIP)
    ends_and_is_filled_again(cheap, printer)
    assert (standing(desk).asks, used(desk), light(desk)) == (True, SLIP_MM, "换新纸卷了吗？")
    assert doctors(desk, cheap).code == "P322"
    paper_roll.settle(desk, SHORT, is_new=False)
    assert (standing(desk).asks, used(desk)) == (False, SLIP_MM)


def test_the_first_receipt_on_a_new_roll_counts_on_it(desk, cheap, printer):
    print_till_near_end(desk, cheap)

    def refuses(_):
        raise DeviceTrouble(PAPER_OUT)

    takes, printer.print_bytes = printer.print_bytes, refuses
    with pytest.raises(DeviceTrouble):
        cheap.print_bytes(SLIP)
    printer.print_bytes = takes
    cheap.print_bytes(SLIP)
    assert used(desk) == SLIP_MM


# printers with a sensor

SENSOR = replace(SHORT, printer="tcp://192.0.2.7:9100?model=generic-58")


@pytest.fixture
def sensing(desk, printer):
    """A printer with a sensor, at three metres of paper."""
    printer.address, printer.profile = SENSOR.printer, of_model("generic-58")
    desk.settings = replace(desk.settings, devices=SENSOR)
    return paper_roll.counted(printer, desk, SENSOR)


def test_a_sensor_is_believed_and_nothing_is_reckoned_beside_it(desk, received, sensing, printer):
    for _ in range(20):
        sensing.print_bytes(SLIP)
    assert (standing(desk), light(desk), doctors(desk, sensing).code) == (None, "", "")
    printer.says, printer.state = PrinterState.PAPER_LOW, lambda: PrinterState.PAPER_LOW
    assert receipts.print_receipt(desk, received().id, sensing).value.code == "P312"
    assert (standing(desk), doctors(desk, sensing).code) == (None, "P312")


def test_a_sensor_that_let_a_roll_run_out_is_no_sensor(desk, sensing, printer):
    for _ in range(20):
        sensing.print_bytes(SLIP)
    ends_and_is_filled_again(sensing, printer)
    assert standing(desk) is not None
    print_till_near_end(desk, sensing)
    assert doctors(desk, sensing).code == "P321"
    printer.state = lambda: PrinterState.PAPER_LOW
    assert doctors(desk, sensing).code == "P312", "it spoke after all"
    assert standing(desk) is None


def test_a_sensor_that_told_is_believed_about_the_next_roll_too(desk, sensing, printer):
    printer.says = PrinterState.PAPER_LOW
    sensing.print_bytes(SLIP)
    ends_and_is_filled_again(sensing, printer)
    assert standing(desk) is None


@pytest.mark.parametrize(
    "address", ["cups:receipt", "spooler:POS-58", "file:/dev/usb/lp0", "tcp://192.0.2.7?answers=no"]
)
def test_a_sensor_that_cannot_be_heard_leaves_the_count(desk, address):
    assert paper_roll.standing_now(desk, Devices(printer=address, printer_model="generic-58")) is not None


@pytest.mark.parametrize("address", ["", "tcp://192.0.2.7?model=nobodys", "nonsense"])
def test_without_a_printer_there_is_no_roll(desk, address):
    assert paper_roll.standing_now(desk, Devices(printer=address)) is None


# whatever happens

STATES = [state for state in PrinterState if state is not PrinterState.PAPER_LOW]
"""What a printer without a sensor can say."""
outcomes = st.builds(PrintOutcome, st.sampled_from(Printed), st.sampled_from(STATES))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(outcomes, st.just("refused"), st.just("new")), max_size=12))
def test_the_count_is_what_was_sent_since_the_roll_was_new(desk, cheap, printer, steps):
    paper_roll.settle(desk, SHORT, is_new=True)
    sent, out = 0, False
    for step in steps:
        if step == "new":
            paper_roll.settle(desk, SHORT, is_new=True)
            sent, out = 0, False
        elif step == "refused":
            printer.gone = True
            with pytest.raises(DeviceTrouble):
                cheap.print_bytes(SLIP)
            printer.gone = False
        else:
            at_its_end = standing(desk).near_end
            printer.ends, printer.says = step.printed, step.state
            cheap.print_bytes(SLIP)
            if out and (step.printed is Printed.CONFIRMED or step.state is PrinterState.READY):
                sent, out = 0 if at_its_end else sent, False
            sent += SLIP_MM
            out = out or step.state is PrinterState.PAPER_OUT
        assert used(desk) == sent
