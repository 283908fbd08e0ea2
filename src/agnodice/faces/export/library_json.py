"""The whole library as one JSON document, and the JSON Schema that describes it (docs/library.schema.json)."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from agnodice.engine import Engine
from agnodice.model.clinical import CareLevel, Condition, Finding, RedFlag
from agnodice.model.codec import decode, encode
from agnodice.model.content import Guide, Myth, Service, Term
from agnodice.model.evidence import Citation, Source

FORMAT = "1"
KINDS: Mapping[str, type[Any]] = {
    "guides": Guide,
    "conditions": Condition,
    "findings": Finding,
    "red_flags": RedFlag,
    "myths": Myth,
    "sources": Source,
    "services": Service,
    "terms": Term,
}
Json = dict[str, Any]


def library_json(engine: Engine) -> Json:
    """Everything that the edition holds, by kind, each in the order of ids; fields at their default are left out."""
    held = {
        "guides": engine.guides(),
        "conditions": engine.conditions(),
        "findings": engine.findings(),
        "red_flags": engine.red_flags(),
        "myths": engine.myths(),
        "sources": engine.sources(),
        "services": engine.countries(),
        "terms": engine.terms(),
    }
    edition = {"name": engine.edition.name, "hash": engine.edition.hash}
    return {
        "format": FORMAT,
        "edition": edition,
        **{name: [encode(one) for one in rows] for name, rows in held.items()},
    }


def guides_of(data: Json) -> dict[str, Guide]:
    """The guides of an exported library, by id. Raises ValueError when it is none of this format."""
    if data.get("format") != FORMAT:
        raise ValueError("This is no library of format 1, as `agnodice export json` writes it.")
    return {guide.id: guide for guide in (decode(Guide, row) for row in data["guides"])}


def library_schema() -> Json:
    """The JSON Schema of `library_json`, read off the program's own types."""
    text = {"type": "string"}
    edition = {"type": "object", "properties": {"name": text, "hash": text}, "required": ["name", "hash"]}
    named: dict[str, Json] = {}
    rows = {name: {"type": "array", "items": _schema(kind, named)} for name, kind in KINDS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "agnodice library",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "edition": edition, **rows},
        "required": ["format", "edition", *KINDS],
        "additionalProperties": False,
        "$defs": dict(sorted(named.items())),
    }


def _schema(kind: Any, named: dict[str, Json]) -> Json:
    """The schema of a type; dataclasses are put into `named` and referred to."""
    kind = getattr(kind, "__supertype__", kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _schema(next(one for one in inner if one is not type(None)), named)
    if origin is tuple and inner[-1] is Ellipsis:
        return {"type": "array", "items": _schema(inner[0], named)}
    if origin is tuple:
        return {"type": "array", "prefixItems": [_schema(one, named) for one in inner]}
    if is_dataclass(kind) and kind is not Citation:
        return _reference(kind, named)
    return _plain(kind)


def _reference(kind: Any, named: dict[str, Json]) -> Json:
    name = kind.__name__
    if name not in named:
        named[name] = {}  # holds the place while its fields are read
        hints = get_type_hints(kind)
        described = fields(kind)
        named[name] = {
            "type": "object",
            "description": (kind.__doc__ or "").split("\n")[0],
            "properties": {f.name: _schema(hints[f.name], named) for f in described},
            "required": [f.name for f in described if f.default is MISSING and f.default_factory is MISSING],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _plain(kind: Any) -> Json:
    if kind is Citation:
        return {"type": "string", "description": "A source's id, or its id, a comma and the place in it."}
    if kind is CareLevel:
        return {"enum": [level.slug for level in CareLevel]}
    if issubclass(kind, Enum):
        return {"enum": [one.value for one in kind]}
    if kind is date:
        return {"type": "string", "format": "date"}
    return {"type": {bool: "boolean", int: "integer", float: "number", str: "string"}[kind]}
