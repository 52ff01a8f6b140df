"""What was brought for a case that is to be supplied (补正), from the first page until it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from windowdesk.domain.case import BlobRef
from windowdesk.domain.page_set import PageSet


@dataclass(frozen=True, slots=True)
class Brought:
    """The draft of a supplement. Like the draft of an application it is on disk at every page and field."""

    case: str
    pages: Mapping[str, PageSet] = field(default_factory=dict)
    """By material id; no material without pages."""
    paper: frozenset[str] = frozenset()
    """Materials whose paper the clerk holds."""
    form: Mapping[str, Any] = field(default_factory=dict)
    """Fields that differ from what was filed."""

    @property
    def is_empty(self) -> bool:
        """There is nothing to keep."""
        return not (self.pages or self.paper or self.form)

    @property
    def page_count(self) -> int:
        """All pages together."""
        return sum(len(one.pages) for one in self.pages.values())

    def page_set(self, material: str) -> PageSet:
        """The pages of one material."""
        return self.pages.get(material, PageSet())

    def with_pages(self, material: str, pages: PageSet) -> Brought:
        """That material has these pages now."""
        others = {key: value for key, value in self.pages.items() if key != material}
        return replace(self, pages={**others, material: pages} if pages.pages else others)

    def with_paper(self, material: str, *, held: bool) -> Brought:
        """The clerk holds the paper, or not."""
        return replace(self, paper=self.paper | {material} if held else self.paper - {material})

    def with_field(self, name: str, value: Any) -> Brought:
        """A field of the form is put right."""
        return replace(self, form={**self.form, name: value})

    def without_field(self, name: str) -> Brought:
        """A field of the form is as it was filed."""
        return replace(self, form={key: value for key, value in self.form.items() if key != name})

    def without(self, pages: Mapping[str, Iterable[BlobRef]], paper: Iterable[str], form: Iterable[str]) -> Brought:
        """What is left when these were sent."""
        left = self
        for material, sent in pages.items():
            kept = left.page_set(material)
            for page in sent:
                if page in kept.pages:
                    kept = kept.without(page.digest)
            left = left.with_pages(material, kept)
        gone = set(form)
        return replace(
            left, paper=left.paper - set(paper), form={key: one for key, one in left.form.items() if key not in gone}
        )
