"""How her answers moved the first causes: lines over the steps of an interview, ready to be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agnodice.engine import Engine
from agnodice.faces.html.steps import Interview
from agnodice.model.assessment import Assessment
from agnodice.model.clinical import ConditionId

MOST_LINES = 4
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 220, 16, 624, 14, 186


@dataclass(frozen=True)
class Line:
    """One cause: its name, its share (0 to 10) at each step, and where its points stand."""

    name: str
    shares: tuple[int, ...]
    points: str
    dots: tuple[tuple[float, float], ...]
    place: int


@dataclass(frozen=True)
class Moves:
    """The drawing."""

    names: tuple[str, ...]
    ticks: tuple[float, ...]
    lines: tuple[Line, ...]
    grid: tuple[float, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT


def moves_of(interview: Interview, last: Assessment, engine: Engine, names: Sequence[str]) -> Moves | None:
    """The drawing of an interview that ended in `last`; None when there is nothing to compare.

    `names` are the steps in words, her own words first.
    """
    if not interview.steps or not last.hypotheses:
        return None
    before = [engine.shares(interview.until(count).told()) for count in range(len(interview.steps))]
    shares = [*before, _shares(last)]
    first = [h.condition for h in last.hypotheses[:MOST_LINES]]
    xs = _xs(len(shares))
    ys = [[_y(step.get(condition.id, 0.0)) for step in shares] for condition in first]
    lines = (
        Line(
            condition.name,
            tuple(round(10 * step.get(condition.id, 0.0)) for step in shares),
            " ".join(f"{x:g},{y:g}" for x, y in zip(xs, ys[place], strict=True)),
            tuple(zip(xs, ys[place], strict=True)),
            place + 1,
        )
        for place, condition in enumerate(first)
    )
    return Moves(tuple(names), tuple(xs), tuple(lines), tuple(map(_y, (0.0, 0.5, 1.0))))


def _shares(assessment: Assessment) -> Mapping[ConditionId, float]:
    return {h.condition.id: h.share for h in (*assessment.hypotheses, *assessment.must_not_miss)}


def _xs(count: int) -> list[float]:
    return [round(LEFT + (RIGHT - LEFT) * step / max(1, count - 1), 1) for step in range(count)]


def _y(share: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * min(1.0, share), 1)
