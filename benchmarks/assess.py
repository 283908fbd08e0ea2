"""Headline numbers of `assess` beside peers, in one run: the posterior by size and findings, and a full turn.

Run: .venv/bin/python -m benchmarks.assess [--seconds 60]
Ours at 150 conditions x 450 findings with 4, 8, 12 and 16 of them there; pyAgrum (LazyPropagation, addNoisyORNet) and
pgmpy (VariableElimination, one condition asked) at each of the listed sizes that they finish within the bound; ours on
those very networks beside them. Each peer runs in a process of its own, so that it can be stopped.
As in the library, some findings (pain, nausea) are linked to many conditions and most to few: the n-th finding is
chosen with a weight of 1 / (n + 10).
"""

import importlib
import itertools
import multiprocessing
import random
import statistics
import time
import warnings
from collections.abc import Callable
from typing import Any

from agnodice import open_engine
from agnodice.assess import few, inference
from agnodice.assess.inference import MOST_POSITIVES, Cause, Problem
from agnodice.library.folder import KNOWLEDGE
from agnodice.library.load import load
from agnodice.model.assessment import Told
from benchmarks import sheet

LINKS_PER_CONDITION = 25
LINKS, PRIORS, LEAKS = (0.9, 0.55, 0.15, 0.025), (0.03, 0.003, 0.0003), (0.03, 0.003, 0.0003)
SIZES = ((10, 20, 4), (20, 40, 5), (35, 70, 5), (50, 100, 6), (80, 160, 6), (150, 450, 8))
RUNS = 15
Links = list[dict[int, float]]


def network(conditions: int, findings: int, seed: int) -> tuple[list[float], list[float], Links]:
    """Priors, leaks and links: each condition linked to LINKS_PER_CONDITION findings (or a third of them) at random."""
    dice = random.Random(seed)
    size = min(LINKS_PER_CONDITION, max(1, findings // 3))
    links = [{f: dice.choice(LINKS) for f in _linked(dice, findings, size)} for _ in range(conditions)]
    priors = [dice.choice(PRIORS) for _ in range(conditions)]
    return priors, [dice.choice(LEAKS) for _ in range(findings)], links


def _linked(dice: random.Random, findings: int, size: int) -> list[int]:
    weights = [1 / (n + 10) for n in range(findings)]
    chosen: dict[int, None] = {}
    while len(chosen) < size:
        chosen[dice.choices(range(findings), weights)[0]] = None
    return sorted(chosen)


def scene(links: Links, findings: int, positives: int, seed: int) -> list[int]:
    """Positive findings as a patient has them: those of condition 0 first, then others at random."""
    dice = random.Random(seed)
    own = sorted(links[0])
    dice.shuffle(own)
    rest = [f for f in range(findings) if f not in own]
    return sorted((own + dice.sample(rest, min(len(rest), positives)))[:positives])


def problem(priors: list[float], leaks: list[float], links: Links, there: list[int]) -> Problem:
    """The scene as our solver sees it."""
    rows = [{j: row[f] for j, f in enumerate(there) if f in row} for row in links]
    return Problem([Cause(p, row) for p, row in zip(priors, rows, strict=True)], [leaks[f] for f in there])


def ours(made: Problem) -> list[float]:
    """Our posterior, exact or not as the reasoner would."""
    solve = inference.posterior if len(made.leaks) <= MOST_POSITIVES else few.posterior
    return [chance.present for chance in solve(made)]


def pyagrum(priors: list[float], leaks: list[float], links: Links, there: list[int]) -> tuple[float, float]:
    """(seconds of inference, posterior of condition 0); building the network is not counted."""
    gum: Any = importlib.import_module("pyagrum")

    net = gum.BayesNet()
    for i, prior in enumerate(priors):
        net.add(gum.LabelizedVariable(f"c{i}", "", 2))
        net.cpt(f"c{i}").fillWith([1 - prior, prior])
    for j in there:
        net.addNoisyORNet(gum.LabelizedVariable(f"f{j}", "", 2), leaks[j])
        for i, row in enumerate(links):
            if j in row:
                net.addWeightedArc(f"c{i}", f"f{j}", row[j])
    start = time.perf_counter()
    engine = gum.LazyPropagation(net)
    engine.setEvidence({f"f{j}": 1 for j in there})
    engine.makeInference()
    return time.perf_counter() - start, float(engine.posterior("c0")[1])


def pgmpy(priors: list[float], leaks: list[float], links: Links, there: list[int]) -> tuple[float, float]:
    """(seconds of inference, posterior of condition 0) for one condition; building the network is not counted."""
    warnings.simplefilter("ignore")
    from pgmpy.factors.discrete import TabularCPD  # noqa: PLC0415
    from pgmpy.inference import VariableElimination  # noqa: PLC0415
    from pgmpy.models import DiscreteBayesianNetwork  # noqa: PLC0415

    edges = [(f"c{i}", f"f{j}") for j in there for i, row in enumerate(links) if j in row]
    net = DiscreteBayesianNetwork(edges)
    net.add_nodes_from([f"c{i}" for i in range(len(priors))] + [f"f{j}" for j in there])
    for i, prior in enumerate(priors):
        net.add_cpds(TabularCPD(f"c{i}", 2, [[1 - prior], [prior]]))
    for j in there:
        parents = [i for i, row in enumerate(links) if j in row]
        silent = []
        for states in itertools.product([0, 1], repeat=len(parents)):
            stays = 1 - leaks[j]
            for i, is_there in zip(parents, states, strict=True):
                stays *= 1 - links[i][j] if is_there else 1.0
            silent.append(stays)
        names = [f"c{i}" for i in parents]
        table = [silent, [1 - stays for stays in silent]]
        net.add_cpds(TabularCPD(f"f{j}", 2, table, names or None, [2] * len(names) or None))
    start = time.perf_counter()
    found = VariableElimination(net).query(["c0"], {f"f{j}": 1 for j in there}, show_progress=False)
    return time.perf_counter() - start, float(found.values[1])


def _send(peer: Callable[..., tuple[float, float]], arguments: tuple[Any, ...], out: Any) -> None:
    out.put(peer(*arguments))


def bounded(peer: Callable[..., tuple[float, float]], seconds: float, *arguments: Any) -> tuple[float, float] | None:
    """What a peer says, or None when it takes longer than the bound or runs out of memory."""
    out: Any = multiprocessing.Queue()
    process = multiprocessing.Process(target=_send, args=(peer, arguments, out))
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return out.get() if process.exitcode == 0 else None


def peers(seconds: float) -> None:
    """Each peer at the largest size it finishes, and ours on the same network."""
    for peer in (pyagrum, pgmpy):
        for conditions, findings, positives in SIZES:
            priors, leaks, links = network(conditions, findings, 1)
            there = scene(links, findings, positives, 1)
            found = bounded(peer, seconds, priors, leaks, links, there)
            if found is None:
                sheet.row(
                    f"posterior, {conditions} × {findings}, {positives} there",
                    "",
                    f"{peer.__name__} not within {seconds:.0f} s",
                )
                break
            made = problem(priors, leaks, links, there)
            own = statistics.median(timed(lambda made=made: ours(made)) for _ in range(RUNS))  # type: ignore[misc]
            differs = abs(ours(made)[0] - found[1])
            sheet.row(
                f"posterior, {conditions} × {findings}, {positives} there (differs by {differs:.0e})",
                f"{own * 1000:.2f} ms",
                f"{peer.__name__} {found[0] * 1000:.1f} ms",
                own / found[0],
            )


def timed(run: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def sizes() -> None:
    """Our posterior at 150 x 450, and how far the bounded method is from the exact one."""
    for positives in (4, 8, 12, 16):
        times, same, apart = [], 0, []
        for seed in range(RUNS):
            priors, leaks, links = network(150, 450, seed)
            made = problem(priors, leaks, links, scene(links, 450, positives, seed))
            times.append(timed(lambda made=made: ours(made)) * 1000)  # type: ignore[misc]
            if positives <= MOST_POSITIVES:
                exact, bounded_one = ours(made), [c.present for c in few.posterior(made)]
                same += exact.index(max(exact)) == bounded_one.index(max(bounded_one))
                apart.append(max(abs(a - b) for a, b in zip(exact, bounded_one, strict=True)))
        how = "exact" if positives <= MOST_POSITIVES else "at most three at once"
        beside = (
            f"; at most three at once: same first cause {same}/{RUNS}, worst difference {max(apart):.2f}"
            if apart
            else ""
        )
        sheet.row(
            f"posterior, 150 × 450, {positives} there, {how}",
            f"p50 {statistics.median(times):.1f} ms",
            f"max {max(times):.1f} ms{beside}",
        )


def turns() -> None:
    """Full turns over the library: reading, posterior, next question, explanation."""
    engine = open_engine()
    texts = [flag.case for flag in load(KNOWLEDGE).red_flags]
    engine.assess(Told(texts[0]))
    times = sorted(timed(lambda text=text: engine.assess(Told(text))) * 1000 for text in texts)  # type: ignore[misc]
    p95 = times[int(len(times) * 0.95)]
    figure = f"p50 {statistics.median(times):.1f} ms"
    sheet.row(f"a full turn, {len(times)} texts", figure, f"p95 {p95:.1f} ms, max {times[-1]:.1f} ms")


def main() -> None:
    """Print every figure."""
    seconds = sheet.begin(__doc__, seconds=60.0).seconds
    drawn = f"{LINKS_PER_CONDITION} links a condition, each of {LINKS}; priors of {PRIORS}, leaks of {LEAKS}"
    sheet.row("random networks", drawn, f"seeds 0 to {RUNS - 1}, findings weighted 1 / (n + 10)")
    sizes()
    peers(seconds)
    turns()


if __name__ == "__main__":
    main()
