"""Which questions are asked and which materials an applicant brings, by situation (办理情形)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from windowdesk.domain.catalogue import Item, Material, Necessity, Question

PROXY_QUESTION = "@proxy"
"""Answered by the mode of the case, not by a person: ``yes`` when somebody files for the applicant."""


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One line of the checklist. Exempt lines are shown as 免交 and never asked for."""

    material: Material
    necessity: Necessity

    @property
    def asked(self) -> bool:
        """Does the applicant have to do anything about it?"""
        return self.necessity is not Necessity.EXEMPT


def applies(when: Mapping[str, tuple[str, ...]], answers: Mapping[str, str]) -> bool:
    """Does every condition in ``when`` hold? A question not answered holds for nothing."""
    return all(answers.get(question) in options for question, options in when.items())


def questions_asked(item: Item, answers: Mapping[str, str], *, proxy: bool = False) -> tuple[Question, ...]:
    """The questions that apply given the answers so far, in their order.

    An answer to a question that no longer applies counts for nothing, however it got there.
    """
    return _walk(item, answers, proxy)[0]


def answers_that_count(item: Item, answers: Mapping[str, str], *, proxy: bool = False) -> dict[str, str]:
    """The answers to questions that apply, with the mode of the case as ``@proxy``."""
    return _walk(item, answers, proxy)[1]


def checklist(item: Item, answers: Mapping[str, str], *, proxy: bool = False) -> tuple[ChecklistLine, ...]:
    """The materials of the item in this situation, in catalogue order."""
    counting = answers_that_count(item, answers, proxy=proxy)
    return tuple(
        ChecklistLine(material, material.necessity) for material in item.materials if applies(material.when, counting)
    )


def _walk(item: Item, answers: Mapping[str, str], proxy: bool) -> tuple[tuple[Question, ...], dict[str, str]]:
    counting = {PROXY_QUESTION: "yes" if proxy else "no"}
    asked: list[Question] = []
    for question in item.questions:
        if not applies(question.when, counting):
            continue
        asked.append(question)
        answer = answers.get(question.id)
        if any(option.id == answer for option in question.options):
            counting[question.id] = str(answer)
    return tuple(asked), counting
