"""What a condition would most likely have had told, and nobody spoke of.

Its leading complaints (docs/adr/0012), and the history that it presupposes: an abortion, a coil, breastfeeding
(docs/adr/0028). Found once a condition; both speak against it in the order of causes.
"""

from collections.abc import Collection, Iterator, Sequence

from agnodice.assess.network import Network
from agnodice.model.clinical import NOTICED, ConditionId, FindingId

LEAST_LEADING, MOST_LEADING = 0.4, 5  # how often a condition's leading complaints come with it, and how many count
LEAST_PRESUPPOSED = 0.85  # how often a condition has a history that it presupposes
MOST_COMMON = 0.3  # how common such a history may be at all
Family = tuple[frozenset[FindingId], float]  # a finding with its relatives, and how often the condition has it


class Untold:
    """Knows for each condition of a network what it would have had told."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._known: dict[ConditionId, tuple[Sequence[Family], Sequence[Family]]] = {}

    def complaints(self, condition: ConditionId, spoken: Collection[FindingId]) -> tuple[float, ...]:
        """How often the condition brings each of its leading complaints of which nothing was said.

        `spoken`: findings told or denied, with their parents.
        """
        return tuple(link for family, link in self._of(condition)[0] if family.isdisjoint(spoken))

    def history(self, condition: ConditionId, spoken: Collection[FindingId]) -> tuple[float, ...]:
        """How often the condition has each part of a history that it presupposes and of which nothing was said."""
        return tuple(link for family, link in self._of(condition)[1] if family.isdisjoint(spoken))

    def _of(self, condition: ConditionId) -> tuple[Sequence[Family], Sequence[Family]]:
        if condition not in self._known:
            self._known[condition] = (tuple(self._leading(condition)), tuple(self._presupposed(condition)))
        return self._known[condition]

    def _leading(self, condition: ConditionId) -> Iterator[Family]:
        """The leading complaints, each with its family; the most frequent of a family speaks for it."""
        links = self._network.conditions[condition].links
        seen: set[FindingId] = set()
        for finding in sorted(links, key=lambda f: (-links[f], f)):
            family = self._network.family(finding)
            if links[finding] < LEAST_LEADING or len(seen) == MOST_LEADING:
                return
            if self._is_complaint(finding) and family.isdisjoint(seen):
                seen.add(finding)
                yield family, links[finding]

    def _presupposed(self, condition: ConditionId) -> Iterator[Family]:
        for finding, link in self._network.conditions[condition].links.items():
            if link >= LEAST_PRESUPPOSED and self._is_telling_history(finding):
                yield self._network.family(finding), link

    def _is_complaint(self, finding: FindingId) -> bool:
        node = self._network.findings.get(finding)
        return node is not None and node.kind in NOTICED

    def _is_telling_history(self, finding: FindingId) -> bool:
        node = self._network.findings.get(finding)
        return node is not None and self._network.is_background(finding) and node.leak <= MOST_COMMON
