"""The Chinese title of a field, found by walking a JSON Schema along the field's path.

A title stands on the property; what the property refers to has its own, more general one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from referencing import Registry
    from referencing._core import Resolver

_CHOICES = ("anyOf", "oneOf", "allOf")


def title_at(schema: Mapping[str, Any], registry: Registry[Any], path: tuple[str | int, ...]) -> str:
    """The title of the field at ``path``; its name where the schema has none."""
    from referencing.jsonschema import DRAFT202012

    root = DRAFT202012.create_resource(schema)
    here: tuple[Mapping[str, Any], Resolver[Any]] = (schema, registry.resolver_with_root(root))
    title = str(schema.get("title", ""))
    for part in path:
        below = _step(*here, part)
        if below is None:
            return str(part) if isinstance(part, str) else title
        here = below
        title = str(here[0].get("title") or (part if isinstance(part, str) else title))
    return title or "内容"


def _step(
    schema: Mapping[str, Any], resolver: Resolver[Any], part: str | int
) -> tuple[Mapping[str, Any], Resolver[Any]] | None:
    for one, its_resolver in _faces(schema, resolver):
        below = one.get("items") if isinstance(part, int) else one.get("properties", {}).get(part)
        if isinstance(below, Mapping):
            return below, its_resolver
    return None


def _faces(schema: Mapping[str, Any], resolver: Resolver[Any]) -> Iterator[tuple[Mapping[str, Any], Resolver[Any]]]:
    """The schema itself, what it refers to, and its alternatives."""
    yield schema, resolver
    if "$ref" in schema:
        found = resolver.lookup(schema["$ref"])
        yield from _faces(found.contents, found.resolver)
    for choice in _CHOICES:
        for one in schema.get(choice, ()):
            if isinstance(one, Mapping):
                yield from _faces(one, resolver)
