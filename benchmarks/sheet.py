"""How a benchmark tells a figure: one row of a Markdown table, so that people and docs/benchmarks.md read the same."""

import argparse
import os
import platform

HEAD = "| what | figure | beside | ratio |\n|---|---|---|---|"


def begin(doc: str | None, **defaults: float | bool) -> argparse.Namespace:
    """Read the arguments, tell the machine, open the table. A default of False is a switch, any other a number."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in defaults.items():
        option = f"--{name.replace('_', '-')}"
        if isinstance(value, bool):
            parser.add_argument(option, action="store_true")
        else:
            parser.add_argument(option, type=type(value), default=value)
    told = parser.parse_args()
    print(f"{machine()}\n\n{HEAD}", flush=True)
    return told


def machine() -> str:
    """What the figures were taken on, and how busy it was."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{platform.machine()}, {os.cpu_count()} cores{load}, Python {platform.python_version()}"


def row(what: str, figure: str, beside: str = "", ratio: float | None = None) -> None:
    """One figure, what stands beside it in the same run, and how they compare."""
    print(f"| {what} | {figure} | {beside} | {'' if ratio is None else f'{ratio:.3g}'} |", flush=True)
