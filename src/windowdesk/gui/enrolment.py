"""The card on the settings page by which this PC is enrolled (登记) with one code: over the line, or by stick in two steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from windowdesk.casework import relay
from windowdesk.domain.relay import Enrolled
from windowdesk.gui.forms.ui_settings import Ui_SettingsPage
from windowdesk.gui.place import Place


class EnrolmentCard:
    """Shown until this PC is enrolled.

    Args:
        ui: the page it stands on.
        trouble: shows a trouble on that page.
        enrolled: called when the settings name the station.
    """

    def __init__(
        self, ui: Ui_SettingsPage, place: Place, trouble: Callable[[BaseException], None], enrolled: Callable[[], None]
    ) -> None:
        self._ui = ui
        self._place = place
        self._trouble = trouble
        self._enrolled = enrolled
        ui.enrolLine.clicked.connect(self._over_the_line)
        ui.enrolAsk.clicked.connect(self._ask)
        ui.enrolTake.clicked.connect(self._take)

    def come(self, *, is_enrolled: bool) -> None:
        """Show the card where it is of use."""
        self._ui.enrolCard.setVisible(not is_enrolled)
        self._ui.enrolCounty.setText(self._place.settings.county)

    def _over_the_line(self) -> None:
        code, county = self._ui.enrolCode.text().strip(), self._ui.enrolCounty.text().strip()
        opened = self._place.thread.open_desk
        self._place.banner.note("正在联系县平台。", "请等一会儿。")
        self._beside_the_desk(
            lambda: relay.enrol_over_line(opened, county, code), lambda found: self._keep(found, county)
        )

    def _ask(self) -> None:
        code = self._ui.enrolCode.text().strip()
        opened = self._place.thread.open_desk
        self._hold_the_stick()
        self._beside_the_desk(lambda: relay.ask_plugged_in(opened, code), self._say)

    def _take(self) -> None:
        opened = self._place.thread.open_desk
        self._hold_the_stick()
        self._beside_the_desk(lambda: relay.enrol_plugged_in(opened), self._keep)

    def _hold_the_stick(self) -> None:
        self._place.banner.note("正在读写优盘。", "请等这里说好了再拔。")

    def _beside_the_desk(self, act: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """A stick and a line are slow: the desk's thread does not wait for them."""
        self._can_be_pressed(False)

        def done(found: Any) -> None:
            self._can_be_pressed(True)
            then(found)

        self._place.devices.put(act, then=done, failed=self._failed)

    def _keep(self, found: tuple[Enrolled, tuple[str, ...]], county: str = "") -> None:
        enrolled, said = found
        opened = self._place.thread.open_desk

        def kept(settings: Any) -> None:
            self._place.settings = settings
            self._enrolled()
            self._say(said)

        self._place.thread.put(lambda: opened.enrolled(enrolled, county), then=kept, failed=self._trouble, keeps=True)

    def _failed(self, trouble: BaseException) -> None:
        self._can_be_pressed(True)
        self._trouble(trouble)

    def _say(self, said: tuple[str, ...]) -> None:
        self._place.banner.good(said[0], "".join(said[1:]))

    def _can_be_pressed(self, may: bool) -> None:
        for button in (self._ui.enrolLine, self._ui.enrolAsk, self._ui.enrolTake):
            button.setEnabled(may)
