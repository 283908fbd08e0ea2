"""Every id that is named exists, in both directions, and every source is used."""

from collections.abc import Iterable, Iterator

from agnodice.errors import Problem
from agnodice.library.lint.citations import locator_problems
from agnodice.library.load import Library
from agnodice.model.assessment import QuestionKind
from agnodice.model.clinical import CareLevel, Condition, Finding, FindingId, RedFlag, RedFlagId
from agnodice.model.content import Guide, SectionName, Sentence
from agnodice.model.evidence import Citation
from agnodice.safety.hear import FLAG

ROW_NAME = ", name of the row"


def check(library: Library) -> Iterator[Problem]:
    """Problems of reference: what is named and is not there, and what is there and is not named."""
    checker = Checker(library)
    yield from checker.broken()
    yield from checker.unused()


def broken(library: Library) -> Iterator[Problem]:
    """References to what is not there; with one of these there can be no edition."""
    yield from Checker(library).broken()


def guide_sentences(guide: Guide) -> Iterator[tuple[str, Sentence]]:
    """(place, sentence) of everything a guide says."""
    for danger in guide.dangers:
        for sentence in danger.sentences:
            yield f"{SectionName.GET_HELP_NOW}, {danger.red_flag}", sentence
    for cause in guide.causes:
        for sentence in cause.sentences:
            yield f"{SectionName.POSSIBLE_CAUSES}, {cause.condition}", sentence
    for section in guide.sections:
        numbered = (s for block in section.blocks for s in block.sentences)
        for index, sentence in enumerate(numbered, 1):
            yield f"{section.name}, sentence {index}", sentence
        for row_index, row in enumerate(section.table.rows if section.table else (), 1):
            for column, cell in enumerate(row):
                for sentence in cell:
                    yield f"{section.name}, table row {row_index}" + ("" if column else ROW_NAME), sentence


class Checker:
    """Holds the sets of known ids while walking the library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.known: dict[str, set[str]] = {
            "guide": {str(g.id) for g in library.guides},
            "condition": {str(c.id) for c in library.conditions},
            "finding": {str(f.id) for f in library.findings},
            "red flag": {str(r.id) for r in library.red_flags},
            "myth": {str(m.id) for m in library.myths},
        }
        self.sources = {str(s.id) for s in library.sources}
        self.refines = {f.id: f.refines for f in library.findings}
        self.cited: set[str] = set()
        self.seen_findings: set[str] = set()

    def broken(self) -> Iterator[Problem]:
        """Every reference to what is not there, and every disagreement between two places."""
        for guide in self.library.guides:
            yield from self._guide(guide)
        for condition in self.library.conditions:
            yield from self._condition(condition)
        for finding in self.library.findings:
            yield from self._finding(finding)
        for red_flag in self.library.red_flags:
            yield from self._red_flag(red_flag)
        yield from self._cues()
        yield from self._openings()
        yield from self._ask_backs()
        yield from self._harms()
        yield from self._rest()

    def _guide(self, guide: Guide) -> Iterator[Problem]:
        file = f"guides/{guide.id}.md"
        yield from self._ids(file, "conditions", "condition", guide.conditions)
        yield from self._ids(file, "findings", "finding", guide.findings)
        yield from self._ids(file, "red_flags", "red flag", guide.red_flags)
        yield from self._ids(file, "myths", "myth", guide.myths)
        near = [g for g in (guide.previous, guide.next) if g]
        yield from self._ids(file, "recommended", "guide", [*guide.recommended, *near])
        yield from _both_ways(file, "conditions", guide.conditions, [c.condition for c in guide.causes])
        yield from _both_ways(file, "red_flags", guide.red_flags, [d.red_flag for d in guide.dangers])
        self.seen_findings.update(guide.findings)
        for place, sentence in guide_sentences(guide):
            yield from self._cites(file, place, sentence.cite)
        yield from self._neighbours(guide, file)
        levels = {r.id: r.level for r in self.library.red_flags}
        for danger in guide.dangers:
            if levels.get(danger.red_flag, danger.level) != danger.level:
                yield Problem(
                    file,
                    f"Get help now, {danger.red_flag}",
                    f"stands under {danger.level.slug}, but the red flag says {levels[danger.red_flag].slug}.",
                    "Move it, or mend the red flag.",
                )

    def _neighbours(self, guide: Guide, file: str) -> Iterator[Problem]:
        others = {g.id: g for g in self.library.guides}
        if guide.id in guide.recommended:
            yield Problem(file, "recommended", "names the guide itself.", "Take it out.")
        if guide.next in others and others[guide.next].previous != guide.id:
            yield Problem(file, "next", f"{guide.next} does not name this guide as previous.", "Make the two agree.")
        if guide.previous in others and others[guide.previous].next != guide.id:
            yield Problem(
                file, "previous", f"{guide.previous} does not name this guide as next.", "Make the two agree."
            )

    def _condition(self, condition: Condition) -> Iterator[Problem]:
        file = f"conditions/{condition.id}.toml"
        yield from self._cites(file, "cite", condition.cite)
        for index, prior in enumerate(condition.priors, 1):
            yield from self._cites(file, f"prior[{index}].cite", prior.cite)
        named: set[str] = set()
        for index, link in enumerate(condition.links, 1):
            place = f"link[{index}]"
            yield from self._ids(file, f"{place}.finding", "finding", [link.finding])
            yield from self._cites(file, f"{place}.cite", link.cite)
            if link.finding in named:
                yield Problem(file, place, f"links {link.finding} a second time.", "Keep one of them.")
            named.add(link.finding)
        self.seen_findings |= named

    def _finding(self, finding: Finding) -> Iterator[Problem]:
        place = self.library.files["finding", finding.id]
        parents = [finding.refines] if finding.refines else []
        yield from self._ids(place.file, f"{place.path}.refines", "finding", parents)
        yield from self._ids(place.file, f"{place.path}.excludes", "finding", finding.excludes)
        self.seen_findings.update(finding.excludes, parents)
        step = finding.refines
        walked: set[str] = {finding.id}
        while step:
            if step in walked:
                yield place.key("refines").problem("goes round in a circle.", "A refinement must end at a parent.")
                return
            walked.add(step)
            step = self.refines.get(step)

    def _red_flag(self, red_flag: RedFlag) -> Iterator[Problem]:
        place = self.library.files["red_flag", red_flag.id]
        named = [finding for group in red_flag.when for finding in group]
        yield from self._ids(place.file, f"{place.path}.when", "finding", named)
        yield from self._ids(place.file, f"{place.path}.unless", "finding", red_flag.unless)
        yield from self._ids(place.file, f"{place.path}.conditions", "condition", red_flag.conditions)
        yield from self._cites(place.file, f"{place.path}.cite", red_flag.cite)
        self.seen_findings.update(named, red_flag.unless)

    def _cues(self) -> Iterator[Problem]:
        """Findings that tell of the person are used, too."""
        cues = self.library.words.cues
        named = [finding for _, findings in cues.states for finding in findings]
        named += [finding for finding, _, _ in cues.weeks_imply]
        for finding, against in (*cues.doubted_by, *cues.earlier_by):
            named += map(FindingId, (finding, *against))
        named += [
            FindingId(name) for name in (*cues.not_pregnant_when_denied, cues.late_period, cues.recent_birth) if name
        ]
        named += [FindingId(name) for _, finding, beside in cues.bare_denials for name in (finding, *beside)]
        named += [FindingId(name) for _, name in cues.well_denials]
        named += [FindingId(name) for name in (*cues.told_of_others, *cues.only_states)]
        owners = [name for _, names in cues.elsewhere for name in names]
        owners += (*cues.wound_bleeds, *cues.wound_bad, *filter(None, [cues.wound_severe]))
        named += [FindingId(name) for name in owners if not name.startswith(FLAG)]
        flags = [RedFlagId(name.removeprefix(FLAG)) for name in owners if name.startswith(FLAG)]
        yield from self._ids("words/cues.toml", "elsewhere, wound_bleeds", "red flag", flags)
        named += [FindingId(name) for parts, whole in cues.together for name in (*parts, whole)]
        named += [FindingId(name) for name in (cues.some_births, cues.no_births) if name]
        yield from self._ids("words/cues.toml", "states, weeks_imply, …", "finding", named)
        self.seen_findings.update(named)

    def _openings(self) -> Iterator[Problem]:
        """An opening asks for a finding, or for a number."""
        for opening in self.library.openings:
            asked = [] if opening.ask in {QuestionKind.AGE, QuestionKind.WEEKS} else [opening.ask]
            yield from self._ids("interview.toml", f"opening {opening.ask}", "finding", [*asked, *opening.when])
            self.seen_findings.update(asked)

    def _ask_backs(self) -> Iterator[Problem]:
        for ask_back in self.library.ask_backs:
            place = self.library.files["ask_back", ask_back.id]
            yield from self._ids(place.file, f"{place.path}.flags", "red flag", ask_back.flags)
        yield from self._ids("calm.toml", "but", "guide", self.library.calm.but)
        yield from self._ids("triage.toml", "believed", "red flag", self.library.triage.believed)

    def _harms(self) -> Iterator[Problem]:
        """Every row weighs every level."""
        for row in self.library.triage.harm:
            if len(row.advised) != len(CareLevel):
                place, count = f"harm {row.need.slug}", len(row.advised)
                yield Problem("triage.toml", place, f"weighs {count} levels.", f"Give {len(CareLevel)} numbers.")

    def _rest(self) -> Iterator[Problem]:
        for myth in self.library.myths:
            place = self.library.files["myth", myth.id]
            yield from self._cites(place.file, f"{place.path}.cite", myth.cite)
        for service in self.library.services:
            place = self.library.files["service", service.country]
            for contact in (
                service.emergency,
                service.urgent,
                service.sexual_health,
                service.abuse,
                service.crisis,
            ):
                yield from self._cites(place.file, f"{place.path}.cite", contact.cite if contact else ())

    def unused(self) -> Iterator[Problem]:
        """What nothing names; asked after `broken`, which walks the library and notes what is named."""
        for source in self.library.sources:
            if source.id not in self.cited:
                place = self.library.files["source", source.id]
                yield place.problem("is cited nowhere.", "Cite it or take it out.")
        for finding in self.library.findings:
            if finding.id not in self.seen_findings:
                place = self.library.files["finding", finding.id]
                yield place.problem("is used by no guide, condition or red flag.", "Link it or take it out.")
        told = {m for g in self.library.guides for m in g.myths}
        for myth in self.library.myths:
            if myth.id not in told:
                place = self.library.files["myth", myth.id]
                yield place.problem("is named by no guide.", "Name it in `myths` of the guide it belongs to.")

    def _ids(self, file: str, path: str, kind: str, named: Iterable[str]) -> Iterator[Problem]:
        for name in named:
            if name not in self.known[kind]:
                yield Problem(file, path, f"there is no {kind} {name!r}.", "Mend the id, or write the entry.")

    def _cites(self, file: str, path: str, cite: Iterable[Citation]) -> Iterator[Problem]:
        for citation in cite:
            self.cited.add(citation.source)
            if citation.source not in self.sources:
                yield Problem(file, path, f"there is no source {citation.source!r}.", "Mend the id, or add the source.")
            yield from locator_problems(file, path, citation)


def _both_ways(file: str, field: str, listed: Iterable[str], told: Iterable[str]) -> Iterator[Problem]:
    for name in sorted(set(told) - set(listed)):
        yield Problem(file, field, f"{name!r} is in the text but not in the list.", "Add it to the front block.")
    for name in sorted(set(listed) - set(told)):
        yield Problem(file, field, f"{name!r} is in the list but not in the text.", "Write its item, or take it out.")
