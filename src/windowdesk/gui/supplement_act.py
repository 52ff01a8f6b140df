"""补材料: everything the county asked for in one list, and the item's own form where it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from windowdesk.casework import case_form, supplement
from windowdesk.casework.case_form import FormToCorrect
from windowdesk.casework.desk import Done
from windowdesk.casework.supplement import AskedLine, Supplied
from windowdesk.domain.brought import Brought
from windowdesk.gui import supplement_pages
from windowdesk.gui.asking import sure
from windowdesk.gui.case_act import CaseAct
from windowdesk.gui.forms.ui_act_supplement import Ui_SupplementAct
from windowdesk.gui.material_list import MaterialLine
from windowdesk.gui.pages_dialog import show_pages
from windowdesk.gui.row_card import RowCard, fill
from windowdesk.gui.scanning import begin, choose_files
from windowdesk.gui.supplement_pages import SupplementPages

if TYPE_CHECKING:
    from windowdesk.casework.case_view import CaseView
    from windowdesk.gui.pages.case import CasePage


class SupplementAct(CaseAct):
    """Partly is allowed: what was not brought today stays asked."""

    saves = "保存补来的材料"
    leaves = "先放着"

    def __init__(self, page: CasePage, view: CaseView) -> None:
        super().__init__(page, view)
        self.ui = Ui_SupplementAct()
        self.ui.setupUi(self)
        supplement_pages.open_for(page, view)
        self._sent = Brought(view.case.id)
        self._filed: FormToCorrect | None = None
        self._lines = lines_of(view)
        self._say_what_is_asked()
        self._connect()
        self._show()
        if not self._brought.is_empty:
            self.page.place.banner.note(
                f"上次补的还在：{words_of(self._brought)}。", "接着补；不要了就点“已补的都不要了”。"
            )

    @property
    def _brought(self) -> Brought:
        """What was brought so far; on disk as well."""
        return supplement_pages.brought_for(self.page, self.view.case.id)

    def _keep(self, brought: Brought) -> None:
        supplement_pages.keep(self.page, brought)

    def _say_what_is_asked(self) -> None:
        asked = self.view.asked
        due = f"请在{asked.due.year}年{asked.due.month}月{asked.due.day}日前补齐。" if asked.due else ""
        self.ui.actHint.setText(f"{due}{asked.how}一次没带齐也可以先存已带来的。")
        meant = [line for line in asked.lines if not line.material]
        fill(self.ui.formLines, [RowCard(line.defect, line.standard, icon="note") for line in meant])
        self.ui.formCard.setVisible(bool(meant))
        self.ui.materialsCard.setVisible(bool(self._lines))
        if meant:
            self.page.ask(case_form.form_to_correct, self.view.case.id, then=self._show_form, topic="form")

    def _connect(self) -> None:
        rows = self.ui.materials
        rows.scan.connect(self._scan)
        rows.stack.connect(lambda key: self._scan(key, feeder=True))
        rows.stop.connect(self.page.place.scans.stop)
        rows.add_file.connect(lambda key: choose_files(self.page, self._pages_of(key)))
        rows.look.connect(lambda key: show_pages(self.page, self._pages_of(key)))
        self.page.place.scans.changed.connect(self._show_scanning)
        self.page.place.scans.judged.connect(self._show)
        rows.paper.connect(self._held)
        self.ui.fields.filled.connect(self._filled)
        self.ui.discard.clicked.connect(self._discard)

    def begin(self) -> None:
        """The list is what most come for; without one the cursor goes into the form, once it is there."""
        if self._lines:
            self.page.focus_first()
        elif self._filed is not None and self._filed.fields:
            field = self.ui.fields.input(next(iter(self._filed.fields)))
            if field is not None:
                self.page.focus(field)

    def scan(self) -> bool:
        """F3 scans into the framed line."""
        key = self.ui.materials.here()
        if key:
            self._scan(key)
        return True

    def scan_stack(self) -> bool:
        """Shift+F3 scans the whole feeder into the framed line."""
        key = self.ui.materials.here()
        if key:
            self._scan(key, feeder=True)
        return True

    def save(self) -> None:
        """Save what was brought; a form that is still wrong is told field by field."""
        form = self._brought.form
        faults = self._filed.faults(form) if self._filed is not None and form else ()
        self.ui.fields.mark({fault.field: fault.reason or "请填写" for fault in faults})
        if faults:
            first = faults[0]
            self.page.place.banner.note(f"“{first.title}”要改：{first.reason or '没有填'}。", "改好后再按 F9 保存。")
            field = self.ui.fields.input(first.field)
            if field is not None:
                self.page.focus(field)
            return
        if self.page.place.scans.is_for(supplement_pages.PAGE, self.view.case.id):
            self.page.place.banner.note("还有材料正在扫描。", "等扫完再按 F9 保存；不扫了就点“停止扫描”。")
            return
        self._sent = self._brought
        pages = {key: one.pages for key, one in self._sent.pages.items()}
        supplied = Supplied(pages, self._sent.paper, self._sent.form)
        self.run(supplement.supplement, supplied, done="补来的材料已存好。")

    def saved(self) -> None:
        """What was brought is in the case now; what came since waits for the next time."""
        sent = self._sent
        pages = {key: one.pages for key, one in sent.pages.items()}
        self._keep(self._brought.without(pages, sent.paper, sent.form))

    def given_up(self) -> None:
        """Nothing is thrown away by closing the form."""
        if not self._brought.is_empty:
            words = f"还没有报县里，先存着：{words_of(self._brought)}。"
            self.page.place.banner.note(words, "再打开“补正（补材料）”就能接着补。")

    def _discard(self) -> None:
        """Only a person's word throws away what was brought."""
        if self.page.place.scans.is_for(supplement_pages.PAGE, self.view.case.id):
            self.page.place.banner.note("还有材料正在扫描。", "等扫完再点；不扫了就点“停止扫描”。")
            return
        lost = f"{words_of(self._brought)}都会去掉，不能找回。"
        if sure(self.page, "已补的都不要了吗？", lost, "不要了"):
            self._keep(Brought(self.view.case.id))
            self.page.place.banner.clear()
            if self._filed is not None:
                self.ui.fields.ask({}, {}, frozenset())
                self._show_fields(self._filed)
            self._show()

    # the form

    def _show_form(self, done: Done[FormToCorrect]) -> None:
        if self.page.act is not self:
            return
        self._filed = done.value
        self._show_fields(done.value)
        if not self._lines:
            self.page.later(self.begin)

    def _show_fields(self, filed: FormToCorrect) -> None:
        self.ui.fields.ask(filed.fields, {**filed.shown, **self._brought.form}, filed.required)
        self.ui.fields.remind({name: f"原来是 {masked}，不改就空着" for name, masked in filed.hidden.items()})
        self.ui.formEmpty.setVisible(not filed.fields)

    def _filled(self, name: str, value: Any) -> None:
        """Only what differs from what was filed goes up; an emptied field is empty, not unchanged."""
        assert self._filed is not None
        unchanged = value is None if name in self._filed.hidden else value == self._filed.values.get(name)
        if unchanged:
            self._keep(self._brought.without_field(name))
        else:
            self._keep(self._brought.with_field(name, "" if value is None else value))
        self._show_discard()

    # materials

    def pages_changed(self) -> None:
        """A page came, or was put right."""
        self._show()

    def _scan(self, key: str, *, feeder: bool = False) -> None:
        begin(self.page, self._pages_of(key), feeder=feeder)

    def _pages_of(self, key: str) -> SupplementPages:
        line = self.ui.materials.row(key).line
        return SupplementPages(self.page, self.view.case.id, key, line.name if line is not None else "")

    def _show_scanning(self) -> None:
        goal = self.page.place.scans.goal
        mine = goal is not None and (goal.page, goal.about) == (supplement_pages.PAGE, self.view.case.id)
        self.ui.materials.show_scanning(goal.material if mine and goal is not None else "")

    def _held(self, key: str, held: bool) -> None:
        self._keep(self._brought.with_paper(key, held=held))
        self._show()

    def _show(self) -> None:
        self.ui.materials.show_lines([self._line(one) for one in self._lines])
        self._show_scanning()
        self._show_discard()

    def _show_discard(self) -> None:
        self.ui.discard.setVisible(not self._brought.is_empty)

    def _line(self, asked: AskedLine) -> MaterialLine:
        key = asked.material
        pages, paper = len(self._brought.page_set(key).pages), key in self._brought.paper
        words = f"已扫描 {pages} 页" if pages else "纸质已看" if paper else "还没补"
        return MaterialLine(
            id=key,
            name=asked.name,
            necessity=_necessity(asked),
            standard="；".join(part for part in (asked.defect, asked.standard) if part),
            state="done" if pages or paper else "missing" if asked.defect else "optional",
            state_words=words if pages or paper or asked.defect else "没有改",
            pages=pages,
            paper=paper,
            fault=self.page.place.scans.to_look_at(self._brought.page_set(key)),
        )


def words_of(brought: Brought) -> str:
    """How much was brought, in a few words."""
    papers, fields = len(brought.paper), len(brought.form)
    parts = (
        f"扫描 {brought.page_count} 页" if brought.page_count else "",
        f"纸质材料 {papers} 份" if papers else "",
        f"改过的内容 {fields} 项" if fields else "",
    )
    return "、".join(part for part in parts if part)


def _necessity(asked: AskedLine) -> str:
    if asked.lost:
        return "要重新扫描"
    return "容缺后补" if asked.deferred else "县里要求补正" if asked.defect else "要改才重扫"


def lines_of(view: CaseView) -> tuple[AskedLine, ...]:
    """The materials to be brought; of a case that was sent back whole, any of its own may be brought anew."""
    asked = tuple(line for line in view.asked.lines if line.material)
    if view.asked.round or all(line.material for line in view.asked.lines):
        return asked
    named = {line.material for line in asked}
    own = (one for one in view.case.materials if one.material not in named)
    return (*asked, *(AskedLine(one.material, one.name, "", "", deferred=False) for one in own))
