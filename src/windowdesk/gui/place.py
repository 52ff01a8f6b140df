"""What a page may reach: the desk's thread, the devices' thread, the banner, the news."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from windowdesk.domain.people import Card
from windowdesk.gui.banner import Banner
from windowdesk.gui.bridge import Bridge
from windowdesk.gui.desk_thread import DeskThread
from windowdesk.gui.reader_words import SILENT
from windowdesk.gui.scan_room import ScanRoom
from windowdesk.gui.style import TextSize
from windowdesk.gui.work_thread import WorkThread
from windowdesk.settings import Settings

if TYPE_CHECKING:
    from windowdesk.gui.office_printing import OfficePrinting
    from windowdesk.gui.second_screen import VillagerScreen


@dataclass(slots=True)
class Place:
    """Handed to each page by the window. ``settings`` are those in use now."""

    pages: QWidget
    """Where all pages stand."""
    thread: DeskThread
    devices: WorkThread
    printers: WorkThread
    """Apart from the other devices: a receipt does not wait for a feeder full of pages."""
    scans: ScanRoom
    """One scanner for all pages, in a thread of its own."""
    banner: Banner
    bridge: Bridge
    settings: Settings
    text_size: TextSize
    villager: VillagerScreen
    """The second screen, where there is one."""
    office: OfficePrinting = field(init=False)
    """Papers on their way through this PC's print system; set by the window when the desk is open."""
    reader_words: tuple[str, str] = SILENT
    """State and words of the card readers, as last heard."""
    last_card: Card | None = None
    """The card read last, until its villager has left."""
    held: dict[str, object] = field(default_factory=dict)
    """What one page leaves for another, by name (for example the item chosen in the guide)."""

    @property
    def training(self) -> bool:
        """演示: nothing of what is done here goes to any county."""
        return self.thread.desk_is_open and self.thread.open_desk.desk.training
