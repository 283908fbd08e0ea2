"""Every set of text cases, both halves: what is found, heard, raised, judged. The floors of the tests come from this.

Run: .venv/bin/python -m benchmarks.cases
Of each set one half was looked at while building (dev) and one was not (held); only shares are printed.
"""

from collections.abc import Callable
from typing import Any

from tests.casebook import CASES, cases, noises
from tests.floors import HALVES
from tests.test_assess_cases import Score, judge, scored
from tests.test_audit import claim_scores
from tests.test_cases import is_offered, levels, rank_of, wanted
from tests.test_said import lines, share_heard

from agnodice import open_engine
from agnodice.engine import Engine
from agnodice.model.clinical import CareLevel
from benchmarks import sheet

Rows = list[dict[str, Any]]
ALL_LEVELS = tuple(level.slug for level in CareLevel)
TOLD_BY = {"diagnosis": ("first", "three", "five"), "urgency": ("urgency_accepted", "urgency_not_under")}
ONE_VERDICT = {"claims_true"}  # all alike, so that there is no share to tell: tests/test_audit_claims.py


def asked(engine: Engine, rows: Rows) -> str:
    """How many wordings find their guide first, and in the first three."""
    ranks = [rank_of(engine, case["guide"], ask) for case in rows for ask in case["asks"]]
    first, three = (sum(0 < rank <= most for rank in ranks) / len(ranks) for most in (1, 3))
    return f"first {first:.1%}, three {three:.1%} of {len(ranks)}"


def endangered(engine: Engine, rows: Rows) -> str:
    """How many dangers are missed, as written and in five noisy ways; how many of those are not asked back either."""
    lacks = [
        (wanted(case), *levels(engine.danger(text)), number)
        for case in rows
        for number, text in enumerate([case["say"], *dict(noises(case["say"])).values()])
    ]
    missed = sum(raised < least for least, raised, _, _ in lacks)
    silent = sum(max(raised, asked) < least for least, raised, asked, _ in lacks)
    plain = sum(max(raised, asked) < least for least, raised, asked, number in lacks if number == 0)
    return f"missed {missed}, and not asked back {silent} of {len(lacks)}; as written {plain} of {len(rows)}"


def decoyed(engine: Engine, rows: Rows) -> str:
    """How many texts without an emergency raise one."""
    raised = sum(engine.danger(case["say"]).level is CareLevel.EMERGENCY for case in rows)
    return f"raised {raised} of {len(rows)}"


def refused(engine: Engine, rows: Rows) -> str:
    """How many questions of other subjects are given no guide."""
    return f"refused {sum(not is_offered(engine, case['say']) for case in rows)} of {len(rows)}"


def understood(engine: Engine, rows: Rows) -> str:
    """Hearing, causes and urgency of labelled texts, as far as they are labelled."""
    whole = [{"diagnosis": (), "urgency": ALL_LEVELS, "present": (), "absent": (), **row} for row in rows]
    figures = scored(engine, whole).figures()
    lacking = {name for key, names in TOLD_BY.items() if key not in rows[0] for name in names}
    return told({name: share for name, share in figures.items() if name not in lacking}, len(rows))


def ranked(engine: Engine, rows: Rows) -> str:
    """Causes and urgency alone."""
    score = Score()
    for row in rows:
        judge(engine, {"diagnosis": (), **row}, score)
    lacking = () if "diagnosis" in rows[0] else TOLD_BY["diagnosis"]
    return told({name: share for name, share in score.judged().items() if name not in lacking}, len(rows))


def told(figures: dict[str, float], count: int) -> str:
    """The shares by name."""
    return ", ".join(f"{name.replace('_', ' ')} {share:.0%}" for name, share in figures.items()) + f" of {count}"


def judged(engine: Engine, rows: Rows) -> str:
    """Verdicts on statements."""
    macro_f1, precision = claim_scores(engine, rows)
    return f"macro-F1 {macro_f1:.3f}, contradicted precision {precision:.3f} of {len(rows)}"


KINDS: dict[str, Callable[[Engine, Rows], str]] = {
    "ask": asked, "danger": endangered, "decoy": decoyed, "scope": refused, "assess": understood, "heard": understood,
    "vignette": ranked, "picture": ranked, "urgency": ranked, "claims": judged,
}  # fmt: skip


def main() -> None:
    """A row for each set and half."""
    sheet.begin(__doc__)
    engine = open_engine()
    stems = sorted(path.stem.removesuffix("_dev") for path in CASES.glob("*_dev.toml"))
    for stem in (stem for stem in stems if stem.split("_")[0] in KINDS and stem not in ONE_VERDICT):
        for half in HALVES:
            if not (CASES / f"{stem}_{half}.toml").is_file():  # all of it was looked at: claims_blog
                continue
            sheet.row(f"{stem}, {half}", KINDS[stem.split("_")[0]](engine, cases(stem, half)))
    for half in HALVES:
        sheet.row(f"said, {half}", f"heard {share_heard(engine, half):.1%} of {len(list(lines(half)))}")


if __name__ == "__main__":
    main()
