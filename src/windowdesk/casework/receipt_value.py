"""The receipt of a case or of a package run as a value, with its signed code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from windowdesk.casework import choose
from windowdesk.casework.desk import Desk
from windowdesk.domain.case import Case
from windowdesk.domain.catalogue import Item, Package
from windowdesk.domain.masking import mask_name
from windowdesk.domain.receipt import Receipt, receipt_of, receipt_of_package

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit


def make(
    desk: Desk, cases: Sequence[Case], items: Sequence[Item], package: Package | None = None, *, copy: int = 0
) -> Receipt:
    """The receipt of one case, or the combined one of a package; ``items`` hold every case's item."""
    by_code = {item.code: item for item in items}
    own = [by_code[case.item_code] for case in cases]
    site, training = desk.settings.site, desk.training
    if package is not None:
        receipt = receipt_of_package(cases, own, package, site, reprint=copy, training=training)
    else:
        receipt = receipt_of(cases[0], own[0], site, reprint=copy, training=training)
    return replace(receipt, code=_code(desk, cases[0], receipt))


def of_case(desk: Desk, view: Unit, case: Case, *, copy: int = 0) -> Receipt:
    """The receipt of a stored case as it stands now; of a package case the combined one."""
    cases = package_cases(view, case)
    items = [choose.item_of_case(view, one) for one in cases]
    package = view.catalogue.package(case.package.partition(":")[0]) if case.package else None
    return make(desk, cases if package else [case], items, package, copy=copy)


def package_cases(view: Unit, case: Case) -> list[Case]:
    """All cases of the same package run, in the order of their numbers; a single case alone."""
    if not case.package:
        return [case]
    same = [one for one in view.cases.whole_of_person(case.applicant.id_number) if one.package == case.package]
    return sorted(same, key=lambda one: one.provisional_number)


def digest(receipt: Receipt) -> str:
    """What the event keeps of the paper: SHA-256 of the signed text."""
    from windowdesk.documents import receipt_code

    return receipt_code.digest(receipt.code)


def _code(desk: Desk, case: Case, receipt: Receipt) -> str:
    """The signed text. Training never signs: its papers must not verify."""
    from windowdesk.documents.receipt_code import ReceiptClaims, materials_digest, sign

    if desk.training or desk.station_key is None:
        return ""
    claims = ReceiptClaims(
        station=desk.settings.station,
        number=receipt.number,
        item_code=case.item_code,
        received_on=receipt.received_at.date(),
        name_masked=mask_name(case.applicant.name),
        materials=materials_digest(receipt.materials),
    )
    return sign(claims, desk.station_key, entrance=desk.settings.site.entrance)
