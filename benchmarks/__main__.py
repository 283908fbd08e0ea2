"""`make bench`: every headline figure again, beside its peers, into docs/benchmarks.md; then docs/promises.md anew.

Run: .venv/bin/python -m benchmarks [NAME ...]
With names, only those parts of the page are written anew. A script that fails stops nothing: its part says so.
"""

import argparse
import re
import subprocess
import sys
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks import promises
from benchmarks.sheet import HEAD, machine

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
# What runs: a title, and the module with its arguments.
PARTS = {
    "cases": "cases: every set, the half looked at and the half not",
    "shared_set": "assess: the shared cases, all told at once and as an interview",
    "interviews": "assess: our own texts as interviews, beside the whole text",
    "ask": "ask: an answer, from process start and inside",
    "assess": "assess: the reasoner beside other libraries",
    "assess_groups": "assess: our own labelled texts by group of the right cause",
    "audit": "audit: trusted pages, and speed beside plain extraction",
    "web": "web: requests a second beside a bare application",
    "export": "export: pages a second, sizes, times in a browser",
}
PEERS = ("pyagrum", "pgmpy", "starlette", "uvicorn", "trafilatura", "daft", "playwright")


def commit() -> str:
    """The commit that was measured."""
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "no git"


def measured(name: str) -> str:
    """One part of the page: title, command, machine, table, time taken."""
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ") and line not in HEAD]
    told = [
        f"## {PARTS[name]}",
        f"`.venv/bin/python -m benchmarks.{name}` on {commit()}, {date.today()}, {machine()}, "
        f"{time.monotonic() - began:.0f} s",
        "\n".join([HEAD, *rows]),
    ]
    if done.returncode:
        told.append(f"**It stopped with exit code {done.returncode}; rows after that are missing.**")
    return "\n\n".join(told)


def opening() -> str:
    """What the page is, and the versions of the peers."""
    versions = ", ".join(f"{name} {version(name)}" for name in PEERS)
    return (
        "# Every headline figure beside its peers\n\n"
        "Written by `make bench`; not by hand. Each part ran in one process after the other on the machine it names;\n"
        "a load above the number of cores means that other work slowed both sides. What the goals are and what is\n"
        "missed stands on the page of each room.\n\n"
        f"Peers: {versions}."
    )


def parts_of(page: str) -> dict[str, str]:
    """The parts that a page holds, by name."""
    found = re.split(r"^(?=## )", page, flags=re.M)[1:]
    names = {f"## {title}": name for name, title in PARTS.items()}
    return {names[part.splitlines()[0]]: part.strip() for part in found if part.splitlines()[0] in names}


def main() -> None:
    """Measure what is asked for, keep the rest, write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*PARTS, []], metavar="NAME", help=", ".join(PARTS))
    chosen = parser.parse_args().names or list(PARTS)
    for name in chosen:
        print(f"{name} …", flush=True)
        part = measured(name)
        known = parts_of(PAGE.read_text("utf-8")) if PAGE.is_file() else {}
        known[name] = part
        PAGE.write_text("\n\n".join([opening(), *(known[n] for n in PARTS if n in known)]) + "\n", "utf-8")
        promises.write()
        print(part, end="\n\n", flush=True)


if __name__ == "__main__":
    main()
