"""Signatures of the draft in hand: on the villager's screen where there is one, else in a dialog."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout

from windowdesk.casework import signing
from windowdesk.casework.signing import SigningPlace
from windowdesk.domain.handwriting import DOCUMENTS, Ink, Sheet
from windowdesk.gui import sheet_text
from windowdesk.gui.row_card import Button, RowCard, fill
from windowdesk.gui.signing_view import SigningDialog

if TYPE_CHECKING:
    from windowdesk.casework.intake_view import IntakeView
    from windowdesk.gui.pages.intake import IntakePage

STATES = {"open": ("", ""), "signed": ("good", "已签"), "void": ("note", "已作废")}


class IntakeSigning(QObject):
    """Asks for one signature at a time. What is asked for goes when the sheet changes under it."""

    def __init__(self, flow: IntakePage) -> None:
        super().__init__(flow)
        self._flow = flow
        self._asked: tuple[SigningPlace, Sheet] | None = None
        self.dialog: SigningDialog | None = None
        villager = flow.place.villager
        villager.signed.connect(self._signed_there)
        villager.left_paper.connect(self._left_there)
        villager.ended.connect(self._ended)

    def ask(self, place: SigningPlace, sheet: Sheet) -> None:
        """Let that person read the sheet and write their name."""
        villager = self._flow.place.villager
        villager.take_back()
        title = f"{DOCUMENTS[sheet.document]}：请{place.name or '签名人'}看一遍，写上名字"
        html = sheet_text.to_sign(sheet)
        self._asked = (place, sheet)
        if villager.is_there:
            villager.ask_signature(title, html)
            self._flow.place.banner.note("正在请群众在副屏上签名。", "写好会自动收回；不想在屏幕上签，就在纸上签。")
            return
        self.dialog = SigningDialog(self._flow.window(), title, html, self._sign)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(self._dialog_gone)
        self.dialog.open()

    def on_paper(self, place: SigningPlace) -> None:
        """No signature on the screen: the line stays empty for the pen."""
        self._flow.change(signing.unsigned(self._flow.current(), place.document, place.signer))

    def check(self, view: IntakeView) -> None:
        """What is being signed must be what stands in the draft."""
        if self._asked is None:
            return
        digests = {sheet.document: sheet.digest() for sheet in view.sheets}
        if digests.get(self._asked[1].document) != self._asked[1].digest():
            self._flow.place.villager.take_back()
            self._asked = None
            if self.dialog is not None:
                self.dialog.reject()

    def _signed_there(self, ink: Ink) -> None:
        if self._asked is not None:
            self._sign(ink)

    def _left_there(self) -> None:
        if self._asked is not None:
            self._asked = None
            self._flow.place.banner.note("群众选择在纸上签。", "请打印出来，请群众在签名处签字。")

    def _sign(self, ink: Ink) -> None:
        if self._asked is None:
            return
        (place, sheet), self._asked = self._asked, None
        self._flow.place.banner.clear()
        self._flow.work_on_draft(signing.sign, place.signer, sheet, ink, then=lambda draft: draft)

    def _ended(self) -> None:
        """Taken back from the second screen unsigned."""
        self._asked = None

    def _dialog_gone(self) -> None:
        self.dialog = None


class SigningRows:
    """The places to sign of one document, for the clerk, below each other in a layout."""

    def __init__(self, signing_: IntakeSigning, layout: QBoxLayout, document: str) -> None:
        self._signing = signing_
        self._layout = layout
        self._document = document
        self._shown: tuple[tuple[SigningPlace, Sheet], ...] | None = None

    def show(self, view: IntakeView) -> bool:
        """Show the places of the view; False: there is none."""
        sheets = {sheet.document: sheet for sheet in view.sheets}
        wanted = tuple((place, sheets[place.document]) for place in view.places if place.document == self._document)
        if wanted != self._shown:
            self._shown = wanted
            fill(self._layout, [self._row(place, sheet) for place, sheet in wanted])
        return bool(wanted)

    def _row(self, place: SigningPlace, sheet: Sheet) -> RowCard:
        ask = "手写签名" if place.state == "open" else "重新签"
        buttons: list[Button] = [(ask, partial(self._signing.ask, place, sheet))]
        if place.state != "open":
            buttons.append(("改在纸上签", partial(self._signing.on_paper, place)))
        return RowCard(place.title, place.words, badge=STATES[place.state], buttons=buttons)
