"""The picture of a soak: memory, latency and errors over time, as plain SVG that reads in light and dark."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

WIDTH, LEFT, RIGHT = 760, 70, 740
PANEL_HEIGHT, GAP = 120, 46
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #333 } .axis { stroke: #999; stroke-width: 1 } .small { font-size: 11px }
path { fill: none; stroke-width: 2 } .one { stroke: #7a2e5d } .two { stroke: #2b6cb0; stroke-dasharray: 5 3 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .axis { stroke: #777 }
.one { stroke: #e29cc4 } .two { stroke: #8fc1f5 } }
"""


@dataclass(frozen=True)
class Sample:
    """A few seconds of the soak: when they ended, memory of all workers, latency, right answers, wrong or lost ones."""

    at_seconds: float
    memory_mb: float
    p50_ms: float
    p99_ms: float
    right: int
    bad: int


Value = Callable[[Any], float]  # of a sample
Line = tuple[str, Value]
Along = tuple[Value, str]  # what lies along a picture, and its unit
SECONDS: Along = (lambda s: s.at_seconds, "s")
PANELS: Sequence[tuple[str, Sequence[Line]]] = (
    ("memory of all processes, MB", [("one", lambda s: s.memory_mb)]),
    ("latency, ms: p99 (line), p50 (dashes)", [("one", lambda s: s.p99_ms), ("two", lambda s: s.p50_ms)]),
    ("wrong or lost answers in 5 seconds", [("one", lambda s: float(s.bad))]),
)


def drawing(samples: Sequence[Sample]) -> str:
    """The whole picture."""
    height = len(PANELS) * (PANEL_HEIGHT + GAP) + 20
    end = samples[-1].at_seconds
    right, bad = sum(sample.right for sample in samples), sum(sample.bad for sample in samples)
    said = f"{right:,} right answers, {bad} wrong or lost, in {end:.0f} seconds"
    panels = "".join(
        panel(title, lines, samples, 30 + number * (PANEL_HEIGHT + GAP)) for number, (title, lines) in enumerate(PANELS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>{escape(said)}</title><style>{STYLE}</style>{panels}"
        f'<text class="small" x="{RIGHT}" y="{height - 8}" text-anchor="end">{escape(said)}</text></svg>\n'
    )


def panel(title: str, lines: Sequence[Line], samples: Sequence[Any], top: float, along: Along = SECONDS) -> str:
    """One plot over time, or over what `along` says, from 0 to a little over its highest value."""
    at, unit = along
    bottom, end = top + PANEL_HEIGHT, at(samples[-1])
    highest = max(1.0, 1.1 * max(value(sample) for _, value in lines for sample in samples))
    lied = [(name, [(at(sample), value(sample)) for sample in samples]) for name, value in lines]
    paths = "".join(_path(name, points, (top, bottom), (end, highest)) for name, points in lied)
    return (
        f'<text x="{LEFT}" y="{top - 8}">{escape(title)}</text>'
        f'<line class="axis" x1="{LEFT}" y1="{bottom}" x2="{RIGHT}" y2="{bottom}"/>'
        f'<line class="axis" x1="{LEFT}" y1="{top}" x2="{LEFT}" y2="{bottom}"/>'
        f'<text class="small" x="{LEFT - 6}" y="{top + 4}" text-anchor="end">{highest:.0f}</text>'
        f'<text class="small" x="{LEFT - 6}" y="{bottom}" text-anchor="end">0</text>'
        f'<text class="small" x="{RIGHT}" y="{bottom + 15}" text-anchor="end">{end:.0f} {unit}</text>{paths}'
    )


def _path(
    name: str, points: Sequence[tuple[float, float]], span: tuple[float, float], most: tuple[float, float]
) -> str:
    """A line through points; `span`: its place from top to bottom; `most`: the last place, the highest value."""
    (top, bottom), (end, highest) = span, most
    wide, high = (RIGHT - LEFT) / (end or 1), (bottom - top) / highest
    placed = (f"{LEFT + wide * x:.1f} {bottom - high * y:.1f}" for x, y in points)
    return f'<path class="{name}" d="M{" L".join(placed)}"/>'
