"""The cards of the settings page, each built in a turn of its own: all at once would be felt.

Read on the desk's thread when the page is first opened; with the devices comes the doctor.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QPushButton

from windowdesk.casework import doctor
from windowdesk.casework.doctor import DoctorRow, Health, Probe, Probes
from windowdesk.domain import printer_profile
from windowdesk.gui import training
from windowdesk.gui.badge import Badge
from windowdesk.gui.device_panel import STATES
from windowdesk.gui.enrolment import EnrolmentCard
from windowdesk.gui.forms.ui_settings_data import Ui_DataCard
from windowdesk.gui.forms.ui_settings_devices import Ui_DevicesCard
from windowdesk.gui.forms.ui_settings_doctor import Ui_DoctorCard
from windowdesk.gui.forms.ui_settings_people import Ui_PeopleCard
from windowdesk.gui.forms.ui_settings_training import Ui_TrainingCard
from windowdesk.gui.settings_card import SettingsCard
from windowdesk.settings import Budget, Settings

if TYPE_CHECKING:
    from windowdesk.gui.pages.settings import SettingsPage

DAILY_MB = (0, 5, 10, 20, 30, 50, 100, 200, 500)
"""Allowances to choose from, in megabytes a day; 0: no limit."""
ROLLS_M = (0, 10, 15, 20, 25, 30, 35, 40, 50, 60, 70, 80)
"""Lengths of a new roll to choose from, in metres; 0: as the model says."""
DEVICES = ("reader", "scanner", "printer", "evaluator")


class PeopleCard(SettingsCard):
    """The site and its clerk."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        self.ui = Ui_PeopleCard()
        self.ui.setupUi(self)

    def show_settings(self, settings: Settings) -> None:
        """Names, and under which number the county knows this PC."""
        ui, site = self.ui, settings.site
        for line, text in (
            (ui.siteName, site.name),
            (ui.window, site.window),
            (ui.hotline, site.hotline),
            (ui.clerk, settings.clerk),
            (ui.badge, settings.badge),
        ):
            line.setText(text)
        station = (
            f"登记号 {settings.station}，设备号 {settings.device}" if settings.station else "这台电脑还没有在县里登记"
        )
        ui.station.setText(f"{station}；县平台地址：{settings.county or '还没有'}。")

    def filled(self, settings: Settings) -> Settings:
        """Names as they were typed."""
        ui = self.ui
        site = replace(
            settings.site,
            name=ui.siteName.text().strip(),
            window=ui.window.text().strip(),
            hotline=ui.hotline.text().strip(),
        )
        return replace(settings, site=site, clerk=ui.clerk.text().strip(), badge=ui.badge.text().strip())


class DevicesCard(SettingsCard):
    """Addresses of the devices, each with a quick look; 设备体检 has a page of its own."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        self.ui = Ui_DevicesCard()
        self.ui.setupUi(self)
        for profile in printer_profile.shipped().values():
            self.ui.model.addItem(profile.name, profile.model)
        for metres in ROLLS_M:
            self.ui.roll.addItem(f"{metres} 米" if metres else "按型号", metres)
        for device in DEVICES:
            self._test_button(device).clicked.connect(lambda _=False, device=device: self._test(device))

    def show_settings(self, settings: Settings) -> None:
        """Addresses and the printer's model."""
        ui, devices = self.ui, settings.devices
        for line, text in (
            (ui.reader, devices.reader),
            (ui.scanner, devices.scanner),
            (ui.printer, devices.printer),
            (ui.evaluator, devices.evaluator),
        ):
            line.setText(text)
        ui.model.setCurrentIndex(max(0, ui.model.findData(devices.printer_model)))
        _choose(ui.roll, devices.roll_m, "米")

    def filled(self, settings: Settings) -> Settings:
        """Addresses as they were typed."""
        ui = self.ui
        devices = replace(
            settings.devices,
            reader=ui.reader.text().strip(),
            scanner=ui.scanner.text().strip(),
            printer=ui.printer.text().strip(),
            printer_model=str(ui.model.currentData()),
            roll_m=int(ui.roll.currentData()),
            evaluator=ui.evaluator.text().strip(),
        )
        return replace(settings, devices=devices)

    def _test_button(self, device: str) -> QPushButton:
        button: QPushButton = getattr(self.ui, f"{device}Test")
        return button

    def _test(self, device: str) -> None:
        badge: Badge = getattr(self.ui, f"{device}State")
        badge.say("info", "正在检查…", "wait")
        page, place = self.page, self.page.place

        def look() -> None:
            def done(row: DoctorRow) -> None:
                badge.say(STATES[row.health], row.health.words)
                page.ui.next.setText(row.sentence)
                if row.health is Health.BAD:
                    place.banner.note(row.sentence, row.to_do, row.code)

            def failed(trouble: BaseException) -> None:
                badge.say("bad", "有问题")
                page.trouble(trouble)

            def ask_device(probes: Probes) -> None:
                probe: Probe | None = getattr(probes, device)
                place.devices.put(lambda: doctor.probed(device, "", probe), then=done, failed=failed)

            place.thread.put(place.thread.open_desk.probes, then=ask_device, failed=failed)

        page.keep(page.filled(), look)


class DataCard(SettingsCard):
    """How much may go over the line, and when scans go."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        self.ui = Ui_DataCard()
        self.ui.setupUi(self)
        for megabytes in DAILY_MB:
            self.ui.daily.addItem(f"{megabytes} MB" if megabytes else "不限", megabytes)
        for hour in range(24):
            self.ui.nightFrom.addItem(f"{hour} 点", hour)
            self.ui.nightTo.addItem(f"{hour} 点", hour)

    def show_settings(self, settings: Settings) -> None:
        """The budget in use."""
        ui, budget = self.ui, settings.budget
        _choose(ui.daily, budget.daily_mb, "MB")
        _choose(ui.nightFrom, budget.night_from, "点")
        _choose(ui.nightTo, budget.night_to, "点")

    def filled(self, settings: Settings) -> Settings:
        """The budget as chosen."""
        ui = self.ui
        hours = (int(ui.nightFrom.currentData()), int(ui.nightTo.currentData()))
        return replace(settings, budget=Budget(int(ui.daily.currentData()), *hours))


class DoctorCard(SettingsCard):
    """The way to 设备体检."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        self.ui = Ui_DoctorCard()
        self.ui.setupUi(self)
        self.ui.doctor.clicked.connect(lambda: page.go.emit("devices", None))


class TrainingCard(SettingsCard):
    """演示 opens beside this window, with data of its own."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        self.ui = Ui_TrainingCard()
        self.ui.setupUi(self)
        self.ui.training.clicked.connect(self._open)

    def _open(self) -> None:
        place = self.page.place
        desk = place.thread.open_desk.desk
        if desk.training:
            place.banner.note("现在就是演示。", "要正式办理，请关掉演示窗口，用平时的窗口。")
        elif training.start_beside(desk.home):
            place.banner.good("正在打开演示窗口。", "演示窗口有黄色横条和“演示”水印，两个窗口互不影响。")
        else:
            place.banner.note("演示窗口没有打开。", "请联系县里技术人员。")


CARDS: tuple[type[SettingsCard], ...] = (
    PeopleCard,
    EnrolmentCard,
    DevicesCard,
    DataCard,
    DoctorCard,
    TrainingCard,
)
"""From above to below."""


def _choose(box: QComboBox, value: int, unit: str) -> None:
    """Show the value in use; one that the county or a command set may be none of ours."""
    if box.findData(value) < 0:
        box.addItem(f"{value} {unit}", value)
    box.setCurrentIndex(box.findData(value))
