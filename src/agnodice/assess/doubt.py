"""What a calmer cause explains is asked back, not raised, where her words hardly mean a danger (docs/adr/0026).

Three readers that share nothing must agree against a rule: tales name the cause by her words, the network explains by
it what raised the alarm, and what has been learnt from sayings finds no danger likely.
"""

from agnodice.assess.network import Network
from agnodice.assess.reason import Reasoned
from agnodice.model.clinical import ConditionId
from agnodice.safety.rules import Danger, DangerCheck, Raised

NEARLY_ALL = 0.9  # the share from which a cause that tales name explains all that she told
BRINGS_ON = 0.05  # how often a cause must bring on a finding to explain it: "occasional" begins here


def doubted(
    danger: Danger, reasoned: Reasoned, named: ConditionId | None, check: DangerCheck, network: Network
) -> Danger:
    """`danger`, with its alarms doubted where a calmer cause that tales name explains them."""
    first = next((p.condition for p in reasoned.ranked if p.condition == named and p.share >= NEARLY_ALL), None)
    if not danger.raised or first is None:
        return danger
    return check.doubting(danger, network.care(first), lambda alarm: _explains(first, alarm, network))


def _explains(cause: ConditionId, alarm: Raised, network: Network) -> bool:
    """Whether a cause brings on all that raised an alarm, and some of it is a complaint and no history."""
    names = [o.finding for o in alarm.because]
    known = [name for name in names if name in network.findings and network.link(cause, name) >= BRINGS_ON]
    return len(known) == len(names) and not all(map(network.is_background, known))
