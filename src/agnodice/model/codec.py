"""Plain data (TOML, JSON) to frozen dataclasses and back, gathering every problem instead of stopping at the first.

The idea of one pass with a path for each problem follows cattrs; written here because the core needs the standard
library alone.
"""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from agnodice.errors import Problem
from agnodice.model.clinical import CareLevel
from agnodice.model.evidence import Citation

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """Where a value stands: a file and a path inside it."""

    file: str
    path: str = ""

    def key(self, name: str) -> "Place":
        """The place of a field."""
        return Place(self.file, f"{self.path}.{name}" if self.path else name)

    def item(self, index: int) -> "Place":
        """The place of a list item, counted from 1 as people do."""
        return Place(self.file, f"{self.path}[{index + 1}]")

    def problem(self, wrong: str, todo: str) -> Problem:
        """A problem at this place."""
        return Problem(self.file, self.path, wrong, todo)


class _Anywhere(Place):
    """A place that is not followed: most data fits, and then nobody asks where."""

    def key(self, name: str) -> Place:  # noqa: ARG002  (as Place has it)
        return self

    def item(self, index: int) -> Place:  # noqa: ARG002
        return self


class MismatchError(Exception):
    """Plain data does not fit its type; carries all problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(map(str, problems)))


Decoder = Callable[[Any, Place], Any]
_ANYWHERE = _Anywhere("")


def decode(kind: type[T], data: object, place: Place | None = None) -> T:
    """`data` as a `kind`. Raises MismatchError with every problem found."""
    read = _decoder(cast(Any, kind))
    try:
        return cast(T, read(data, _ANYWHERE))
    except MismatchError:
        return cast(T, read(data, place or Place(kind.__name__)))


def encode(value: Any) -> Any:
    """`value` as JSON data; fields that hold their default are left out. Inverse of `decode`."""
    kind = type(value)
    if kind is str or value is None:
        return value
    if kind is tuple:
        return [encode(v) for v in value]
    known = _defaults(cast(Any, kind))
    if known and kind is not Citation:
        pairs = ((name, getattr(value, name), default) for name, default in known)
        return {name: encode(v) for name, v, default in pairs if v != default}
    return _encode_word(value)


def _encode_word(value: Any) -> Any:
    if isinstance(value, Citation):
        return f"{value.source}, {value.locator}" if value.locator else value.source
    if isinstance(value, CareLevel):
        return value.slug
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass with their defaults, MISSING where one has none; nothing for other types."""
    return tuple(
        (f.name, f.default_factory() if f.default_factory is not MISSING else f.default)
        for f in (fields(kind) if is_dataclass(kind) else ())
    )


@cache
def _decoder(kind: Any) -> Decoder:
    """How to read a value of `kind`; built once for each type."""
    kind = getattr(kind, "__supertype__", kind)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = _decoder(next(a for a in get_args(kind) if a is not type(None)))
        return lambda data, place: None if data is None else inner(data, place)
    if origin is tuple:
        args = get_args(kind)
        return _list_of(args[0]) if args[-1] is Ellipsis else _row_of(args)
    special: dict[Any, Decoder] = {Citation: _citation, CareLevel: _care_level, date: _date, float: _number}
    if kind in special:
        return special[kind]
    if is_dataclass(kind):
        return _record_of(kind)
    return _choice_of(kind) if issubclass(kind, Enum) else _plain(kind)


def _list_of(item: Any) -> Decoder:
    inner = _decoder(item)
    is_text = getattr(item, "__supertype__", item) is str

    def read(data: Any, place: Place) -> tuple[Any, ...]:
        if not isinstance(data, list | tuple):
            raise MismatchError([place.problem("must be a list.", "Put it in square brackets.")])
        if is_text and all(type(v) is str for v in data):  # long lists of words, at every start
            return tuple(data)
        return tuple(_all(lambda i, v: inner(v, place.item(i)), enumerate(data)))

    return read


def _row_of(items: tuple[Any, ...]) -> Decoder:
    inners = [_decoder(item) for item in items]

    def read(data: Any, place: Place) -> tuple[Any, ...]:
        if not isinstance(data, list | tuple) or len(data) != len(inners):
            raise MismatchError([place.problem(f"must be a list of {len(inners)}.", "")])
        return tuple(_all(lambda i, v: inners[i](v, place.item(i)), enumerate(data)))

    return read


def _all(read: Callable[[Any, Any], Any], pairs: Any) -> list[Any]:
    """Every value read; all problems together."""
    values, problems = [], []
    for key, value in pairs:
        try:
            values.append(read(key, value))
        except MismatchError as error:
            problems += error.problems
    if problems:
        raise MismatchError(problems)
    return values


def _record_of(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    known = {f.name: _decoder(hints[f.name]) for f in fields(kind)}
    needed = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]

    def read(data: Any, place: Place) -> Any:
        if not isinstance(data, dict):
            raise MismatchError([place.problem("must be a table of fields.", "Write `name = value` lines.")])
        problems = [
            place.key(name).problem("is not a field here.", f"Known fields: {', '.join(known)}.")
            for name in data
            if name not in known
        ]
        problems += [place.problem(f"`{name}` is missing.", "Add it.") for name in needed if name not in data]
        values: dict[str, Any] = {}
        for name, value in data.items():
            if name in known:
                try:
                    values[name] = known[name](value, place.key(name))
                except MismatchError as error:
                    problems += error.problems
        if problems:
            raise MismatchError(problems)
        return kind(**values)

    return read


def _citation(data: Any, place: Place) -> Citation:
    if not isinstance(data, str) or not data.strip():
        raise MismatchError([place.problem("must be a citation.", 'Write "source-id" or "source-id, place in it".')])
    source, comma, locator = data.partition(",")
    if comma and not locator.strip():
        todo = "Write the place, or take the comma out."
        raise MismatchError([place.problem(f"{data!r} has a comma and no place after it.", todo)])
    return Citation(cast(Any, source.strip()), locator.strip())


def _care_level(data: Any, place: Place) -> CareLevel:
    try:
        return CareLevel.from_slug(data)
    except ValueError:
        known = ", ".join(level.slug for level in CareLevel)
        raise MismatchError([place.problem(f"{data!r} is not a care level.", f"Use one of: {known}.")]) from None


def _date(data: Any, place: Place) -> date:
    try:
        return data if type(data) is date else date.fromisoformat(data)
    except (TypeError, ValueError):
        raise MismatchError([place.problem("must be a date.", "Write it as 2026-11-23, without quotes.")]) from None


def _number(data: Any, place: Place) -> float:
    if isinstance(data, bool) or not isinstance(data, int | float):
        raise MismatchError([place.problem("must be a number.", "")])
    return float(data)


def _choice_of(kind: Any) -> Decoder:
    def read(data: Any, place: Place) -> Any:
        try:
            return kind(data)
        except ValueError:
            known = ", ".join(str(member.value) for member in kind)
            raise MismatchError([place.problem(f"{data!r} is not known.", f"Use one of: {known}.")]) from None

    return read


_PLAIN_NAMES = {str: "text in quotes", int: "a whole number", bool: "true or false"}


def _plain(kind: Any) -> Decoder:
    def read(data: Any, place: Place) -> Any:
        if type(data) is not kind:
            raise MismatchError([place.problem(f"must be {_PLAIN_NAMES.get(kind, kind.__name__)}.", "")])
        return data

    return read
