"""The card on the settings page by which this PC is enrolled (登记) with one code: over the line, or by stick in two steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from windowdesk.casework import carry, relay
from windowdesk.domain.relay import Enrolled
from windowdesk.gui.forms.ui_settings_enrol import Ui_EnrolCard
from windowdesk.gui.other_folder import OtherFolder
from windowdesk.gui.settings_card import SettingsCard
from windowdesk.gui.stick_slips import offer_slips
from windowdesk.settings import Settings

if TYPE_CHECKING:
    from windowdesk.gui.pages.settings import SettingsPage


class EnrolmentCard(SettingsCard):
    """Shown until this PC is enrolled."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        self.ui = Ui_EnrolCard()
        self.ui.setupUi(self)
        self._place = page.place
        self.ui.enrolLine.clicked.connect(self._over_the_line)
        self.ui.enrolAsk.clicked.connect(self._ask)
        self.ui.enrolTake.clicked.connect(self._take)
        self.other_folder = OtherFolder(self.ui.enrolElsewhere)

    def show_settings(self, settings: Settings) -> None:
        """Show the card where it is of use."""
        self.setVisible(not settings.station)
        self.ui.enrolCounty.setText(settings.county)

    def _over_the_line(self) -> None:
        code, county = self.ui.enrolCode.text().strip(), self.ui.enrolCounty.text().strip()
        opened = self._place.thread.open_desk
        self._place.banner.note("正在联系县平台。", "请等一会儿。")
        self._beside_the_desk(
            lambda: relay.enrol_over_line(opened, county, code), lambda found: self._keep(found, county)
        )

    def _ask(self) -> None:
        code = self.ui.enrolCode.text().strip()
        opened = self._hold_the_stick(self._ask)
        self._beside_the_desk(lambda: relay.ask_plugged_in(opened, code), self._say)

    def _take(self) -> None:
        opened = self._hold_the_stick(self._take)
        self._beside_the_desk(lambda: relay.enrol_plugged_in(opened), self._keep)

    def _hold_the_stick(self, step: Callable[[], None]) -> carry.Opened:
        self._place.banner.note("正在读写优盘。", "请等这里说好了再拔。")
        return self.other_folder.opened_for(step, self._place.thread.open_desk)

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
            self.page.enrolled()
            self._say(said)

        self._place.thread.put(
            lambda: opened.enrolled(enrolled, county), then=kept, failed=self.page.trouble, keeps=True
        )

    def _failed(self, trouble: BaseException) -> None:
        self._can_be_pressed(True)
        self.page.trouble(trouble)
        self.other_folder.failed(trouble)

    def _say(self, said: tuple[str, ...]) -> None:
        self._place.banner.good(said[0], "".join(said[1:]))
        offer_slips(self.page)

    def _can_be_pressed(self, may: bool) -> None:
        for button in (self.ui.enrolLine, self.ui.enrolAsk, self.ui.enrolTake):
            button.setEnabled(may)
