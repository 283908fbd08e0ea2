"""All criteria of `knowledge/criteria.toml` that a program can look at, and the scores whose parts are decidable.

JAMA benchmark: Silberg, JAMA 1997;277:1244. QUEST: Robillard, BMC Med Inform Decis Mak 2018;18:87 (weights by its
table; "like", for a program stands in for its raters).
"""

from collections.abc import Callable, Sequence

from agnodice.audit import content, form
from agnodice.audit.material import Material
from agnodice.model.audit import Mark, Rating, Score

_POINTS = {Mark.MET: 2, Mark.PARTLY: 1, Mark.NOT_FOUND: 0}
CRITERIA: Sequence[Callable[[Material], Rating]] = (
    form.author,
    form.publisher,
    form.currency,
    form.attribution,
    content.evidence,
    content.truth,
    content.uncertainty,
    content.balance,
    content.choice,
    content.dangers,
    content.action,
    content.main_point,
    content.plain_language,
    content.numbers,
    form.headings,
    content.complement,
    form.money,
    form.tracking,
    form.exit_control,
    form.access,
    content.respect,
    form.structured,
    content.measure,
    form.feedback,
    form.process,
    form.relevance,
)


def ratings(material: Material) -> tuple[Rating, ...]:
    """Every criterion, C1 to C26, in order."""
    return tuple(judge(material) for judge in CRITERIA)


def scores(material: Material, rated: Sequence[Rating]) -> tuple[Score, ...]:
    """The scores whose parts a program can decide."""
    mark = {rating.criterion: rating.mark for rating in rated}
    jama = tuple((name, int(mark[name] in {Mark.MET, Mark.PARTLY})) for name in ("C1", "C4", "C17", "C3"))
    quest = (
        ("authorship", _POINTS[mark["C1"]]),
        ("attribution", 3 * _attribution(mark["C4"], material)),
        ("study", min(2, len({*_studied(material)}))),
        ("interest", 3 * (0 if material.of("adverts") or material.remarked("product") else 2)),
        ("currency", _POINTS[mark["C3"]]),
        ("complement", int(bool(material.of("not_a_clinician", "choices")))),
        ("tone", 3 * _tone(material)),
    )
    return (
        Score("jama", sum(points for _, points in jama), 4, jama),
        Score("quest-like", sum(points for _, points in quest), 28, quest),
    )


def _attribution(mark: Mark, material: Material) -> int:
    """0 none; 1 named in words; 2 some references; 3 references throughout."""
    if mark is Mark.MET:
        return 3
    return 2 if mark is Mark.PARTLY else int(bool(material.of("studies")))


def _studied(material: Material) -> list[str]:
    return [material.page.text[span.start : span.end].lower() for span in material.of("studies")]


def _tone(material: Material) -> int:
    """2 cautious, 1 neither, or unkind to its reader; 0 overstated."""
    if material.remarked("overstate", "product"):
        return 0
    if material.remarked(*content.DISRESPECT):
        return 1
    return 2 if material.of("uncertainty", "hedges") else 1
