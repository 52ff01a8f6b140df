"""Fourth step: the checklist of this villager's situation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from windowdesk.casework import choose, filling
from windowdesk.casework.intake_view import CheckRow
from windowdesk.domain.intake import Draft
from windowdesk.gui.forms.ui_intake_materials import Ui_IntakeMaterials
from windowdesk.gui.intake_step import IntakeStep
from windowdesk.gui.material_list import MaterialLine
from windowdesk.gui.paper_dialog import show_draft_paper

if TYPE_CHECKING:
    from windowdesk.casework.intake_view import IntakeView
    from windowdesk.gui.pages.intake import IntakePage


class MaterialsStep(IntakeStep):
    """Each material: scan, choose a file, paper seen, supply later, or use an earlier scan."""

    hint = "一份一份来：放好材料按 F3 扫描。带框的那一份就是下一个要扫的。"

    def __init__(self, flow: IntakePage) -> None:
        super().__init__(flow)
        self.ui = Ui_IntakeMaterials()
        self.ui.setupUi(self)
        rows = self.ui.materials
        rows.scan.connect(self._scan)
        rows.stack.connect(lambda key: self._scan(key, feeder=True))
        rows.stop.connect(flow.place.scans.stop)
        rows.add_file.connect(lambda key: flow.scanning.choose_files(key, self._name(key)))
        rows.look.connect(lambda key: flow.scanning.look(key, self._name(key)))
        flow.place.scans.changed.connect(self._show_scanning)
        flow.place.scans.judged.connect(lambda: flow.fill(self))
        rows.paper.connect(lambda key, held: flow.change(filling.with_paper(flow.current(), key, held)))
        rows.defer.connect(self._defer)
        rows.earlier.connect(self._earlier)
        self.ui.notice.clicked.connect(lambda: show_draft_paper(flow, flow.current(), "notice"))
        self.ui.undertaking.clicked.connect(lambda: show_draft_paper(flow, flow.current(), "deferral"))

    def build_ahead(self) -> Iterator[None]:
        """The rows of the checklist."""
        yield from self.ui.materials.build_ahead()

    def reset(self) -> None:
        """Take all lines away."""
        self.ui.materials.show_lines(())

    def show_draft(self, draft: Draft, view: IntakeView | None) -> None:
        """Show the checklist."""
        if view is None or view.draft.id != draft.id:
            return
        self.ui.materials.show_lines([replace(line(row), fault=self._fault(draft, row)) for row in view.checklist])
        self._show_scanning()
        self._follow()
        missing = [row.name for row in view.checklist if row.state == "missing"]
        asked = [row for row in view.checklist if row.state != "exempt"]
        if missing:
            words = f"要 {len(asked)} 份材料，还差 {len(missing)} 份：{'、'.join(missing)}。"
        else:
            words = "材料都齐了，按“下一步”核对。"
        self.ui.progress.setText(words)
        self.ui.notice.setVisible(bool(missing))
        self.ui.undertaking.setVisible(any(row.deferred_until for row in view.checklist))

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

    def field(self, name: str) -> QWidget | None:
        """The scan button of a missing material."""
        return self.ui.materials.row(name).scan

    def _follow(self) -> None:
        """When a material is done the cursor goes to the next one that is missing."""
        rows = self.ui.materials
        here, focused = rows.here(), rows.focused()
        if focused and here and here != focused:
            self.flow.focus(rows.row(here).scan)
            rows.mark_here()

    def _scan(self, key: str, *, feeder: bool = False) -> None:
        self.flow.scanning.scan(key, self._name(key), feeder=feeder)

    def _name(self, key: str) -> str:
        line = self.ui.materials.row(key).line
        return line.name if line is not None else ""

    def _fault(self, draft: Draft, row: CheckRow) -> str:
        """What a person must look at among the pages of that line."""
        scans = self.flow.place.scans
        return scans.to_look_at(filling.page_set(draft, row.material)) if row.pages and scans.faults else ""

    def _show_scanning(self) -> None:
        self.ui.materials.show_scanning(self.flow.scanning.here())

    def _defer(self, key: str, until: date | None, undertaking: bool) -> None:
        self.flow.change(filling.with_deferral(self.flow.current(), key, until, undertaking=undertaking))

    def _earlier(self, key: str) -> None:
        asked = self.flow.current()

        def found(draft: Draft) -> None:
            self.flow.change(filling.with_material(self.flow.current(), filling.material(draft, key)))

        self.flow.ask(choose.earlier_material, asked, key, then=found)


def line(row: CheckRow) -> MaterialLine:
    """A row of the checklist for the list."""
    earlier = row.earlier
    words = f"{earlier.scanned_on} 扫描的，{earlier.valid_until} 前可以再用" if earlier else ""
    return MaterialLine(
        id=row.material,
        name=row.name,
        necessity=row.necessity,
        standard=row.standard,
        state=row.state,
        state_words=row.state_words,
        pages=row.pages,
        paper=row.paper,
        deferrable=row.deferrable,
        deferred_until=row.deferred_until,
        latest=row.latest,
        undertaking=row.undertaking,
        earlier=words,
    )
