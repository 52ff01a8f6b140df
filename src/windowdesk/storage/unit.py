"""What a unit of work or a reading offers: one repository for each kind of thing."""

from __future__ import annotations

from functools import cached_property

from windowdesk.storage import tables
from windowdesk.storage.asides import Asides
from windowdesk.storage.audit import Audit
from windowdesk.storage.blob_rows import BlobRows
from windowdesk.storage.cases import Cases
from windowdesk.storage.catalogue import CalendarPack, Catalogue
from windowdesk.storage.drafts import Drafts
from windowdesk.storage.exchanges import Exchanges
from windowdesk.storage.materials import Materials
from windowdesk.storage.mirror import Mirror
from windowdesk.storage.outbox import Outbox
from windowdesk.storage.prints import Prints
from windowdesk.storage.serials import Serials
from windowdesk.storage.state import State
from windowdesk.storage.supplements import Supplements
from windowdesk.storage.traffic import Traffic
from windowdesk.storage.work import Work


class Unit:
    """The repositories of one transaction. Valid only inside its ``with`` block."""

    def __init__(self, work: Work) -> None:
        self._work = work

    @cached_property
    def cases(self) -> Cases:
        """Cases (办件)."""
        return Cases(self._work)

    @cached_property
    def outbox(self) -> Outbox:
        """The uplink log."""
        return Outbox(self._work)

    @cached_property
    def asides(self) -> Asides:
        """Rejected steps that were put aside (不再处理)."""
        return Asides(self._work)

    @cached_property
    def mirror(self) -> Mirror:
        """What the county said."""
        return Mirror(self._work)

    @cached_property
    def drafts(self) -> Drafts:
        """Drafts (草稿)."""
        return Drafts(self._work)

    @cached_property
    def supplements(self) -> Supplements:
        """What was brought for a case and is not sent yet (补正的草稿)."""
        return Supplements(self._work)

    @cached_property
    def prints(self) -> Prints:
        """The print journal."""
        return Prints(self._work)

    @cached_property
    def serials(self) -> Serials:
        """Serial numbers of receipts."""
        return Serials(self._work)

    @cached_property
    def audit(self) -> Audit:
        """The audit log (审计日志)."""
        return Audit(self._work)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Items and packages (事项库)."""
        return Catalogue(self._work)

    @cached_property
    def calendar(self) -> CalendarPack:
        """The calendar pack (工作日历)."""
        return CalendarPack(self._work)

    @cached_property
    def state(self) -> State:
        """Small named values."""
        return State(self._work)

    @cached_property
    def materials(self) -> Materials:
        """Earlier materials of a person (材料库)."""
        return Materials(self._work)

    @cached_property
    def blobs(self) -> BlobRows:
        """Where each file is."""
        return BlobRows(self._work)

    @cached_property
    def exchanges(self) -> Exchanges:
        """The lasting log of exchanges (上报记录)."""
        return Exchanges(self._work)

    @cached_property
    def traffic(self) -> Traffic:
        """Bytes over the line, day by day."""
        return Traffic(self._work)

    def structure_faults(self) -> list[str]:
        """What a walk over the whole database finds wrong; empty when nothing."""
        found = self._work.sql("PRAGMA quick_check(3)").scalars()
        return [text for text in found if text != "ok"]

    def row_counts(self) -> dict[str, int]:
        """How many rows each table has, by its name; for the support bundle."""
        names = sorted(tables.metadata.tables)
        return {name: int(self._work.sql(f"SELECT count(*) FROM {name}").scalar_one()) for name in names}  # noqa: S608

    def data_version(self) -> str:
        """The version of the schema."""
        return str(self._work.sql("SELECT version_num FROM alembic_version").scalar_one())
