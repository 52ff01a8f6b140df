"""First step: who is here. The card fills everything; typing fills it without a reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton, QWidget

from windowdesk.casework import filling
from windowdesk.casework.cards import CardTaken
from windowdesk.casework.filling import Who
from windowdesk.domain.case import Mode, Visit
from windowdesk.domain.intake import Conflict, Draft, DraftPerson, Source, typed, with_typed_number
from windowdesk.domain.intake_person import CARDLESS_KINDS, age_on, birth_of, number_stands, read_from_card
from windowdesk.domain.nations import nation_name
from windowdesk.domain.people import Card, IdKind, Sex
from windowdesk.errors import InputRefused
from windowdesk.gui.entries import TwiceTyped
from windowdesk.gui.forms.ui_intake_person import Ui_IntakePerson
from windowdesk.gui.intake_step import IntakeStep
from windowdesk.gui.row_card import RowCard, fill

if TYPE_CHECKING:
    from windowdesk.casework.intake_view import IntakeView
    from windowdesk.gui.pages.intake import IntakePage

KINDS = {
    IdKind.RESIDENT_ID: "居民身份证",
    IdKind.TEMPORARY_ID: "临时居民身份证",
    IdKind.HOUSEHOLD_REGISTER: "户口簿",
    IdKind.BIRTH_CERTIFICATE: "出生医学证明",
    IdKind.HMT_RESIDENCE_PERMIT: "港澳台居民居住证",
    IdKind.FOREIGN_RESIDENT: "外国人永久居留身份证",
}
SEXES = {Sex.UNKNOWN: "请选择", Sex.MALE: "男", Sex.FEMALE: "女"}
SOURCES = {
    Source.CARD: "来自读卡",
    Source.SOCIAL_CARD: "来自社保卡",
    Source.EARLIER: "来自以前的办件",
    Source.TYPED: "",
}


class PersonStep(IntakeStep):
    """Applicant, how they came, and the agent where somebody else files."""

    hint = "把证件放到读卡器上，或者手工填写；号码要填两遍。填好按 Enter 到下一格。"

    def __init__(self, flow: IntakePage) -> None:
        super().__init__(flow)
        self.ui = Ui_IntakePerson()
        self.ui.setupUi(self)
        for box in (self.ui.applicantKind, self.ui.agentKind):
            for kind, words in KINDS.items():
                box.addItem(words, kind)
        for sex, words in SEXES.items():
            self.ui.applicantSex.addItem(words, sex)
        self._modes: dict[Mode, QRadioButton] = {
            Mode.WINDOW: self.ui.modeWindow,
            Mode.PROXY: self.ui.modeProxy,
            Mode.HOME_VISIT: self.ui.modeVisit,
            Mode.APPOINTMENT: self.ui.modeAppointment,
        }
        self._conflicts: tuple[tuple[Conflict, Card, str], ...] = ()
        """What was typed otherwise than it stands on which card, and of whom."""
        self._showing = False
        self._connect()
        self.reset()

    # wiring

    def _connect(self) -> None:
        ui = self.ui
        ui.told.clicked.connect(self._told)
        ui.noMobile.clicked.connect(self._no_mobile)
        ui.reason.textEdited.connect(lambda _: self._kind("applicant"))
        ui.applicantSex.activated.connect(
            lambda _: self._typed("applicant", "sex", ui.applicantSex.currentData().value)
        )
        ui.applicantBirth.settled.connect(lambda text: self._typed("applicant", "birth", text))
        ui.applicantBirth.refused.connect(ui.applicantBirthNote.wrong)
        for mode, button in self._modes.items():
            button.toggled.connect(lambda on, mode=mode: self._mode(mode) if on else None)
        for line in (ui.visitPlace, ui.visitFirst, ui.visitSecond):
            line.textEdited.connect(self._visit)
        ui.appointment.textEdited.connect(self._appointment)
        whos: tuple[Who, Who] = ("applicant", "agent")
        for who in whos:
            name, kind, number, mobile = self._person_inputs(who)
            name.textEdited.connect(lambda text, who=who: self._typed(who, "name", text.strip()))
            kind.activated.connect(lambda _, who=who: self._kind(who))
            number.settled.connect(lambda text, who=who: self._number(who, text))
            mobile.settled.connect(lambda text, who=who: self._typed(who, "mobile", text))
            override: QLineEdit = getattr(ui, f"{who}Override")
            override.textEdited.connect(lambda _, who=who, number=number: self._number(who, number.value()))
            for twice, note in ((number, f"{who}NumberNote"), (mobile, f"{who}MobileNote")):
                twice.differed.connect(lambda note=note: getattr(ui, note).wrong("两次不一样，请重新输入"))

    def _person_inputs(self, who: str) -> tuple[QLineEdit, QComboBox, TwiceTyped, TwiceTyped]:
        ui = self.ui
        return (
            getattr(ui, f"{who}Name"),
            getattr(ui, f"{who}Kind"),
            getattr(ui, f"{who}Number"),
            getattr(ui, f"{who}Mobile"),
        )

    # showing

    def reset(self) -> None:
        """Empty everything."""
        self._conflicts = ()
        self.ui.conflictCard.hide()
        self.ui.earlierCard.hide()
        line: QLineEdit
        for line in self.findChildren(QLineEdit):
            line.clear()
        for who in ("applicant", "agent"):
            for field in ("Number", "Mobile"):
                getattr(self.ui, who + field).set_value("")
            self._show_override(who, wanted=False)

    def come(self) -> None:
        """Show the reader's state."""
        self.show_reader()

    def show_reader(self) -> None:
        """Say how the card reader is."""
        state, words = self.flow.place.reader_words
        self.ui.reader.say(state, words, "card")

    def show_draft(self, draft: Draft, view: IntakeView | None) -> None:
        """Show the draft."""
        self._showing = True
        ui = self.ui
        ui.told.setChecked(bool(draft.notice_version))
        if view is not None:
            ui.notice.setText(view.notice)
        self._modes[draft.mode].setChecked(True)
        ui.agentCard.setVisible(draft.mode is Mode.PROXY)
        ui.visitBox.setVisible(draft.mode is Mode.HOME_VISIT)
        ui.appointmentBox.setVisible(draft.mode is Mode.APPOINTMENT)
        self._show_person("applicant", draft.applicant)
        self._show_person("agent", draft.agent or DraftPerson())
        self._show_applicant(draft.applicant)
        if draft.visit is not None:
            put(ui.visitPlace, draft.visit.place)
            put(ui.visitFirst, draft.visit.staff[0])
            put(ui.visitSecond, draft.visit.staff[1])
        put(ui.appointment, draft.appointment)
        self._showing = False

    def _show_person(self, who: Who, person: DraftPerson) -> None:
        name, kind, number, mobile = self._person_inputs(who)
        put(name, person.text("name"))
        kind.setCurrentIndex(kind.findData(person.id_kind))
        for twice, field in ((number, "id_number"), (mobile, "mobile")):
            if person.text(field) and twice.value() != person.text(field):
                twice.set_value(person.text(field))
        note = "有生僻字，请和证件核对" if "name" in person.doubtful else source_words(person, "name")
        getattr(self.ui, f"{who}NameNote").say(note)
        if person.text("id_number"):
            getattr(self.ui, f"{who}NumberNote").say(source_words(person, "id_number") or person.assurance.words)
            put(getattr(self.ui, f"{who}Override"), person.check_override_reason)
            self._show_override(who, wanted=bool(person.check_override_reason))

    def _show_override(self, who: str, *, wanted: bool) -> None:
        """Ask why a number of an old archive counts though its check digit is wrong; only where it is."""
        for part in ("Label", "", "Note"):
            getattr(self.ui, f"{who}Override{part}").setVisible(wanted)

    def _show_applicant(self, person: DraftPerson) -> None:
        ui = self.ui
        cardless = person.id_kind in CARDLESS_KINDS
        for name in ("reason", "applicantSex", "applicantBirth"):
            for part in ("Label", "", "Note"):
                if (widget := getattr(ui, name + part, None)) is not None:
                    widget.setVisible(cardless)
        put(ui.reason, person.reason_without_card)
        sex = person.text("sex")
        ui.applicantSex.setCurrentIndex(max(0, ui.applicantSex.findData(Sex(sex) if sex else Sex.UNKNOWN)))
        if person.text("birth") and ui.applicantBirth.value() != person.text("birth"):
            ui.applicantBirth.set_value(person.text("birth"))
        ui.noMobile.setChecked(person.no_mobile)
        ui.applicantMobile.setEnabled(not person.no_mobile)
        ui.applicantFacts.setText(facts(person, self.flow.today()))
        ui.applicantFacts.setVisible(bool(facts(person, self.flow.today())))

    def card_taken(self, taken: CardTaken, who: str) -> None:
        """A card was merged: show conflicts and what the person filed before."""
        self._conflicts = tuple((conflict, taken.card, who) for conflict in taken.conflicts)
        person = taken.draft.agent if who == "agent" else taken.draft.applicant
        if person is not None:
            _, _, number, _ = self._person_inputs(who)
            number.set_value(person.text("id_number"))
        self._show_conflicts()
        if who == "applicant":
            rows = [
                RowCard(
                    f"{row.item_name}",
                    f"{row.number} · {row.state_words}",
                    icon="cases",
                    buttons=[("打开", partial(self.flow.go.emit, "case", row.id))],
                )
                for row in taken.earlier[:5]
            ]
            fill(self.ui.earlierRows, rows)
            self.ui.earlierCard.setVisible(bool(rows))

    def conflict_gone(self, conflict: Conflict) -> None:
        """One conflict was decided."""
        self._conflicts = tuple(one for one in self._conflicts if one[0] != conflict)
        self._show_conflicts()

    def _show_conflicts(self) -> None:
        rows: list[QWidget] = []
        for conflict, card, who in self._conflicts:
            words = f"{conflict.title}：您填的是“{shown(conflict.field, conflict.typed)}”，证件上是“{shown(conflict.field, conflict.card)}”"
            choices = [
                ("用证件上的", partial(self.flow.resolve, conflict, card, who=who)),
                ("留我填的", partial(self.flow.resolve, conflict, None, who=who)),
            ]
            rows.append(RowCard(words, icon="card", buttons=choices))
        fill(self.ui.conflictRows, rows)
        self.ui.conflictCard.setVisible(bool(rows))
        if rows:
            self.flow.later(self._to_first_conflict)

    def _to_first_conflict(self) -> None:
        item = self.ui.conflictRows.itemAt(0)
        row = item.widget() if item is not None else None
        if isinstance(row, RowCard):
            self.flow.focus(row.buttons[0])

    # changing

    def _typed(self, who: Who, field: str, value: str) -> None:
        if field == "mobile":
            draft = filling.with_entry(self.flow.current(), who, field, value)
        else:
            draft = typed(self.flow.current(), field, value, who)
        self.flow.change(draft)

    def _number(self, who: Who, text: str) -> None:
        draft = self.flow.current()
        note = getattr(self.ui, f"{who}NumberNote")
        if not text:
            note.say("")
            self._show_override(who, wanted=False)
            self.flow.change(typed(draft, "id_number", "", who))
            return
        kind, today = filling.person(draft, who).id_kind, self.flow.today()
        why: str = getattr(self.ui, f"{who}Override").text()
        try:
            draft = with_typed_number(draft, kind, text, text, today, who, override_reason=why)
        except InputRefused as refused:
            note.wrong(refused.happened)
            self._show_override(who, wanted=number_stands(kind, text, today, any_check_digit=True))
            draft = typed(draft, "id_number", "", who)
        self.flow.change(draft)

    def _kind(self, who: Who) -> None:
        kind = self._person_inputs(who)[1].currentData()
        reason = self.ui.reason.text() if kind in CARDLESS_KINDS and who == "applicant" else ""
        self.flow.change(filling.with_id_kind(self.flow.current(), who, kind, reason))

    def _told(self, on: bool) -> None:
        if on:
            self.flow.change(filling.with_notice(self.flow.current(), self.flow.now()))
        else:
            self.flow.change(replace(self.flow.current(), notice_version="", notice_at=None))

    def _no_mobile(self, on: bool) -> None:
        self.ui.applicantMobile.set_value("")
        self.flow.change(filling.with_no_mobile(self.flow.current(), "applicant", on))

    def _mode(self, mode: Mode) -> None:
        if self._showing:
            return
        draft = filling.with_mode(self.flow.current(), mode)
        if mode is Mode.PROXY and draft.agent is None:
            draft = replace(draft, agent=DraftPerson())
        self.flow.change(draft)

    def _visit(self) -> None:
        staff = (self.ui.visitFirst.text().strip(), self.ui.visitSecond.text().strip())
        self.flow.change(replace(self.flow.current(), visit=Visit(self.ui.visitPlace.text().strip(), staff)))

    def _appointment(self, text: str) -> None:
        self.flow.change(replace(self.flow.current(), appointment=text.strip()))

    # the flow asks

    def who(self) -> str:
        """The agent when the cursor is in the agent's fields, or when the applicant's card was read already."""
        draft = self.flow.draft
        focused = self.focusWidget()
        if draft is None or draft.mode is not Mode.PROXY:
            return "applicant"
        if focused is not None and focused.hasFocus() and self.ui.agentCard.isAncestorOf(focused):
            return "agent"
        return "agent" if read_from_card(draft.applicant) else "applicant"

    def first_field(self) -> QWidget | None:
        """The notice comes before everything else."""
        return None if self.ui.told.isChecked() else self.ui.told

    def field(self, name: str) -> QWidget | None:
        """The widget of a trouble."""
        ui = self.ui
        who, _, part = name.partition(".")
        parts = {"name": "Name", "id_number": "Number", "mobile": "Mobile"}
        if who in {"applicant", "agent"}:
            if part == "reason_without_card":
                return ui.reason
            found: QWidget = getattr(ui, who + parts.get(part, "Name"))
            return found
        return {
            "notice": ui.told,
            "visit.place": ui.visitPlace,
            "visit.staff": ui.visitFirst,
            "appointment": ui.appointment,
        }.get(name)


def put(line: QLineEdit, text: str) -> None:
    """Show text unless somebody is just typing there; a card fills the empty field with the cursor, too."""
    if line.text().strip() != text and not (line.hasFocus() and line.text()):
        line.setText(text)


def source_words(person: DraftPerson, field: str) -> str:
    """Where a value came from."""
    entry = person.entries.get(field)
    return SOURCES[entry.source] if entry else ""


def shown(field: str, value: str) -> str:
    """Codes as words."""
    if field == "sex":
        return SEXES.get(Sex(value), value)
    return nation_name(value) if field == "nation" else value


def facts(person: DraftPerson, today: date) -> str:
    """What the card or the number says beside name and number, as one line."""
    birth = birth_of(person) if person.text("id_number") else None
    parts = []
    if person.text("sex") in {"1", "2"}:
        parts.append(shown("sex", person.text("sex")))
    if birth is not None:
        age = age_on(birth, today)
        parts.append(f"{birth.year}年{birth.month}月{birth.day}日出生，{age} 周岁")
    if person.text("nation"):
        parts.append(shown("nation", person.text("nation")))
    if person.text("address"):
        parts.append(f"户籍地址：{person.text('address')}")
    return " · ".join(parts)
