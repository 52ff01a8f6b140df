"""Catalogue files of the county become values, or are refused with a reason (事项库导入).

`read_item` takes what can stand, `check_item` says everything a county should look at: errors
(the item is not taken) and warnings (taken, and told to the county).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from windowdesk.domain.catalogue import Item, Package
from windowdesk.domain.catalogue_checks import Finding, Level, forbidden_certificates, missing_elements, warnings
from windowdesk.domain.from_json import ImpossibleDate, Misfit, build
from windowdesk.errors import CATALOGUE_DATE, CATALOGUE_ELEMENT, CATALOGUE_UNREADABLE, InputRefused

__all__ = ["Finding", "Level", "check_item", "read_item", "read_package"]

Value = TypeVar("Value", Item, Package)


def read_item(values: Mapping[str, Any]) -> Item:
    """The item in a catalogue file.

    ``notices`` is filled with the names of materials that a village committee must not issue.

    Raises:
        InputRefused: K402 one of the fourteen elements is missing, K403 an impossible date,
            K405 the file does not fit or contradicts itself.
    """
    name = _name(values)
    missing = missing_elements(values)
    if missing:
        raise InputRefused(CATALOGUE_ELEMENT, item=name, element="、".join(missing))
    item = _build(Item, values)
    if item.secret:
        raise InputRefused(CATALOGUE_UNREADABLE, detail=f"“{name}”是涉密事项，不能下发到窗口")
    _check_references(item)
    return replace(item, notices=forbidden_certificates(item))


def read_package(values: Mapping[str, Any]) -> Package:
    """The package (一件事) in a catalogue file; its steps in an order that can be followed.

    Raises:
        InputRefused: K403 an impossible date, K405 the file does not fit, or its steps wait for
            each other or for an item that is not in the package.
    """
    package = _build(Package, values)
    open_steps = {step.item: set(step.after) for step in package.steps}
    outside = {one for after in open_steps.values() for one in after} - set(open_steps)
    if outside:
        raise InputRefused(CATALOGUE_UNREADABLE, detail=f"“{package.name}”等待的事项不在其中")
    if all(step.when for step in package.steps):
        raise InputRefused(CATALOGUE_UNREADABLE, detail=f"“{package.name}”没有一个总要办的事项")
    while open_steps:
        ready = {code for code, after in open_steps.items() if not after & set(open_steps)}
        if not ready:
            raise InputRefused(CATALOGUE_UNREADABLE, detail=f"“{package.name}”的事项互相等待")
        open_steps = {code: after for code, after in open_steps.items() if code not in ready}
    return package


def check_item(values: Mapping[str, Any]) -> list[Finding]:
    """Everything to be told about an item file, errors first; empty when it is in order."""
    try:
        item = read_item(values)
    except InputRefused as refused:
        element = str(refused.facts.get("element", refused.facts.get("value", "")))
        return [Finding(Level.ERROR, element, refused.happened)]
    return warnings(item)


def _build(kind: type[Value], values: Mapping[str, Any]) -> Value:
    try:
        return build(kind, values)
    except ImpossibleDate as error:
        raise InputRefused(CATALOGUE_DATE, item=_name(values), value=error.text) from error
    except Misfit as error:
        raise InputRefused(CATALOGUE_UNREADABLE, detail=f"“{_name(values)}”的 {error.place} {error.reason}") from error


def _check_references(item: Item) -> None:
    """Conditions may only name questions asked earlier, and options that exist."""
    options: dict[str, set[str]] = {"@proxy": {"yes", "no"}}
    for question in item.questions:
        _check_when(item, question.when, options, f"情形“{question.text}”")
        if question.id in options:
            raise InputRefused(CATALOGUE_UNREADABLE, detail=f"“{item.name}”的情形编号 {question.id} 重复")
        options[question.id] = {option.id for option in question.options}
    for material in item.materials:
        _check_when(item, material.when, options, f"材料“{material.name}”")
    for name, schema in item.form.get("properties", {}).items():
        _check_when(item, schema.get("x-when", {}), options, f"表单项“{schema.get('title', name)}”")
    ids = [material.id for material in item.materials]
    if len(ids) != len(set(ids)):
        raise InputRefused(CATALOGUE_UNREADABLE, detail=f"“{item.name}”的材料编号重复")


def _check_when(item: Item, when: Mapping[str, Any], options: Mapping[str, set[str]], where: str) -> None:
    for question, wanted in when.items():
        if question not in options or not set(wanted) <= options[question]:
            raise InputRefused(CATALOGUE_UNREADABLE, detail=f"“{item.name}”的{where}引用了不存在的情形")


def _name(values: Mapping[str, Any]) -> str:
    return str(values.get("name") or values.get("code") or "未命名")
