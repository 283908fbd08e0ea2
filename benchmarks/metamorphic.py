"""Whether `assess` says the same of a story that is told otherwise: typed badly, reordered, of a sister, with chatter.

Run: .venv/bin/python -m benchmarks.metamorphic [--half dev|held] [--stem assess|danger] [--only WORDS] [--show]
(from the repository's folder). The retellings: tests/retold.py; the laws: tests/test_retold.py. For each retelling: texts
that it changes, those whose urgency is lower then, those in which another cause comes first. --show lists them (dev only).
"""

import argparse
from collections import defaultdict

from tests.retold import retellings
from tests.test_retold import Trial, texts, trials, word_groups

from agnodice import open_engine


def main() -> None:
    """Print the table, and with --show what broke a law."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--half", choices=["dev", "held"], default="dev")
    options.add_argument("--stem", choices=["assess", "danger"], help="only these texts")
    options.add_argument("--only", default="", help="only retellings whose name holds these words")
    options.add_argument("--show", action="store_true")
    args = options.parse_args()
    ways = {name: way for name, way in retellings(word_groups()).items() if args.only in name}
    engine = open_engine()
    by_name: dict[str, list[Trial]] = defaultdict(list)
    for text in texts(args.half, [args.stem] if args.stem else ("assess", "danger")):
        for trial in trials(engine, text, ways):
            by_name[trial.name].append(trial)
    print(f"{'retelling':28} {'texts':>5} {'lowered':>8} {'share':>6}   {'with a cause':>12} {'another first':>13} {'share':>6}")
    for name, rows in [*by_name.items(), ("all", [t for rows in by_name.values() for t in rows])]:
        lowered, caused = sum(t.is_lowered for t in rows), [t for t in rows if t.before.cause]
        other = sum(t.is_another_cause for t in caused)
        print(
            f"{name:28} {len(rows):5} {lowered:8} {lowered / len(rows):6.1%}   {len(caused):12} {other:13} {other / len(caused):6.1%}"
        )
    if args.show and args.half == "dev":
        for rows in by_name.values():
            for trial in rows:
                if trial.is_lowered or trial.is_another_cause:
                    print(f"\n[{trial.name}] {trial.before} -> {trial.after}\n  {trial.text}\n  {trial.retold}")


if __name__ == "__main__":
    main()
