"""Intake (收件) as one guided flow: person, item, situation and form, materials, check, receipt.

The page draws a draft; what is asked next and what is missing is the draft's business. Every
change is kept at once on the storage thread, so leaving, a crash or a power cut costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QPushButton

from windowdesk.casework import cards, case_view, choose, drafts, intake_view
from windowdesk.casework.cards import CardTaken
from windowdesk.casework.desk import Done
from windowdesk.casework.intake_view import IntakeView, Trouble
from windowdesk.clock import local_date_time
from windowdesk.domain.device_news import CardRead
from windowdesk.domain.intake import Conflict, Draft, Step, next_step, previous_step, take_from_card
from windowdesk.domain.people import Card
from windowdesk.events import Kind
from windowdesk.gui.forms.ui_intake import Ui_IntakePage
from windowdesk.gui.intake_saving import Saving
from windowdesk.gui.intake_scanning import PAGE, IntakeScanning
from windowdesk.gui.intake_signing import IntakeSigning
from windowdesk.gui.intake_step import IntakeStep
from windowdesk.gui.page import Page
from windowdesk.gui.pages.intake_person import PersonStep
from windowdesk.gui.pages.intake_steps import Steps
from windowdesk.gui.place import Place
from windowdesk.gui.step_change import StepChange

TITLES = {
    Step.PERSON: "人员",
    Step.ITEM: "事项",
    Step.FORM: "情形和内容",
    Step.MATERIALS: "材料",
    Step.CONFIRM: "核对",
    Step.RECEIPT: "凭条",
}
SHOWN_BEFORE = {"notice": Step.PERSON}
"""Fields that stand on an earlier page than the one that asks for them."""


class IntakePage(Page):
    """The flow. ``draft`` is the truth; the steps only show it."""

    listens = frozenset({Kind.CATALOGUE, Kind.PRINTS})

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_IntakePage()
        self.ui.setupUi(self)
        self.draft: Draft | None = None
        self.view: IntakeView | None = None
        self._onward_soon = False
        self.scanning = IntakeScanning(self)
        self.signing = IntakeSigning(self)
        self.saving = Saving(self)
        self.steps = Steps(self)
        self._change = StepChange(self)
        self.ui.steps.name(list(TITLES.values()))
        self.ui.next.clicked.connect(self.onward)
        self.ui.back.clicked.connect(self.key_back)
        self.ui.card.clicked.connect(self.key_card)
        self.ui.scan.clicked.connect(self.key_scan)
        place.bridge.reader_state.connect(lambda _: self._person_step().show_reader())
        place.scans.changed.connect(self._show_scanning)

    # coming and going

    def build_ahead(self) -> Iterator[None]:
        """The steps, while nobody waits for them."""
        yield from self.steps.build_ahead()

    def come(self, about: object = None) -> None:
        """``about``: a draft's id to go on with; a card to begin with; None: go on or begin."""
        wanted, package = (str(self.place.held.pop(kind, "")) for kind in ("item", "package"))
        if isinstance(about, str) and about:
            self.ask(drafts.resume, about, then=self._began)
        elif self.draft is None or self.saving.done or wanted or package or isinstance(about, CardRead):
            card = about.card if isinstance(about, CardRead) else None
            self.ask(
                drafts.start, then=lambda done: self._began(done.value, wanted or package, card, package=bool(package))
            )
        else:
            self._show()

    def begin(self) -> None:
        """The next villager: a new draft."""
        self.saving.forget()
        self.place.last_card = None
        self.ask(drafts.start, then=lambda done: self._began(done.value))

    def refresh(self) -> None:
        """The catalogue or a print has changed."""
        if self.draft is not None and not self.saving.done:
            self._read()
        elif self.saving.done:
            self.saving.read_jobs()

    def resized(self) -> None:
        """Fit tables and icons to the new text size."""
        for step in self.steps.built():
            step.resized()

    # the draft

    def change(self, draft: Draft) -> None:
        """The draft is now this; it is kept at once and everything shown follows."""
        if draft == self.draft or self.saving.done:
            return
        self.draft = draft
        self.place.thread.open_desk.desk.unsaved.typed(draft.id)
        self.ask(drafts.keep, draft, then=self._kept, topic="keep", keeps=True)
        self._read()

    def work_on_draft(
        self, act: Callable[..., Done[Any]], *args: Any, then: Callable[[Any], Draft], **named: Any
    ) -> None:
        """Run an act on the draft; what is typed meanwhile is not lost, the act is then run on that.

        ``then`` takes the act's value and gives the new draft. Where another draft has come into hand the act is
        done with: what is one villager's is never put on the next one's form.
        """
        asked = self._draft()

        def answered(done: Done[Any]) -> None:
            if self.draft is None or self.draft.id != asked.id:
                return
            if self.draft is not asked:
                self.work_on_draft(act, *args, then=then, **named)
                return
            self.draft = then(done.value)
            self._read()
            self.fill(self._step())
            if self._onward_soon:
                self._onward_soon = False
                self.onward()

        self.ask(act, asked, *args, then=answered, topic=act.__name__, keeps=True, **named)

    def item_chosen(self, code: str, *, package: bool = False) -> None:
        """An item or a package was chosen in the list."""
        self.work_on_draft(choose.package if package else choose.item, code, then=lambda draft: draft)

    def onward_soon(self) -> None:
        """Go on as soon as the act under way has changed the draft."""
        self._onward_soon = True

    def resolve(self, conflict: Conflict, card: Card | None, *, who: str) -> None:
        """A person decided for the card that differed, or (None) for what was typed."""
        self._person_step().conflict_gone(conflict)
        if card is not None:
            self.change(take_from_card(self._draft(), card, {conflict.field}, who))

    def _began(self, draft: Draft, item: str = "", card: Card | None = None, *, package: bool = False) -> None:
        self.saving.forget()
        self.place.banner.clear()
        self._onward_soon = False
        self.draft = draft
        self.view = None
        self.steps.empty(self.here(), self.ui.stack.currentWidget())
        self._show()
        if card is not None:
            self.take_card(card)
        if item:
            self.item_chosen(item, package=package)

    def _kept(self, _: Any) -> None:
        self.ui.saved.setText(f"已自动保存 {local_date_time(self.now()):%H:%M:%S}")

    def _read(self) -> None:
        self.ask(intake_view.view, self._draft(), then=self._viewed, topic="view")

    def _viewed(self, view: IntakeView) -> None:
        if self.draft is None or view.draft.id != self.draft.id:
            return
        self.view = view
        self.signing.check(view)
        self._step().show_draft(self.draft, view)
        self.show_title()

    # steps

    def now(self) -> datetime:
        """The desk's time, in UTC."""
        return self.place.thread.open_desk.desk.clock.now()

    def today(self) -> date:
        """The date on the wall."""
        return local_date_time(self.now()).date()

    def current(self) -> Draft:
        """The draft in hand."""
        return self._draft()

    def _draft(self) -> Draft:
        assert self.draft is not None
        return self.draft

    def here(self) -> Step:
        """The step in front."""
        if self.saving.done:
            return Step.RECEIPT
        return self.draft.step if self.draft else Step.PERSON

    def _step(self) -> IntakeStep:
        return self.steps[self.here()]

    @property
    def is_whole(self) -> bool:
        """The step in front stands, and the cursor in it."""
        return self._change.is_over

    def later(self, action: Callable[[], None]) -> None:
        """Do it once the events at hand are through, and the step stands that comes to the front."""
        if self._change.is_over:
            super().later(action)
        else:
            self._change.then(action)

    def _show(self) -> None:
        self._change.begin(self.focus_first)
        if self.draft is not None and not self.saving.done:
            self._read()
        if self.here() is not Step.CONFIRM:
            self.place.villager.take_back()

    def fill(self, step: IntakeStep) -> None:
        """Show in a step what is in hand."""
        if self.draft is not None:
            step.show_draft(self.draft, self.view)

    def is_proxy(self) -> bool:
        """Somebody else came for the applicant."""
        return self.draft is not None and self.draft.agent is not None

    def show_title(self) -> None:
        """Who, and what for."""
        parts = ["收件"]
        if self.draft is not None:
            parts.append(self.draft.applicant.text("name"))
            if self.view is not None and self.view.draft.item_code == self.draft.item_code:
                name = self.view.package.name if self.view.package else self.view.item.name if self.view.item else ""
                parts.append(name)
        self.ui.title.setText(" · ".join(part for part in parts if part))

    def open_number(self, number: str) -> None:
        """Open the case with that number."""
        self.ask(case_view.find, number, then=lambda case: self.go.emit("case", case.id))

    def onward(self) -> None:
        """The primary button: check this step, then go on; on the check page save."""
        here = self.here()
        if here is Step.RECEIPT:
            self.begin()
        elif self.draft is not None:
            self.place.banner.clear()
            self.ask(intake_view.view, self.draft, then=self._checked, topic="check")

    def _checked(self, view: IntakeView) -> None:
        self.view = view
        here = self.here()
        order = list(Step)
        mine = [one for one in view.troubles if order.index(step_of(one)) <= order.index(here)]
        if mine:
            self.point_at(mine[0])
        elif here is Step.CONFIRM and not self._draft().confirmed:
            self._ask_to_look()
        elif here is Step.CONFIRM and self.place.scans.is_for(PAGE, self._draft().id):
            self.place.banner.note("这一件还有材料正在扫描。", "等扫完再按 F9 保存；不扫了就回到材料页点“停止扫描”。")
        elif here is Step.CONFIRM:
            self.saving.save()
        else:
            self.go_to(next_step(self._draft(), view.item))

    def _ask_to_look(self) -> None:
        self.place.banner.note("还没有请申请人核对。", "请申请人看一遍；没有错就勾选下面的格子，再按 F9 保存。")
        box = self._step().field("agreed")
        if box is not None:
            self.focus(box)

    def go_to(self, step: Step) -> None:
        """Bring a step to the front."""
        self.change(replace(self._draft(), step=step))
        self._show()

    def point_at(self, trouble: Trouble) -> None:
        """Say what is missing and put the cursor there."""
        where = step_of(trouble)
        if where is not self.here():
            self.go_to(where)
        self.fill(self._step())
        self.place.banner.note(trouble.happened, trouble.to_do, trouble.message.code)
        field = self._step().field(trouble.field)
        if field is not None:
            self.later(lambda: self.focus(field))

    def saved_now(self) -> None:
        """The record stands on disk twice: the receipt page comes to the front, and the card is for no later form."""
        self.place.last_card = None
        self._show()

    def show_receipt(self) -> None:
        """Something became of the print."""
        if self.saving.done:
            self.fill(self.steps[Step.RECEIPT])

    # cards

    def card_read(self, news: CardRead) -> bool:
        """A card was read while this page is in front."""
        if self.saving.done:
            self.come(news)
        elif self.draft is not None:
            self.take_card(news.card)
        return True

    def take_card(self, card: Card) -> None:
        """Merge a card into the draft as it stands now."""
        who = self._step().who()

        def took(taken: CardTaken) -> Draft:
            self.place.banner.clear()
            self._person_step().card_taken(taken, who)
            if not taken.conflicts:
                self.later(self.focus_first)
            return taken.draft

        self.work_on_draft(cards.take_card, card, then=took, who=who)

    def _person_step(self) -> PersonStep:
        step = self.steps[Step.PERSON]
        assert isinstance(step, PersonStep)
        return step

    # keys

    def focus_first(self) -> None:
        """Where this step begins."""
        field = self._step().first_field()
        if field is not None:
            self.focus(field)
        elif self.here() is Step.RECEIPT:
            self.ui.next.setFocus()
        else:
            super().focus_first()

    def primary(self) -> QPushButton | None:
        """下一步, 保存 or 接待下一位."""
        button: QPushButton = self.ui.next
        return button

    def key_back(self) -> bool:
        """One step back; from the first one home, the draft stays."""
        if self.draft is None or self.saving.done or self.draft.step is Step.PERSON:
            self.go.emit("home", None)
        else:
            self.go_to(previous_step(self.draft, self.view.item if self.view else None))
        return True

    def key_card(self) -> bool:
        """Take the card that was just read, or say where to put it."""
        card = self.place.last_card
        if card is not None and self.draft is not None:
            self.take_card(card)
        else:
            self.place.banner.note(
                "请把身份证放到读卡器上。", "放平不动，读完会自动填好；社会保障卡请插到底；没有读卡器就手工填写。"
            )
        return True

    def key_scan(self) -> bool:
        """Scan for the step in front."""
        return self._step().scan()

    def key_scan_stack(self) -> bool:
        """Scan the whole feeder for the step in front."""
        return self._step().scan_stack()

    def _show_scanning(self) -> None:
        here = self.scanning.here()
        self.ui.scan.setText(f"正在扫描，已到 {self.place.scans.pages} 页" if here else "扫描 F3")

    def key_save(self) -> bool:
        """F9: check and go on; on the check page it saves."""
        if self.here() is not Step.RECEIPT:
            self.onward()
        return True


def step_of(trouble: Trouble) -> Step:
    """The page on which a trouble can be put right."""
    return SHOWN_BEFORE.get(trouble.field) or Step(trouble.step)
