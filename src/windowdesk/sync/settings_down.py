"""What the county sets at this station: checked, kept, written into the settings.

A part with a member this program does not know is refused whole: half a setting is worse than
the old one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from windowdesk import errors, settings
from windowdesk.domain.exchange_news import SETTINGS_NAME
from windowdesk.events import Kind
from windowdesk.sync.run import ACTOR, Run
from windowdesk.wire.contract import check_part
from windowdesk.wire.packs import PackPart


def concerns(run: Run, part: PackPart) -> bool:
    """Is this part for this station?"""
    return part.code in (settings.FOR_ALL, run.enrolment.station)


def put_settings(run: Run, parts: Mapping[PackPart, Mapping[str, Any] | None]) -> dict[str, str]:
    """Keep the parts that concern this station and put them into its settings; their digests.

    Raises:
        InputRefused: ``SETTINGS_REFUSED``; nothing was changed.
    """
    before = run.state(SETTINGS_NAME, {})
    values = {part.code: before[part.code] if found is None else dict(found) for part, found in parts.items()}
    for one in values.values():
        check_part("pack.settings", one, errors.SETTINGS_REFUSED)
    with run.store.unit(ACTOR) as unit:
        unit.state.set(SETTINGS_NAME, values)
    settings.change(run.home, lambda current: settings.with_county(current, values))
    run.changed.add(Kind.SETTINGS)
    return {part.code: part.digest for part in parts}
