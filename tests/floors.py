"""The floors that the text cases are held to, with the fingerprint of the files that each was measured on.

Run: python -m tests.floors   (after measuring again; writes the fingerprints of the case files as they stand)
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.casebook import CASES, SAID

PATH = Path(__file__).parent / "floors.json"
FLOORS: dict[str, Any] = json.loads(PATH.read_text("utf-8"))
MEASURED_ON = "measured_on"
HALVES = ("dev", "held")
# By how a floor's name begins, the sets of cases that it is measured on; the longer beginning counts.
SETS = {
    "ask": ("ask",), "ask_fresh": ("ask_fresh",), "danger": ("danger",), "danger_more": ("danger_more",),
    "danger_fresh": ("danger_fresh",), "decoys": ("decoy",), "decoy_mores": ("decoy_more",),
    "decoy_freshs": ("decoy_fresh",), "decoys_asked": ("decoy", "decoy_more", "decoy_fresh", "decoy_third"),
    "asked_back": ("ask",),
    "refused": ("scope",), "refused_more": ("scope_more",), "assess": ("assess",), "vignette": ("vignette",),
    "picture": ("picture",), "picture_third": ("picture_third",), "vignette_fourth": ("vignette_fourth",), "said": SAID,
    "urgency": ("urgency",), "retold": ("assess", "danger"), "audit": ("claims",), "audit_fresh": ("claims_fresh",),
    "ask_third": ("ask_third",), "danger_third": ("danger_third",), "decoy_thirds": ("decoy_third",),
    "danger_fourth": ("danger_fourth",), "decoy_fourths": ("decoy_fourth",),
    "danger_fifth": ("danger_fifth",), "decoy_fifths": ("decoy_fifth",),
    "ask_fourth": ("ask_fourth",), "ask_fifth": ("ask_fifth",),
    "danger_sixth": ("danger_sixth",), "decoy_sixths": ("decoy_sixth",),
    "vignette_fifth": ("vignette_fifth",), "urgency_fifth": ("urgency_fifth",),
    "danger_seventh": ("danger_seventh",), "decoy_sevenths": ("decoy_seventh",),
    "vignette_sixth": ("vignette_sixth",), "urgency_sixth": ("urgency_sixth",),
    "danger_eighth": ("danger_eighth",), "decoy_eighths": ("decoy_eighth",),
    "vignette_eighth": ("vignette_eighth",), "urgency_eighth": ("urgency_eighth",),
    "danger_ninth": ("danger_ninth",), "decoy_ninths": ("decoy_ninth",),
    "vignette_ninth": ("vignette_ninth",), "urgency_ninth": ("urgency_ninth",),
    "danger_tenth": ("danger_tenth",), "decoy_tenths": ("decoy_tenth",),
    "vignette_tenth": ("vignette_tenth",), "urgency_tenth": ("urgency_tenth",),
    "danger_eleventh": ("danger_eleventh",), "decoy_elevenths": ("decoy_eleventh",),
    "vignette_eleventh": ("vignette_eleventh",), "urgency_eleventh": ("urgency_eleventh",),
    "danger_twelfth": ("danger_twelfth",), "decoy_twelfths": ("decoy_twelfth",),
    "vignette_twelfth": ("vignette_twelfth",), "urgency_twelfth": ("urgency_twelfth",),
    "vignette_thirteenth": ("vignette_thirteenth",), "urgency_thirteenth": ("urgency_thirteenth",),
    "vignette_fourteenth": ("vignette_fourteenth",), "vignette_fifteenth": ("vignette_fifteenth",),
    "vignette_sixteenth": ("vignette_sixteenth",), "urgency_calm": ("urgency_calm",),
    "vignette_seventeenth": ("vignette_seventeenth",), "urgency_calm_second": ("urgency_calm_second",),
    "danger_thirteenth": ("danger_thirteenth",), "decoy_thirteenths": ("decoy_thirteenth",),
    "vignette_eighteenth": ("vignette_eighteenth",), "vignette_short": ("vignette_short",),
    "danger_plain": ("danger_plain",), "decoy_plains": ("decoy_plain",),
    "danger_plainer": ("danger_plainer",),
    "urgency_third": ("urgency_third",), "urgency_fourth": ("urgency_fourth",),
    "audit_third": ("claims_third",), "audit_fourth": ("claims_fourth",),
    "audit_blog": ("claims_blog",),
}  # fmt: skip
# What a decision asks less of, and where it says why: docs/adr.
LOWERED = {
    "asked_back_ordinary_dev": (0.03, "0029-learnt-in-an-order-of-their-own"),
    "asked_back_ordinary_held": (0.03, "0029-learnt-in-an-order-of-their-own"),
    "danger_fresh_missed_held": (139, "0030-alarms-told-loosely"),
    "vignette_sixth.held.first": (0.9, "0033-what-a-syllabus-holds"),
    "assess.held.precision": (0.73, "0035-tales-weigh-more"),
    "danger_fifth_missed_and_not_asked_held": (24, "0035-tales-weigh-more"),
    "danger_fifth_missed_as_written_held": (4, "0035-tales-weigh-more"),
    "danger_thirteenth_missed_held": (117, "0036-what-tells-her-state-tells-it-once"),
    "decoy_eighths_raised_held": (7, "0036-what-tells-her-state-tells-it-once"),
    "vignette_tenth.held.urgency_accepted": (0.78, "0034-thirteen-causes-and-calm-texts"),
}
AT_MOST = re.compile(r"missed|raised|asked|lowered|another")  # these are better when they are smaller


def fingerprints() -> dict[str, str]:
    """The SHA-256 of every case file that a floor is measured on, by its name without ending."""
    stems = sorted({stem for sets in SETS.values() for stem in sets})
    names = [f"{stem}_{half}" for stem in stems for half in HALVES if (CASES / f"{stem}_{half}.toml").exists()]
    return {name: hashlib.sha256((CASES / f"{name}.toml").read_bytes()).hexdigest() for name in names}


def flat(floors: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, float]]:
    """Every floor with its whole name: ("assess.dev.recall", 0.74)."""
    for name, value in floors.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{name}.") if name != MEASURED_ON else ()
        else:
            yield before + name, value


def files_of(floor: str) -> tuple[str, ...]:
    """The case files that a floor is measured on."""
    half = next(half for half in HALVES if half in re.split(r"[._]", floor))
    begins = max((name for name in SETS if floor.startswith(name)), key=len)
    return tuple(f"{stem}_{half}" for stem in SETS[begins])


def fallen(now: Mapping[str, Any], earlier: Mapping[str, Any]) -> list[str]:
    """Floors that ask for less than they did although their case files are the same, or that are gone."""
    here, measured, then = dict(flat(now)), now[MEASURED_ON], earlier.get(MEASURED_ON, {})
    found = []
    for name, value in flat(earlier):
        is_new = any(measured[file] != then[file] for file in files_of(name) if file in then)
        sign = -1 if AT_MOST.search(name) else 1
        is_decided = name in LOWERED and here.get(name) == LOWERED[name][0]
        if name not in here or not (is_new or is_decided or sign * here[name] >= sign * value):
            found.append(f"{name}: {value} -> {here.get(name, 'gone')}")
    return found


def main() -> None:
    """Write the fingerprints of the case files as they stand."""
    PATH.write_text(json.dumps({**FLOORS, MEASURED_ON: fingerprints()}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
