"""Whether `assess` says the same of a story that is told otherwise: typed badly, reordered, of a sister, with chatter.

Run: .venv/bin/python -m benchmarks.metamorphic [--half dev|held] [--stem assess|danger] [--only WORDS] [--show]
(from the repository's folder). The retellings: tests/retold.py; the laws: tests/test_retold.py. For each retelling:
texts that it changes, how many are less urgent then, in how many another cause comes first. --show lists them (dev).
"""

import argparse
from collections import defaultdict
from collections.abc import Sequence

from tests.retold import retellings
from tests.test_retold import Trial, texts, trials, word_groups

from agnodice import open_engine


def main() -> None:
    """Print the table, and with --show what broke a law."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--half", choices=["dev", "held"], default="dev")
    options.add_argument("--stem", choices=["assess", "danger"], help="only these texts")
    options.add_argument("--only", default="", help="only retellings whose name holds these words")
    options.add_argument("--show", action="store_true", help="list what broke a law")
    args = options.parse_args()
    ways = {name: way for name, way in retellings(word_groups()).items() if args.only in name}
    engine = open_engine()
    by_name: dict[str, list[Trial]] = defaultdict(list)
    for text in texts(args.half, [args.stem] if args.stem else ("assess", "danger")):
        for trial in trials(engine, text, ways):
            by_name[trial.name].append(trial)
    every = [trial for told in by_name.values() for trial in told]
    print(f"{'retelling':28} texts   less urgent   another cause first")
    for name, told in (*by_name.items(), ("all", every)):
        print(f"{name:28} {row(told)}")
    for trial in every if args.show and args.half == "dev" else ():
        if trial.is_lowered or trial.is_another_cause:
            print(f"\n[{trial.name}] {trial.before} -> {trial.after}\n  {trial.text}\n  {trial.retold}")


def row(told: Sequence[Trial]) -> str:
    """How many trials, how many of them less urgent, and with another cause first."""
    lowered, other = sum(trial.is_lowered for trial in told), sum(trial.is_another_cause for trial in told)
    caused = sum(bool(trial.before.cause) for trial in told)
    return f"{len(told):5} {lowered:6} {lowered / len(told):6.1%} {other:13} {other / caused:6.1%}"


if __name__ == "__main__":
    main()
