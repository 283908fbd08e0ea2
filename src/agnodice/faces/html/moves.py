"""How her answers moved the first causes: lines over the steps of an interview, ready to be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agnodice.engine import Engine
from agnodice.faces.html.steps import Interview
from agnodice.model.assessment import Assessment
from agnodice.model.clinical import ConditionId

MOST_LINES, LONGEST_NAME = 4, 26
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 220, 16, 430, 14, 186
LEAST_GAP = 15  # between labels, in the units of the drawing


@dataclass(frozen=True)
class Line:
    """One cause: its name, its share (0 to 10) at each step, and where its points and label stand."""

    name: str
    short: str
    shares: tuple[int, ...]
    points: str
    dots: tuple[tuple[float, float], ...]
    place: int
    label_y: float


@dataclass(frozen=True)
class Moves:
    """The drawing."""

    names: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
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
    labels = _apart([y[-1] for y in ys])
    lines = (
        Line(
            condition.name,
            _shortened(condition.name),
            tuple(round(10 * step.get(condition.id, 0.0)) for step in shares),
            " ".join(f"{x:g},{y:g}" for x, y in zip(xs, ys[place], strict=True)),
            tuple(zip(xs, ys[place], strict=True)),
            place + 1,
            labels[place],
        )
        for place, condition in enumerate(first)
    )
    marks = [names[0], *(str(number) for number in range(1, len(shares)))]
    return Moves(tuple(names), tuple(zip(xs, marks, strict=True)), tuple(lines), tuple(map(_y, (0.0, 0.5, 1.0))))


def _shares(assessment: Assessment) -> Mapping[ConditionId, float]:
    return {h.condition.id: h.share for h in (*assessment.hypotheses, *assessment.must_not_miss)}


def _xs(count: int) -> list[float]:
    return [round(LEFT + (RIGHT - LEFT) * step / max(1, count - 1), 1) for step in range(count)]


def _y(share: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * min(1.0, share), 1)


def _apart(wanted: Sequence[float]) -> list[float]:
    """Heights for labels near where their lines end, none on top of another."""
    placed: dict[int, float] = {}
    lowest = float("-inf")
    for index in sorted(range(len(wanted)), key=lambda i: wanted[i]):
        lowest = placed[index] = max(wanted[index] + 4, lowest + LEAST_GAP)
    excess = max(0.0, lowest - BOTTOM - 4)
    return [round(placed[index] - excess, 1) for index in range(len(wanted))]


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
