"""What the criteria are judged by: the page, its sentences, its word lists, and what the rest of the audit found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from agnodice.audit.marks import Found
from agnodice.audit.mentions import Sentence
from agnodice.model.audit import Claim, Mark, Omission, Page, Rating, Readability, Remark, Required, Span, Topic

MOST_SPANS = 8


@dataclass(frozen=True)
class Material:
    """All that a criterion may look at; `sharing`: see `Reader.sharing`."""

    page: Page
    sentences: Sequence[Sentence]
    found: Found
    topic: Topic
    claims: Sequence[Claim]
    omissions: Sequence[Omission]
    required: Sequence[Required]
    remarks: Sequence[Remark]
    readability: Readability
    today: date
    is_private: bool
    sharing: Callable[[Sequence[Sentence], frozenset[str], float], Sequence[Sentence]]

    def of(self, *names: str) -> tuple[Span, ...]:
        """Places of several word lists in the page's own text, at most a few."""
        places = sorted((span for name in names for span in self.found.of(name)), key=lambda span: span.start)
        return tuple(places[:MOST_SPANS])

    def remarked(self, *kinds: str) -> tuple[Span, ...]:
        """Places of remarks of some kinds."""
        return tuple(remark.span for remark in self.remarks if remark.kind in kinds)


def rating(criterion: str, mark: Mark, spans: Sequence[Span] = (), **facts: object) -> Rating:
    """A rating; facts are told in the order in which they are given."""
    return Rating(
        criterion, mark, tuple(spans), tuple((name, str(value)) for name, value in facts.items() if value != "")
    )


def met(is_met: bool, is_partly: bool = False) -> Mark:
    """MET, PARTLY or NOT_FOUND."""
    return Mark.MET if is_met else Mark.PARTLY if is_partly else Mark.NOT_FOUND
