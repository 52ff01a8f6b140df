"""A template and its values become a paper in plain words, before any page is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from windowdesk.documents.line_breaks import clean
from windowdesk.documents.paper_kinds import Names, names_of
from windowdesk.documents.templates import PLACE, Block, Common, Template, placeholders, texts_of
from windowdesk.domain.handwriting import DatedInk
from windowdesk.domain.receipt import chinese_day
from windowdesk.errors import DOCUMENT_VALUE_MISSING, InputRefused

_BESIDE_TEXTS = frozenset({"title", "code", "inks"})
"""Values every paper may have: a title of the item's own, the signed text for the QR code, and by the name of
the signer what was signed by hand on the screen."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``mm`` 0: shares what the others leave."""

    title: str
    mm: float


@dataclass(frozen=True, slots=True)
class Part:
    """One filled block. ``rows`` are lines of cells: facts, table and signatures have them."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    columns: tuple[Column, ...] = ()
    beside: str = ""
    """With a seal: whose it is. With signatures: the caption of the stamp's frame."""
    inks: tuple[DatedInk | None, ...] = ()
    """With signatures: what was signed by hand on the screen, for each row."""


@dataclass(frozen=True, slots=True)
class FilledPaper:
    """Everything that stands on the paper."""

    title: str
    serial: str
    """Document number; empty on a draft's papers: it is made from the case number."""
    number: str
    """Case number, as a bar code; empty on a draft's papers."""
    code: str
    """Text of the QR code; empty: none."""
    parts: tuple[Part, ...]
    date: str
    copies: str
    foot: str
    reprint: str
    common: Common


def fill(template: Template, values: Mapping[str, Any]) -> FilledPaper:
    """``template`` with ``values``.

    Raises:
        InputRefused: D805, a value that the template names is missing.
        ValueError: a value that no paper of this kind has: a fault of the caller.
    """
    names = names_of(template.kind)
    _known(names, values)
    filling = _Filling(template, names, values)
    parts = tuple(filling.parts((*template.head, *template.blocks)))
    reprint = int(values.get("reprint", 0))
    return FilledPaper(
        title=words(values.get("title")) or template.title,
        serial=filling.text(template.serial) if values.get("number") else "",
        number=words(values.get("number")),
        code=words(values.get("code")) or words(values.get("number")),
        parts=parts,
        date=filling.text("{date}"),
        copies=filling.text(template.copies),
        foot=filling.text(template.common.foot),
        reprint=template.common.reprint.format(count=reprint) if reprint else "",
        common=template.common,
    )


def words(value: Any) -> str:
    """A value as it stands on paper: dates in Chinese, lists with the list mark, nothing as empty."""
    match value:
        case None | False:
            return ""
        case True:
            return "是"
        case datetime():
            return f"{chinese_day(value)} {value:%H:%M}"
        case date():
            return chinese_day(value)
        case list() | tuple():
            return "、".join(words(one) for one in value)
        case _:
            return "\n".join(clean(line) for line in str(value).splitlines()).strip()


def _known(names: Names, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(names.texts) - set(names.tables) - names.flags - _BESIDE_TEXTS
    if unknown:
        raise ValueError(f"no such values on this paper: {' '.join(sorted(unknown))}")


@dataclass(frozen=True, slots=True)
class _Filling:
    template: Template
    names: Names
    values: Mapping[str, Any]

    def parts(self, blocks: Sequence[Block]) -> Iterator[Part]:
        for block in blocks:
            if block.when and not self.values.get(block.when):
                continue
            if block.unless and self.values.get(block.unless):
                continue
            yield self.part(block)

    def part(self, block: Block) -> Part:
        match block.kind:
            case "facts" | "signatures":
                rows = tuple(self.row(row) for row in block.content)
                inks = tuple(self.values.get("inks", {}).get(signer) for signer in block.signers)
                return Part(block.kind, rows=rows, beside=self.text(block.beside), inks=inks)
            case "table":
                columns = tuple(Column(one["title"], one["mm"]) for one in block.columns)
                return Part(block.kind, rows=tuple(self.table_rows(block)), columns=columns)
            case _:
                text, beside = (self.text(one) for one in texts_of(block))
                return Part(block.kind, text, beside=beside)

    def row(self, row: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.text(cell) for cell in row)

    def table_rows(self, block: Block) -> Iterator[tuple[str, ...]]:
        rows = self.values.get(block.content, ())
        if not rows:
            raise InputRefused(DOCUMENT_VALUE_MISSING, document=self.template.title, field=self.table_words(block))
        for place, row in enumerate(rows, start=1):
            cells = {PLACE: place, **row}
            yield tuple(self.cell(block, column["text"], cells) for column in block.columns)

    def cell(self, block: Block, text: str, row: Mapping[str, Any]) -> str:
        filled = {name: words(row.get(name)) for name in placeholders(text)}
        for name in filled:
            if not filled[name]:
                title = f"{self.table_words(block)}：{self.names.tables[block.content][name]}"
                raise InputRefused(DOCUMENT_VALUE_MISSING, document=self.template.title, field=title)
        return text.format_map(filled)

    def table_words(self, block: Block) -> str:
        """The table by the first words of its columns: what the clerk sees on the paper."""
        return next(iter(self.names.tables[block.content].values()))

    def text(self, text: str) -> str:
        """``text`` with its names filled."""
        return text.format_map({name: self.value(name) for name in placeholders(text)})

    def value(self, name: str) -> str:
        found = words(self.values.get(name)) or self.template.otherwise.get(name, "")
        if not found:
            raise InputRefused(DOCUMENT_VALUE_MISSING, document=self.template.title, field=self.names.texts[name])
        return found
