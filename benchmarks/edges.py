"""Sharp edges with the real commands, many times over: kills at random moments, many first starts, a full disk.

    .venv/bin/python -m benchmarks.edges [--kills 20] [--starts 50] [--seed 1]

Each command that writes is killed (SIGKILL) at random moments of its run, over an older artefact and over none;
afterwards the old or the new one must stand there whole, and the next run must succeed and leave nothing else behind.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import md5, sha256
from pathlib import Path

AGNODICE = [sys.executable, "-m", "agnodice"]
QUESTION = "my lower back hurts after sex"
MOMENT = time.time() - 3600
COMMANDS = {
    "build": ["build", "--out", "edition.sqlite"],
    "export json": ["export", "json", "library.json"],
    "export epub": ["export", "epub", "book.epub"],
    "export file": ["export", "file", "agnodice.html", "--no-reasoner"],
    "export site": ["export", "site", "pages", "--no-reasoner"],
    "export zim": ["export", "zim", "agnodice.zim"],
}


def main() -> None:
    """Run every trial and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--starts", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="A part of the names of the commands to try.")
    chosen = parser.parse_args()
    rng = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as name:
        if chosen.starts:
            print(first_starts(Path(name) / "starts", chosen.starts), flush=True)
        wanted = {called: arguments for called, arguments in COMMANDS.items() if chosen.only in called}
        for called, arguments in wanted.items():
            print(killed(called, arguments, Path(name), chosen.kills, rng), flush=True)
        print(full_disk(Path(name) / "full", wanted))


def first_starts(folder: Path, count: int) -> str:
    """Many at once on an empty cache."""
    env, begin = {**os.environ, "XDG_CACHE_HOME": str(folder)}, time.perf_counter()
    runs = [
        subprocess.Popen(
            [*AGNODICE, "ask", "--json", QUESTION], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(count)
    ]
    said = [process.communicate() for process in runs]
    right = sum(not err and json.loads(out)["guide"]["id"] == "back-pain-after-sex" for out, err in said)
    files = list((folder / "agnodice").iterdir())
    seconds = time.perf_counter() - begin
    alike = len({out for out, _ in said})
    return (
        f"{count} first starts at once: {right} right, answers in {alike} form, {len(files)} edition, {seconds:.0f} s"
    )


def killed(called: str, arguments: list[str], root: Path, kills: int, rng: random.Random) -> str:
    """Kill at random moments of the time that a whole run takes, half of them over an older artefact."""
    folder = root / called.replace(" ", "-")
    out = folder / arguments[2]
    whole_run(arguments, folder)
    removed(out)  # where nothing has changed, little is done
    seconds = whole_run(arguments, folder)
    new = prints_of(out)
    found: Counter[str] = Counter()
    for trial in range(kills):
        old = prepared(out, has_old=bool(trial % 2))
        stopped(arguments, folder, rng.random() * seconds * 1.05)
        found[state(out, old, new, called)] += 1
        age_leftovers(folder)
        whole_run(arguments, folder)
        found["left behind"] += [path.name for path in folder.iterdir()] != [out.name]
    told = ", ".join(f"{count} {what}" for what, count in sorted(found.items()))
    return f"{called}: a run takes {seconds:.1f} s; {kills} kills: {told}"


def whole_run(arguments: list[str], folder: Path) -> float:
    """Seconds that the command takes; it must succeed."""
    folder.mkdir(parents=True, exist_ok=True)
    begin = time.perf_counter()
    subprocess.run([*AGNODICE, *arguments], cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - begin


def stopped(arguments: list[str], folder: Path, seconds: float) -> None:
    """Start the command and kill it after some seconds, if it has not ended by then."""
    process = subprocess.Popen(
        [*AGNODICE, *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def prepared(out: Path, *, has_old: bool) -> dict[str, str]:
    """What stands at `out` before: an older artefact (told apart by a last byte, or a file more), or nothing."""
    if not has_old:
        removed(out)
    elif out.is_dir():
        (out / "older").write_bytes(b"older")
    else:
        out.write_bytes(out.read_bytes() + b"\\n")
    return prints_of(out)


def removed(out: Path) -> None:
    """Take away the artefact, a file or a folder."""
    shutil.rmtree(out) if out.is_dir() else out.unlink()


def prints_of(out: Path) -> dict[str, str]:
    """The hash of each file."""
    files = [out] if out.is_file() else sorted(path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): sha256(path.read_bytes()).hexdigest() for path in files}


def state(out: Path, old: dict[str, str], new: dict[str, str], called: str) -> str:
    """What a kill left: the old, the new (a ZIM has a random id, so its end is looked at), or something broken."""
    now = prints_of(out)
    if now == old:
        return "old whole" if old else "nothing"
    return "new whole" if now == new or (called == "export zim" and is_whole_zim(out)) else "BROKEN"


def is_whole_zim(out: Path) -> bool:
    """Whether the file ends with the checksum of all before it, as the format wants."""
    data = out.read_bytes()
    return md5(data[:-16]).digest() == data[-16:]


def age_leftovers(folder: Path) -> None:
    """As if an hour had passed."""
    for path in folder.iterdir():
        os.utime(path, (MOMENT, MOMENT))


def full_disk(folder: Path, wanted: Mapping[str, list[str]]) -> str:
    """A disk of half a MB: each command says so and leaves what was there."""
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder], check=False).returncode:
        return "full disk: not tried, for nothing can be mounted here"
    try:
        told = list(on_full_disk(folder, wanted))
    finally:
        subprocess.run(["umount", folder], check=True)
    return f"full disk: {sum(told)} of {len(told)} commands say so and leave what was there"


def on_full_disk(folder: Path, wanted: Mapping[str, list[str]]) -> Iterator[bool]:
    """Whether each command told of it and left what was there."""
    for called, arguments in wanted.items():
        out = folder / arguments[2]
        out.mkdir() if called == "export site" else out.write_bytes(b"old")
        before = prints_of(out)
        done = subprocess.run([*AGNODICE, *arguments], cwd=folder, capture_output=True, text=True, check=False)
        is_told = done.returncode == 1 and "cannot be written" in done.stderr
        is_left = prints_of(out) == before and [path.name for path in folder.iterdir()] == [out.name]
        if not (is_told and is_left):
            print(called, done.returncode, done.stderr.strip()[-300:], [path.name for path in folder.iterdir()])
        yield is_told and is_left
        removed(out)


if __name__ == "__main__":
    main()
