"""Templates of the A4 papers, ``resources/documents/<kind>.json``, read and checked.

A county changes titles, wording, order and columns there, never code. A template is a list of
blocks; a block has one of the keys ``paragraph``, ``heading``, ``note``, ``facts``, ``table``,
``signatures`` (with a ``stamp`` beside them, and ``signers``: who signs in which row by hand on the screen), ``seal`` (with its ``signer``), and may have ``when`` or ``unless`` with a name: it is left out when that
is empty, or is not. ``{names}`` in texts are filled. An unknown name, key or block is refused
when the template is read (D804); a name without a value when the paper is made (D805), unless
``otherwise`` gives the words to print then. Nothing is ever printed as an accidental blank.
"""

from __future__ import annotations

import functools
import json
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from windowdesk import assets
from windowdesk.documents.paper_kinds import Names, PaperKind, names_of
from windowdesk.domain.handwriting import SIGNERS
from windowdesk.errors import TEMPLATE_WRONG, InputRefused

_COMMON_FILE = "common.json"
_KEYS = frozenset({"title", "serial", "head", "blocks", "copies", "otherwise"})
_COMMON_KEYS = frozenset({"heads", "foot", "page", "reprint", "training"})
_MARKS: Mapping[str, frozenset[str]] = {
    "page": frozenset({"page", "pages"}),
    "reprint": frozenset({"count"}),
    "training": frozenset(),
}
"""What the marks outside the text may name."""
_BLOCKS = frozenset({"paragraph", "heading", "note", "facts", "table", "signatures", "seal"})
_BESIDE: Mapping[str, frozenset[str]] = {
    "table": frozenset({"columns"}),
    "seal": frozenset({"signer"}),
    "signatures": frozenset({"stamp", "signers"}),
}
_CHOICE = frozenset({"when", "unless"})
PLACE = "place"
"""In a table: the number of the row."""


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a paper: its kind, its content as in the file, and the name that decides about it."""

    kind: str
    content: Any
    columns: tuple[Mapping[str, Any], ...] = ()
    beside: str = ""
    """With a seal: whose it is. With signatures: what stamp stands at their right, empty: none."""
    when: str = ""
    unless: str = ""
    signers: tuple[str, ...] = ()
    """With signatures: ``applicant``, ``agent`` or empty for each row."""


@dataclass(frozen=True, slots=True)
class Common:
    """What all papers share: the table at the head, the lines at the foot, the marks."""

    heads: Mapping[str, tuple[Block, ...]]
    foot: str
    page: str
    reprint: str
    training: str


@dataclass(frozen=True, slots=True)
class Template:
    """One paper."""

    kind: PaperKind
    title: str
    """Printed where neither the item nor the case brings a title of its own."""
    serial: str
    """Document number (文书编号), made from the case number or given by the county."""
    head: tuple[Block, ...]
    blocks: tuple[Block, ...]
    copies: str
    """How many copies, and who keeps which."""
    otherwise: Mapping[str, str]
    """Words for names that may have no value."""
    common: Common


@functools.cache
def shipped(kind: PaperKind) -> Template:
    """The template in use."""
    return read(kind, assets.resource("documents"))


def read(kind: PaperKind, folder: Path) -> Template:
    """The template of ``kind`` in ``folder``, with the common parts beside it.

    Raises:
        InputRefused: D804 with what is wrong.
    """
    file = folder / f"{kind.value}.json"
    try:
        shared, own = _load(folder / _COMMON_FILE, _COMMON_KEYS), _load(file, _KEYS)
        for mark, allowed in _MARKS.items():
            if placeholders(shared[mark]) != allowed:
                raise ValueError(f"{_COMMON_FILE}: {mark} {shared[mark]}")
        heads = {name: tuple(map(_block, blocks)) for name, blocks in shared["heads"].items()}
        common = Common(heads, **{key: str(shared[key]) for key in _COMMON_KEYS - {"heads"}})
        blocks = tuple(map(_block, own["blocks"]))
        otherwise = dict(own["otherwise"])
        template = Template(
            kind, own["title"], own["serial"], heads[own["head"]], blocks, own["copies"], otherwise, common
        )
        _check(template, names_of(kind))
    except (ValueError, TypeError, KeyError, AttributeError) as trouble:
        raise InputRefused(TEMPLATE_WRONG, document=file.name, detail=str(trouble)) from trouble
    return template


def placeholders(text: str) -> frozenset[str]:
    """The names in braces in ``text``."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def texts_of(block: Block) -> Iterator[str]:
    """Every text of a block that is filled from the paper's own values (table cells are not)."""
    match block.kind:
        case "facts" | "signatures":
            yield from (text for row in block.content for text in row)
            yield block.beside
        case "table":
            return
        case _:
            yield str(block.content)
            yield block.beside


def _load(file: Path, keys: frozenset[str]) -> dict[str, Any]:
    content = json.loads(file.read_text("utf-8"))
    if set(content) != keys:
        raise ValueError(f"{file.name}: {' '.join(sorted(set(content) ^ keys))}")
    return dict(content)


def _block(entry: Mapping[str, Any]) -> Block:
    kinds = _BLOCKS & set(entry)
    if len(kinds) != 1:
        raise ValueError(f"a block must be one of {' '.join(sorted(_BLOCKS))}: {' '.join(sorted(entry))}")
    kind = next(iter(kinds))
    unknown = set(entry) - {kind} - _CHOICE - _BESIDE.get(kind, frozenset())
    if unknown:
        raise ValueError(f"{kind}: {' '.join(sorted(unknown))}")
    return Block(
        kind, entry[kind], tuple(entry.get("columns", ())), entry.get("signer") or entry.get("stamp", ""),
        entry.get("when", ""), entry.get("unless", ""), tuple(entry.get("signers", ())),
    )  # fmt: skip


def _check(template: Template, names: Names) -> None:
    texts = [template.serial, template.copies, template.common.foot]
    for block in (*template.head, *template.blocks):
        texts += texts_of(block)
        if block.kind == "table":
            _check_table(block, names)
        if block.signers and (len(block.signers) != len(block.content) or set(block.signers) - {*SIGNERS, ""}):
            raise ValueError(f"signers: {' '.join(block.signers)}")
        for name in {block.when, block.unless} - {""}:
            if name not in names.texts and name not in names.flags and name not in names.tables:
                raise ValueError(f"{{{name}}}")
    unknown = frozenset().union(*map(placeholders, texts)) | set(template.otherwise)
    unknown -= set(names.texts)
    if unknown:
        raise ValueError(" ".join(f"{{{name}}}" for name in sorted(unknown)))


def _check_table(block: Block, names: Names) -> None:
    known = names.tables[block.content]
    if not block.columns:
        raise ValueError(f"{block.content}: columns")
    for column in block.columns:
        if set(column) != {"title", "text", "mm"}:
            raise ValueError(f"{block.content}: title, text, mm")
        unknown = placeholders(column["text"]) - set(known) - {PLACE}
        if unknown:
            raise ValueError(f"{block.content}: {' '.join(sorted(unknown))}")
