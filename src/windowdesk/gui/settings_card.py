"""What the cards of the settings page share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from windowdesk.settings import Settings

if TYPE_CHECKING:
    from windowdesk.gui.pages.settings import SettingsPage


class SettingsCard(QFrame):
    """One card; it knows its own part of the settings."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page.ui.scrollInside)
        self.page = page

    def show_settings(self, settings: Settings) -> None:
        """Show the settings in use."""

    def filled(self, settings: Settings) -> Settings:
        """These settings with what stands in the card."""
        return settings
