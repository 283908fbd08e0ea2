"""How well each cause alone explains all that was said, as shares of a whole: the order in which causes are told.

A differential looks for the one cause that fits the whole story; a posterior over all sets of causes lets a common
cause of one detail stand first. So causes are told in the order of their odds alone, with what is known beforehand
raised to the power TRUST: the library's priors are bands of how often a cause is met, estimated, and people who write
are not everyone who is met. docs/adr/0007 has the measurements. How likely a cause is, and how soon to see someone,
come from the posterior.

What a cause nearly always brings and nobody spoke of speaks a little against it (docs/adr/0012): who is ill with it
would most likely have told. The result of an answer is no silence.
"""

from collections.abc import Sequence
from math import exp, log

from agnodice.assess.inference import Cause, Problem

TRUST = 0.5
WOULD_TELL = 0.5  # how often a leading complaint that is there is told unasked; an estimate
WOULD_TELL_HISTORY = 0.6  # how often a history that a cause presupposes is told unasked; an estimate
EVENING, EVENED = 0.9, 1.1  # power and factor by which the log-odds of a finding are evened out: see _weight
SAME_WORDS = 0.3  # power by which findings heard in the same words count for less; see counted_once
FARTHEST = 60.0  # log-odds; beyond it a float would say no more


def shares(
    problem: Problem,
    before: Sequence[float],
    told: Sequence[bool],
    beyond: Sequence[float] = (),
    once: Sequence[float] = (),
) -> list[float]:
    """For each cause its share if one were behind it all; 0 where `told` says that nothing speaks for it.

    `before`: the priors (0–1, exclusive) before history counted, which `problem.causes` have in theirs. `beyond`:
    log-odds of what else her words say (overtones.py) and of what was left untold (untold.py); `once`: the part for
    which each finding counts (`counted_once`); () for none.
    """
    count, once = len(problem.causes), once or [1.0] * len(problem.leaks)
    scores = [
        _score(cause, prior, problem.leaks, once) + more if is_told else None
        for cause, prior, is_told, more in zip(problem.causes, before, told, beyond or [0.0] * count, strict=True)
    ]
    top = max((score for score in scores if score is not None), default=0.0)
    weights = [exp(max(-FARTHEST, score - top)) if score is not None else 0.0 for score in scores]
    whole = sum(weights)
    return [weight / whole for weight in weights] if whole else weights


def counted_once(places: Sequence[tuple[int, int]]) -> list[float]:
    """The part for which each finding counts, by the places in her words where they were heard: words in which several
    were heard are one witness, not several (docs/adr/0028). A place without words, such as an answer's, stands alone.
    """
    return [(1 + _shared(index, places)) ** -SAME_WORDS for index in range(len(places))]


def _shared(index: int, places: Sequence[tuple[int, int]]) -> float:
    """How many other findings were heard in the words at `places[index]`, parts of them as parts."""
    start, end = places[index]
    others = (place for other, place in enumerate(places) if other != index)
    return sum(max(0, min(end, last) - max(start, first)) for first, last in others) / max(1, end - start)


def _score(cause: Cause, before: float, leaks: Sequence[float], once: Sequence[float]) -> float:
    """Log-odds of one cause against none, its prior tempered."""
    history = _logit(cause.prior) - _logit(before)
    found = sum(once[j] * _weight(log(1 + link * (1 - leaks[j]) / leaks[j])) for j, link in cause.links.items())
    return TRUST * _logit(before) + history + found + log(max(cause.silent, exp(-FARTHEST)))


def _weight(log_odds: float) -> float:
    """What one finding counts: the far ends of estimated frequencies are the least sure, and count less."""
    return float(EVENED * log_odds**EVENING)


def log_silence(links: Sequence[float]) -> float:
    """Log-odds of leading complaints that would most likely have been told and were not."""
    return sum(log(1 - WOULD_TELL * link) for link in links)


def log_unsaid(links: Sequence[float]) -> float:
    """Log-odds of history that a cause presupposes, which would most likely have been told and was not."""
    return sum(log(1 - WOULD_TELL_HISTORY * link) for link in links)


def _logit(chance: float) -> float:
    return log(chance / (1 - chance))
