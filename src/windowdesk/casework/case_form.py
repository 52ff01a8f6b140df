"""An item's own form as a case was filed with it, for putting it right after the county asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from windowdesk.casework import choose, records
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Mode
from windowdesk.domain.form_rules import FormFault, fields_asked, form_faults
from windowdesk.domain.masking import mask_bank, mask_id, mask_phone
from windowdesk.domain.materials import answers_that_count

MASKS = {"bank_card": mask_bank, "mobile": mask_phone, "id_number": mask_id}


@dataclass(frozen=True, slots=True)
class FormToCorrect:
    """The fields the case was asked, and what stands in them."""

    schema: Mapping[str, Any]
    answers: Mapping[str, str]
    fields: Mapping[str, Mapping[str, Any]]
    values: Mapping[str, Any]
    """Everything that stands in the form."""
    hidden: Mapping[str, str]
    """Numbers of people, phones and accounts, masked (rule G04): shown in place of their values."""

    @property
    def required(self) -> frozenset[str]:
        """Fields that must be filled."""
        return frozenset(self.schema.get("required", ()))

    @property
    def shown(self) -> dict[str, Any]:
        """What may stand on the screen in full."""
        return {name: value for name, value in self.values.items() if name not in self.hidden}

    def faults(self, changed: Mapping[str, Any]) -> tuple[FormFault, ...]:
        """What is wrong with the form once ``changed`` is taken over."""
        return form_faults(self.schema, {**self.values, **changed}, self.answers)


def form_to_correct(desk: Desk, case_id: str) -> Done[FormToCorrect]:
    """Open the form of a case; the look is audited, for rows of a form can hold full numbers (rule G09).

    Raises:
        InputRefused: CASE_UNKNOWN, ITEM_UNKNOWN.
    """
    with desk.store.unit(desk.actor) as unit:
        case = records.case_of(unit, case_id)
        item = choose.item_of_case(unit, case)
        unit.audit.write("reveal", case.provisional_number, {"who": "form"})
    counting = answers_that_count(item, case.answers, proxy=case.mode is Mode.PROXY or case.agent is not None)
    fields = fields_asked(item.form, counting)
    hidden = {
        name: MASKS[schema["x-check"]](str(case.form[name]))
        for name, schema in fields.items()
        if schema.get("x-check") in MASKS and name in case.form
    }
    return desk.done(FormToCorrect(item.form, counting, fields, dict(case.form), hidden))
