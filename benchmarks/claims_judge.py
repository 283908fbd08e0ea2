"""Learn the weights by which a statement supports a claim (src/agnodice/audit/cover.py), and print them.

Run: .venv/bin/python -m benchmarks.claims_judge
Claims that were looked at (tests/cases/claims_*_dev.toml) teach what is supported and what is not, so do sentences of
trusted pages (claims_judge.toml); the library's myths and the first of their wordings teach what is not. Each claim is
told by the statement that then fits it best, six times over (multiple instances: Dietterich, Lathrop and Lozano-Pérez,
1997); a logistic regression by Newton's method, with a ridge. Also printed: macro-F1 of each set when it is judged by
what the others teach.
"""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from math import exp
from pathlib import Path
from typing import NamedTuple

from tests.casebook import CASES, cases

from agnodice import open_engine
from agnodice.audit.cover import Cover
from agnodice.audit.page import plain_page
from agnodice.audit.page import sentences as cut
from agnodice.engine import Engine
from agnodice.model.audit import Route, Verdict
from benchmarks import sheet

TODAY = date(2026, 11, 26)
ROUNDS, STEPS, RIDGE = 6, 25, 0.5
SAID = 3  # wordings of a myth that teach
MYTH_WEIGHT = 0.25  # of a myth beside a claim that was looked at
ASIDE = ("true",)  # all of one verdict
Weights = Sequence[float]
NOTHING = Cover(*[0] * len(Cover._fields))


class Lesson(NamedTuple):
    """A claim with what it shares with each statement that may support it."""

    stem: str
    say: str
    label: str
    verdict: str
    route: Route
    covers: Sequence[Cover]
    weight: float


def lessons(engine: Engine) -> Iterator[Lesson]:
    """Everything that teaches."""
    stems = sorted(path.stem.removesuffix("_dev") for path in CASES.glob("claims*_dev.toml"))
    for stem in (stem for stem in stems if not stem.endswith(ASIDE)):
        for case in cases(stem, "dev"):
            yield lesson(engine, stem, case["say"], case["verdict"], 1.0)
    for case in tomllib.loads((Path(__file__).with_suffix(".toml")).read_text("utf-8"))["case"]:
        yield lesson(engine, "", case["say"], case["verdict"], 1.0)
    for myth in engine.myths():
        for say in (myth.claim, *myth.say[:SAID]):
            yield lesson(engine, "", f"{say[0].upper()}{say[1:].rstrip('.')}.", Verdict.CONTRADICTED.value, MYTH_WEIGHT)


def lesson(engine: Engine, stem: str, say: str, label: str, weight: float) -> Lesson:
    """One claim, read as a page of its own."""
    room = engine._audit_room
    page = plain_page(f"Page\n\n{say}")
    read = room._tools.reader.read(page, cut(page))
    claims = engine.audit(page, TODAY).claims
    verdict, route = (claims[0].verdict.value, claims[0].route) if claims else (Verdict.NOT_ENOUGH.value, Route.NONE)
    owners = room._owners(room._topic(page, read, engine._answerer.neighbours))
    covers = [cover for _, cover in room._tools.checker._supporting.compared(read[-1], owners)]
    return Lesson(stem, say, label, verdict, route, covers, weight)


def learn(rows: Sequence[Lesson]) -> Weights:
    """The weights, first that of the bar."""
    told = [row for row in rows if row.covers]
    chosen = [max(row.covers, key=lambda c: c.covered + c.back + c.held) for row in told]
    weights: Weights = [0.0] * (len(Cover._fields) + 1)
    for _ in range(ROUNDS):
        for _ in range(STEPS):
            weights = stepped(weights, told, chosen)
        chosen = [max(row.covers, key=lambda c: points(weights, c)) for row in told]
    return weights


def points(weights: Weights, cover: Cover) -> float:
    """The log odds that a statement supports."""
    return weights[0] + sum(w * value / 100 for w, value in zip(weights[1:], cover, strict=True))


def stepped(weights: Weights, rows: Sequence[Lesson], chosen: Sequence[Cover]) -> Weights:
    """The weights after one step of Newton's method."""
    size = len(weights)
    slope = [-RIDGE * w for w in weights]
    slope[0] = 0.0
    bend = [[RIDGE * (i == j) for j in range(size)] for i in range(size)]
    for row, cover in zip(rows, chosen, strict=True):
        likely = 1 / (1 + exp(-points(weights, cover)))
        held = [1.0, *(value / 100 for value in cover)]
        miss = row.weight * ((row.label == Verdict.SUPPORTED.value) - likely)
        sure = row.weight * likely * (1 - likely)
        for i, one in enumerate(held):
            slope[i] += miss * one
            for j, other in enumerate(held):
                bend[i][j] += sure * one * other
    return [w + s for w, s in zip(weights, solved(bend, slope), strict=True)]


def solved(square: Sequence[Sequence[float]], right: Sequence[float]) -> Weights:
    """The solution of linear equations (Gauss)."""
    rows = [[*row, value] for row, value in zip(square, right, strict=True)]
    size = len(rows)
    for at in range(size):
        best = max(range(at, size), key=lambda r: abs(rows[r][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for r in range(size):
            if r != at:
                rows[r] = [value - rows[r][at] * lead for value, lead in zip(rows[r], rows[at], strict=True)]
    return [row[-1] for row in rows]


def judged(row: Lesson, weights: Weights, bar: float) -> str:
    """The verdict on a claim by these weights; what its words alone decide stays."""
    if row.verdict == Verdict.CONTRADICTED.value or row.route in (Route.LINK, Route.DANGER, Route.MYTH):
        return row.verdict
    is_supported = max((points(weights, cover) for cover in row.covers), default=-1e9) > bar
    return (Verdict.SUPPORTED if is_supported else Verdict.NOT_ENOUGH).value


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean of F1 over the three verdicts; pairs of label and verdict."""
    scores = []
    for verdict in Verdict:
        right = sum(label == said == verdict.value for label, said in pairs)
        named = sum(label == verdict.value for label, _ in pairs) + sum(said == verdict.value for _, said in pairs)
        scores.append(2 * right / (named or 1))
    return sum(scores) / len(scores)


def main() -> None:
    """The weights, and how each set fares by what the others teach."""
    sheet.begin(__doc__)
    rows = list(lessons(open_engine()))
    weights = learn(rows)
    whole = {name: round(100 * w) for name, w in zip(("bar", *Cover._fields), weights, strict=True)}
    sheet.row("weights, in hundredths", str(whole))
    stems = sorted({row.stem for row in rows} - {""})
    taught = {stem: learn([row for row in rows if row.stem != stem]) for stem in stems}
    for bar in (-1.5, -1.0, -0.75, -0.5, 0.0):
        told = []
        for stem in stems:
            pairs = [(row.label, judged(row, taught[stem], bar)) for row in rows if row.stem == stem]
            wrong = sum(said == Verdict.SUPPORTED.value != label for label, said in pairs)
            told.append(f"{stem} {macro_f1(pairs):.3f} ({wrong} wrongly supported)")
        sheet.row(f"by the others, bar {bar}", "; ".join(told))
        myths = [judged(row, weights, bar) for row in rows if row.weight == MYTH_WEIGHT]
        sheet.row("  myths called supported", f"{myths.count(Verdict.SUPPORTED.value)} of {len(myths)}")
        pages = [
            row.label
            for row in rows
            if not row.stem and row.weight == 1 and max(points(weights, c) for c in row.covers or [NOTHING]) > bar
        ]
        sheet.row(
            "  of pages, right among those called supported", f"{pages.count(Verdict.SUPPORTED.value)} of {len(pages)}"
        )


if __name__ == "__main__":
    main()
