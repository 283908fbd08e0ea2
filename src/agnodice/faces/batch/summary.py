"""The summary page of a batch: share missing each danger, myths, sites and dates, as bars with their numbers."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import daft

from agnodice.faces.templating import environment
from agnodice.library.whole import write_whole

MOST_ROWS = 30


def write_summary(folder: Path, path: Path, strings: Mapping[str, str]) -> None:
    """Count over all finished parts and write one self-contained page."""
    columns = ["site", "year", "guides", "required", "missing", "myths", "contradicted", "error"]
    frame = daft.read_parquet(str(folder / "*.parquet")).select(*columns)
    tally = _Tally()
    for row in frame.iter_rows():
        tally.add(row)
    text = (
        environment().get_template("audit_batch.html").render(t=lambda key, **v: strings[key].format(**v), tally=tally)
    )
    write_whole(path, text.encode())


class _Tally:
    """What is counted, row by row, so that memory stays flat."""

    def __init__(self) -> None:
        self.pages = self.errors = self.outside = 0
        self._required: Counter[str] = Counter()
        self._missing: Counter[str] = Counter()
        self._myths: Counter[str] = Counter()
        self._sites: Counter[str] = Counter()
        self._years: Counter[str] = Counter()

    def add(self, row: Mapping[str, Any]) -> None:
        """Count one page."""
        self.pages += 1
        if row["error"]:
            self.errors += 1
            return
        self.outside += not row["guides"]
        self._required.update(row["required"] or ())
        self._missing.update(row["missing"] or ())
        self._myths.update(row["myths"] or ())
        if row["contradicted"]:
            self._sites[row["site"] or "-"] += row["contradicted"]
        self._years[str(row["year"] or "")] += 1

    @property
    def missing(self) -> list[tuple[str, int, int]]:
        """(danger, pages that leave it out, pages on its topic), the most often left out first."""
        rows = [(name, self._missing[name], count) for name, count in self._required.items()]
        return sorted(rows, key=lambda row: (-row[1] / row[2], -row[2], row[0]))[:MOST_ROWS]

    @property
    def myths(self) -> list[tuple[str, int]]:
        """(myth, pages that make it)."""
        return self._myths.most_common(MOST_ROWS)

    @property
    def sites(self) -> list[tuple[str, int]]:
        """(site, contradicted statements)."""
        return self._sites.most_common(MOST_ROWS)

    @property
    def years(self) -> list[tuple[str, int]]:
        """(year, pages); "" for no date."""
        return sorted(self._years.items())
