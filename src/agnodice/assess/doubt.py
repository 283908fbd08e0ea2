"""What her story as a whole speaks against: alarms of a few of its words that its cause does not bring on.

Rules hear phrases, and a long story holds many words: "a heavy ache in the left lower abdomen since my third pregnancy"
holds those of an ectopic one. Where tales name one cause and it explains nearly all, an alarm that has nothing to do
with it, whose words hardly mean it wherever one looks, and whose sentences are better told by that cause than by any so
urgent, is asked back in the place of being raised (docs/adr/0026). So is one that no likely cause brings on, in a story
that as a whole is next to impossible for a danger, as a long history of what was, what is denied and what others had.
"""

from collections.abc import Iterable, Mapping, Sequence

from agnodice.assess.network import Network
from agnodice.assess.reason import Posterior
from agnodice.assess.tales import Tales, told_words
from agnodice.assess.triage import EXPLAINS_ALL, STILL_LIKELY
from agnodice.model.clinical import CareLevel, ConditionId, RedFlagId
from agnodice.safety.rules import Danger, DangerCheck, Raised
from agnodice.text.assertion import Status

AHEAD = 0.3  # log-odds by which the cause must tell each sentence of the alarm better than any cause so urgent


class Doubter:
    """Finds the alarms that a story speaks against."""

    def __init__(self, check: DangerCheck, network: Network, believed: Iterable[RedFlagId]) -> None:
        """`believed`: red flags that nothing speaks against, such as thoughts of suicide."""
        self._check, self._network, self._believed = check, network, frozenset(believed)

    def doubted(
        self, danger: Danger, ranked: Sequence[Posterior], named: ConditionId | None, tales: Tales
    ) -> tuple[Raised, ...]:
        """The doubted ones of what was raised. `ranked`: the causes, the likeliest first; `named`: the one that tales
        name by themselves.
        """
        if not ranked:
            return ()
        shares = {posterior.condition: posterior.share for posterior in ranked}
        beside = [told for told in danger.raised if self._is_beside(told, shares)]
        if not beside:  # as in most stories
            return ()
        statuses = self._check.listener.statuses(danger.heard.items)
        doubts = self._check.doubts(danger.heard, statuses)
        leads = ranked[0].condition == named and ranked[0].share >= EXPLAINS_ALL
        return tuple(
            told
            for told in beside
            if not self._check.is_meant(danger, told, statuses)
            and (
                doubts.speak_against(self._check.sentences_of(danger, told))
                or (leads and named and self._is_told_better(danger, told, named, tales, statuses))
            )
        )

    def _is_beside(self, told: Raised, shares: Mapping[ConditionId, float]) -> bool:
        """Whether an alarm is urgent, may be doubted, and has hardly anything to do with the likely causes."""
        if told.flag.level < CareLevel.SAME_DAY or told.flag.id in self._believed:
            return False
        return sum(shares.get(condition, 0.0) for condition in told.flag.conditions) <= STILL_LIKELY

    def _is_told_better(
        self, danger: Danger, told: Raised, named: ConditionId, tales: Tales, statuses: Sequence[Status]
    ) -> bool:
        """Whether the cause, less urgent than an alarm, tells each of its sentences better than any so urgent does."""
        if told.flag.level <= self._network.care(named):
            return False
        items = danger.heard.items
        parts = self._check.sentences_of(danger, told)
        moves = [tales.moves(told_words(zip(items[part], statuses[part], strict=True))) for part in parts]
        return bool(moves) and all(self._leads(named, of, told.flag.level) for of in moves)

    def _leads(self, named: ConditionId, moves: Mapping[ConditionId, float], level: CareLevel) -> bool:
        """Whether the cause is well ahead of every cause that needs this level or more."""
        return all(moves[named] - move > AHEAD for name, move in moves.items() if self._network.care(name) >= level)
