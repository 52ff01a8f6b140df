"""Settings: text size (at once), the site and its clerk, devices by address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtWidgets import QPushButton, QRadioButton

from windowdesk.gui.forms.ui_settings import Ui_SettingsPage
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place
from windowdesk.gui.settings_card import SettingsCard
from windowdesk.gui.style import TextSize
from windowdesk.settings import Settings

if TYPE_CHECKING:
    from windowdesk.gui.main_window import MainWindow

Card = TypeVar("Card", bound=SettingsCard)


class SettingsPage(Page):
    """One scrolling page; the button below saves all of it."""

    read_ahead = ("windowdesk.gui.settings_cards", "windowdesk.gui.pages.devices")

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_SettingsPage()
        self.ui.setupUi(self)
        self._cards: list[SettingsCard] = []
        self.sizes: dict[TextSize, QRadioButton] = {
            TextSize.STANDARD: self.ui.sizeStandard,
            TextSize.LARGE: self.ui.sizeLarge,
            TextSize.LARGEST: self.ui.sizeLargest,
        }
        for size, button in self.sizes.items():
            button.clicked.connect(lambda _, size=size: self._size(size))
        self.ui.save.clicked.connect(self.key_save)

    def rest(self) -> Iterator[None]:
        """One card after the other."""
        from windowdesk.gui.settings_cards import CARDS

        for kind in CARDS:
            card = kind(self)
            card.show_settings(self.place.settings)
            self._cards.append(card)
            self.ui.cards.insertWidget(len(self._cards), card)
            yield

    def card(self, kind: type[Card]) -> Card:
        """The card of that kind; it stands once the page is whole."""
        return next(one for one in self._cards if isinstance(one, kind))

    def come(self, about: object = None) -> None:
        """Show the settings in use."""
        self.sizes[self.place.text_size].setChecked(True)
        for card in self._cards:
            card.show_settings(self.place.settings)
        self.ui.next.setText("")

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
        self.keep(self.filled())
        return True

    def enrolled(self) -> None:
        """The county knows this PC now."""
        self._main().say_who()
        self.come()

    def filled(self) -> Settings:
        """The settings as they stand on the page."""
        settings = self.place.settings
        for card in self._cards:
            settings = card.filled(settings)
        return settings

    def keep(self, settings: Settings, then: Callable[[], None] | None = None) -> None:
        """Save the settings and use them from now on."""
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
        self.keep(replace(self.place.settings, text_size=size.value))

    def _main(self) -> MainWindow:
        return cast("MainWindow", self.window())
