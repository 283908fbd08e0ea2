"""What nobody spoke of, though it comes with a condition nearly always: its leading complaints (docs/adr/0012), and the
history that makes it what it is: a birth, a coil, an emergency pill (docs/adr/0028).
"""

from collections.abc import Iterator

from agnodice.assess.network import Network
from agnodice.model.clinical import ConditionId, FindingId, FindingKind

LEAST_LEADING, MOST_LEADING = 0.4, 5  # how often a condition's leading complaints come with it, and how many count
LEAST_MAKING = 0.85  # how often a condition has the history that makes it what it is
MOST_MAKING = {FindingKind.BACKGROUND: 0.25, FindingKind.HISTORY: 0.12}  # how common that is in others; age tells more
Family = frozenset[FindingId]


class Untold:
    """The complaints and the history of each condition of a network, with how often it has them."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._leading: dict[ConditionId, tuple[tuple[Family, float], ...]] = {}
        self._making: dict[ConditionId, tuple[Family, float]] = {}

    def complaints(self, condition: ConditionId, spoken: Family) -> tuple[float, ...]:
        """How often the condition brings each of its leading complaints of which nothing was said.

        `spoken`: findings told or denied, with their parents.
        """
        if condition not in self._leading:
            self._leading[condition] = tuple(self._led(condition))
        return tuple(link for family, link in self._leading[condition] if family.isdisjoint(spoken))

    def history(self, condition: ConditionId, spoken: Family) -> float:
        """How often the condition has the history that makes it, of which nothing was said; 0 where it has none, or
        where some of it was told or denied.
        """
        if condition not in self._making:
            links = {f: link for f, link in self._links(condition).items() if self._makes(f, link)}
            families = frozenset().union(*map(self._network.family, links))
            self._making[condition] = families, max(links.values(), default=0.0)
        family, link = self._making[condition]
        return link if family.isdisjoint(spoken) else 0.0

    def _links(self, condition: ConditionId) -> dict[FindingId, float]:
        links = self._network.conditions[condition].links
        return {finding: link for finding, link in links.items() if finding in self._network.findings}

    def _makes(self, finding: FindingId, link: float) -> bool:
        """Whether a finding is a history that a condition hardly ever lacks, and that few others have."""
        most = MOST_MAKING.get(self._network.findings[finding].kind, 0.0)
        return link >= LEAST_MAKING and self._network.leak(finding) <= most

    def _led(self, condition: ConditionId) -> Iterator[tuple[Family, float]]:
        """The leading complaints, each with its family; the most frequent of a family speaks for it."""
        links = self._links(condition)
        seen: set[FindingId] = set()
        for finding in sorted(links, key=lambda f: (-links[f], f)):
            family = self._network.family(finding)
            if links[finding] < LEAST_LEADING or len(seen) == MOST_LEADING:
                return
            if self._is_complaint(finding) and family.isdisjoint(seen):
                seen.add(finding)
                yield family, links[finding]

    def _is_complaint(self, finding: FindingId) -> bool:
        return self._network.findings[finding].kind in {FindingKind.SYMPTOM, FindingKind.SIGN}
