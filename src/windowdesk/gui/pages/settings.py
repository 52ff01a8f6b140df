"""Settings: text size (at once), the site and its clerk, devices by address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QRadioButton

from windowdesk.casework import doctor
from windowdesk.casework.doctor import DoctorRow, Health, Probe, Probes
from windowdesk.domain import printer_profile
from windowdesk.gui import training
from windowdesk.gui.badge import Badge
from windowdesk.gui.device_panel import STATES
from windowdesk.gui.enrolment import EnrolmentCard
from windowdesk.gui.forms.ui_settings import Ui_SettingsPage
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place
from windowdesk.gui.style import TextSize
from windowdesk.settings import Budget, Settings

if TYPE_CHECKING:
    from windowdesk.gui.main_window import MainWindow

DAILY_MB = (0, 5, 10, 20, 30, 50, 100, 200, 500)
"""Allowances to choose from, in megabytes a day; 0: no limit."""
ROLLS_M = (0, 10, 15, 20, 25, 30, 35, 40, 50, 60, 70, 80)
"""Lengths of a new roll to choose from, in metres; 0: as the model says."""
DEVICES = ("reader", "scanner", "printer", "evaluator")


class SettingsPage(Page):
    """One scrolling page; the button below saves all of it."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_SettingsPage()
        self.ui.setupUi(self)
        self.sizes: dict[TextSize, QRadioButton] = {
            TextSize.STANDARD: self.ui.sizeStandard,
            TextSize.LARGE: self.ui.sizeLarge,
            TextSize.LARGEST: self.ui.sizeLargest,
        }
        for profile in printer_profile.shipped().values():
            self.ui.model.addItem(profile.name, profile.model)
        for megabytes in DAILY_MB:
            self.ui.daily.addItem(f"{megabytes} MB" if megabytes else "不限", megabytes)
        for metres in ROLLS_M:
            self.ui.roll.addItem(f"{metres} 米" if metres else "按型号", metres)
        for hour in range(24):
            self.ui.nightFrom.addItem(f"{hour} 点", hour)
            self.ui.nightTo.addItem(f"{hour} 点", hour)
        for size, button in self.sizes.items():
            button.clicked.connect(lambda _, size=size: self._size(size))
        for device in DEVICES:
            self._test_button(device).clicked.connect(lambda _=False, device=device: self._test(device))
        self.enrolment = EnrolmentCard(self.ui, place, self.trouble, self._enrolled)
        self.ui.save.clicked.connect(self.key_save)
        self.ui.doctor.clicked.connect(lambda: self.go.emit("devices", None))
        self.ui.training.clicked.connect(self._training)

    def come(self, about: object = None) -> None:
        """Show the settings in use."""
        settings = self.place.settings
        self.sizes[self.place.text_size].setChecked(True)
        for line, text in self._lines(settings):
            line.setText(text)
        self.ui.model.setCurrentIndex(max(0, self.ui.model.findData(settings.devices.printer_model)))
        _choose(self.ui.roll, settings.devices.roll_m, "米")
        self._show_budget(settings.budget)
        station = (
            f"登记号 {settings.station}，设备号 {settings.device}" if settings.station else "这台电脑还没有在县里登记"
        )
        self.ui.station.setText(f"{station}；县平台地址：{settings.county or '还没有'}。")
        self.enrolment.come(is_enrolled=bool(settings.station))
        self.ui.next.setText("")

    def _show_budget(self, budget: Budget) -> None:
        _choose(self.ui.daily, budget.daily_mb, "MB")
        _choose(self.ui.nightFrom, budget.night_from, "点")
        _choose(self.ui.nightTo, budget.night_to, "点")

    def _training(self) -> None:
        """演示 opens beside this window, with data of its own."""
        desk = self.place.thread.open_desk.desk
        if desk.training:
            self.place.banner.note("现在就是演示。", "要正式办理，请关掉演示窗口，用平时的窗口。")
        elif training.start_beside(desk.home):
            self.place.banner.good("正在打开演示窗口。", "演示窗口有黄色横条和“演示”水印，两个窗口互不影响。")
        else:
            self.place.banner.note("演示窗口没有打开。", "请联系县里技术人员。")

    def primary(self) -> QPushButton | None:
        """保存设置."""
        button: QPushButton = self.ui.save
        return button

    def key_back(self) -> bool:
        """Esc goes home."""
        self.go.emit("home", None)
        return True

    def key_save(self) -> bool:
        """F9."""
        self._keep(self._filled())
        return True

    def _enrolled(self) -> None:
        self._main().say_who()
        self.come()

    def _lines(self, settings: Settings) -> list[tuple[QLineEdit, str]]:
        ui, site, devices = self.ui, settings.site, settings.devices
        return [
            (ui.siteName, site.name),
            (ui.window, site.window),
            (ui.hotline, site.hotline),
            (ui.clerk, settings.clerk),
            (ui.badge, settings.badge),
            (ui.reader, devices.reader),
            (ui.scanner, devices.scanner),
            (ui.printer, devices.printer),
            (ui.evaluator, devices.evaluator),
        ]

    def _filled(self) -> Settings:
        ui, settings = self.ui, self.place.settings
        site = replace(
            settings.site,
            name=ui.siteName.text().strip(),
            window=ui.window.text().strip(),
            hotline=ui.hotline.text().strip(),
        )
        devices = replace(
            settings.devices,
            reader=ui.reader.text().strip(),
            scanner=ui.scanner.text().strip(),
            printer=ui.printer.text().strip(),
            printer_model=str(ui.model.currentData()),
            roll_m=int(ui.roll.currentData()),
            evaluator=ui.evaluator.text().strip(),
        )
        hours = (int(ui.nightFrom.currentData()), int(ui.nightTo.currentData()))
        budget = Budget(int(ui.daily.currentData()), *hours)
        clerk, badge = ui.clerk.text().strip(), ui.badge.text().strip()
        return replace(settings, site=site, devices=devices, budget=budget, clerk=clerk, badge=badge)

    def _keep(self, settings: Settings, then: Callable[[], None] | None = None) -> None:
        opened = self.place.thread.open_desk

        def kept(_: object) -> None:
            self.place.settings = settings
            self._main().say_who()
            if then is None:
                self.ui.next.setText("已保存。")
            else:
                then()

        self.place.thread.put(lambda: opened.apply_settings(settings), then=kept, failed=self.trouble, keeps=True)

    def _size(self, size: TextSize) -> None:
        self._main().set_text_size(size)
        self._keep(replace(self.place.settings, text_size=size.value))

    def _main(self) -> MainWindow:
        return cast("MainWindow", self.window())

    # a quick look at one device; 设备体检 has a page of its own

    def _test_button(self, device: str) -> QPushButton:
        button: QPushButton = getattr(self.ui, f"{device}Test")
        return button

    def _test(self, device: str) -> None:
        badge: Badge = getattr(self.ui, f"{device}State")
        badge.say("info", "正在检查…", "wait")

        def look() -> None:
            def done(row: DoctorRow) -> None:
                badge.say(STATES[row.health], row.health.words)
                self.ui.next.setText(row.sentence)
                if row.health is Health.BAD:
                    self.place.banner.note(row.sentence, row.to_do, row.code)

            def failed(trouble: BaseException) -> None:
                badge.say("bad", "有问题")
                self.trouble(trouble)

            def ask_device(probes: Probes) -> None:
                probe: Probe | None = getattr(probes, device)
                self.place.devices.put(lambda: doctor.probed(device, "", probe), then=done, failed=failed)

            self.place.thread.put(self.place.thread.open_desk.probes, then=ask_device, failed=failed)

        self._keep(self._filled(), look)


def _choose(box: QComboBox, value: int, unit: str) -> None:
    """Show the value in use; one that the county or a command set may be none of ours."""
    if box.findData(value) < 0:
        box.addItem(f"{value} {unit}", value)
    box.setCurrentIndex(box.findData(value))
