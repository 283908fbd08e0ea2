"""Plain data (TOML, JSON) to frozen dataclasses and back, gathering every problem instead of stopping at the first.

The idea of one pass with a path for each problem follows cattrs; written here because the core needs the standard
library alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
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

    def problem(self, wrong: str, todo: str) -> Problem:
        """A problem at this place."""
        return Problem(self.file, self.path, wrong, todo)


class MismatchError(Exception):
    """Plain data does not fit its type; carries all problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(map(str, problems)))


Decoder = Callable[[Any], Any]


def decode(kind: type[T], data: object, place: Place | None = None) -> T:
    """`data` as a `kind`. Raises MismatchError with every problem found."""
    try:
        return cast(T, _decoder(cast(Any, kind))(data))
    except MismatchError as error:
        here = place or Place(kind.__name__)
        problems = [Problem(here.file, _path(here.path, p.path), p.wrong, p.todo) for p in error.problems]
        raise MismatchError(problems) from None


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


def _path(outer: str, inner: str) -> str:
    """The path of a place inside another."""
    return f"{outer}.{inner}" if outer and inner and not inner.startswith("[") else outer + inner


def _unfit(wrong: str, todo: str) -> MismatchError:
    """What a value is that is not what it must be; those around it say where."""
    return MismatchError([Problem("", "", wrong, todo)])


def _problems(parts: Iterable[tuple[str, Decoder, Any]]) -> list[Problem]:
    """Every problem of the parts (path, how to read it, value) of a value that does not fit: looked for only then."""
    found = []
    for path, read, value in parts:
        try:
            read(value)
        except MismatchError as error:
            found += [Problem(p.file, _path(path, p.path), p.wrong, p.todo) for p in error.problems]
    return found


@cache
def _decoder(kind: Any) -> Decoder:
    """How to read a value of `kind`; built once for each type."""
    kind = getattr(kind, "__supertype__", kind)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = _decoder(next(a for a in get_args(kind) if a is not type(None)))
        return lambda data: None if data is None else inner(data)
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

    def read(data: Any) -> tuple[Any, ...]:
        if not isinstance(data, list | tuple):
            raise _unfit("must be a list.", "Put it in square brackets.")
        if is_text and set(map(type, data)) <= _TEXT:  # long lists of words, at every start
            return tuple(data)
        try:
            return tuple(map(inner, data))
        except MismatchError:
            raise MismatchError(_problems((f"[{n}]", inner, v) for n, v in enumerate(data, 1))) from None

    return read


def _row_of(items: tuple[Any, ...]) -> Decoder:
    inners = [_decoder(item) for item in items]

    def read(data: Any) -> tuple[Any, ...]:
        if not isinstance(data, list | tuple) or len(data) != len(inners):
            raise _unfit(f"must be a list of {len(inners)}.", "")
        try:
            return tuple([inner(value) for inner, value in zip(inners, data, strict=True)])
        except MismatchError:
            pairs = enumerate(zip(inners, data, strict=True), 1)
            raise MismatchError(_problems((f"[{n}]", inner, value) for n, (inner, value) in pairs)) from None

    return read


def _record_of(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    known = {f.name: _decoder(hints[f.name]) for f in fields(kind)}
    needed = {f.name: None for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}.keys()

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise _unfit("must be a table of fields.", "Write `name = value` lines.")
        if needed <= data.keys() <= known.keys():
            with suppress(MismatchError):
                return kind(**{name: known[name](value) for name, value in data.items()})
        raise MismatchError(list(_problems_of_record(data, known, needed)))

    return read


def _problems_of_record(
    data: Mapping[str, Any], known: Mapping[str, Decoder], needed: Iterable[str]
) -> Iterator[Problem]:
    for name in [name for name in data if name not in known]:
        yield Problem("", name, "is not a field here.", f"Known fields: {', '.join(known)}.")
    for name in needed:
        if name not in data:
            yield Problem("", "", f"`{name}` is missing.", "Add it.")
    yield from _problems((name, known[name], value) for name, value in data.items() if name in known)


def _citation(data: Any) -> Citation:
    if not isinstance(data, str) or not data.strip():
        raise _unfit("must be a citation.", 'Write "source-id" or "source-id, place in it".')
    source, comma, locator = data.partition(",")
    if comma and not locator.strip():
        raise _unfit(f"{data!r} has a comma and no place after it.", "Write the place, or take the comma out.")
    return Citation(cast(Any, source.strip()), locator.strip())


def _care_level(data: Any) -> CareLevel:
    try:
        return CareLevel.from_slug(data)
    except ValueError:
        known = ", ".join(level.slug for level in CareLevel)
        raise _unfit(f"{data!r} is not a care level.", f"Use one of: {known}.") from None


def _date(data: Any) -> date:
    try:
        return data if type(data) is date else date.fromisoformat(data)
    except (TypeError, ValueError):
        raise _unfit("must be a date.", "Write it as 2026-11-23, without quotes.") from None


def _number(data: Any) -> float:
    if isinstance(data, bool) or not isinstance(data, int | float):
        raise _unfit("must be a number.", "")
    return float(data)


def _choice_of(kind: Any) -> Decoder:
    members = {member.value: member for member in kind}

    def read(data: Any) -> Any:
        try:
            return members[data]
        except (KeyError, TypeError):
            raise _unfit(f"{data!r} is not known.", f"Use one of: {', '.join(map(str, members))}.") from None

    return read


_TEXT = {str}
_PLAIN_NAMES = {str: "text in quotes", int: "a whole number", bool: "true or false"}


def _plain(kind: Any) -> Decoder:
    def read(data: Any) -> Any:
        if type(data) is not kind:
            raise _unfit(f"must be {_PLAIN_NAMES.get(kind, kind.__name__)}.", "")
        return data

    return read
