"""Turn the library's frequency words into numbers.

Link bands are the Human Phenotype Ontology's (HP:0040279); the value is the middle of the band. Prior and leak bands
are the
council for international organizations of medical sciences' (CIOMS) steps of ten; the value is the geometric middle.
"""

from collections.abc import Mapping
from typing import Any

from agnodice.errors import Problem
from agnodice.model.codec import Place

LINK_BANDS = {
    "obligate": 0.99,
    "very-frequent": 0.90,
    "frequent": 0.55,
    "occasional": 0.15,
    "very-rare": 0.025,
    "excluded": 0.0,
}
PRIOR_BANDS = {
    "very-common": 0.2,
    "common": 0.03,
    "uncommon": 0.003,
    "rare": 0.0003,
    "very-rare": 0.00003,
}


def read_frequencies(data: dict[str, Any], place: Place) -> tuple[dict[str, Any], list[Problem]]:
    """`data` of a finding or condition with `leak`, `prior` and `link` frequencies as {band, value} tables."""
    problems: list[Problem] = []

    def put(table: dict[str, Any], old: str, new: str, bands: Mapping[str, float], here: Place) -> None:
        if old not in table:
            return
        raw = table.pop(old)
        if isinstance(raw, str) and raw in bands:
            table[new] = {"band": raw, "value": bands[raw]}
        elif isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw <= 1:
            table[new] = {"band": "", "value": float(raw)}
        else:
            known = ", ".join(bands)
            problems.append(here.key(old).problem(f"{raw!r} is not a frequency.", f"Use {known}, or a number 0 to 1."))
            table[new] = {"band": "", "value": 0.0}

    put(data, "leak", "leak", PRIOR_BANDS, place)
    for index, prior in enumerate(_tables(data, "prior")):
        here = Place(place.file, f"prior[{index + 1}]")
        put(prior, "band", "frequency", PRIOR_BANDS, here)
        put(prior, "value", "frequency", PRIOR_BANDS, here)
    for index, link in enumerate(_tables(data, "link")):
        put(link, "frequency", "frequency", LINK_BANDS, Place(place.file, f"link[{index + 1}]"))
    return data, problems


def _tables(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = data.get(name, [])
    return [t for t in found if isinstance(t, dict)] if isinstance(found, list) else []
