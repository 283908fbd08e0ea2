"""Speak an audit in a terminal: dangers that are left out first, then claims with corrections, then marks of form."""

from collections.abc import Iterable

from rich.text import Text

from agnodice.faces.audit_report import unnamed
from agnodice.faces.audit_views import counts
from agnodice.faces.cli.page import COLOURS, Page, hanging, marks
from agnodice.faces.views import Numbers, numbers
from agnodice.model.audit import AuditReport, Claim, Lack, Mark, Omission, Rating, Verdict
from agnodice.model.content import MythVerdict

MOST_OPEN = 3
_STYLES = {Verdict.CONTRADICTED: "bold red", Verdict.SUPPORTED: "bold green", Verdict.NOT_ENOUGH: "bold"}


class AuditPage(Page):
    """Prints audits."""

    def say(self, report: AuditReport) -> None:
        """The whole report."""
        number = numbers(report.sources)
        self.put(Text(self.t("audit.title"), style="bold"))
        self.line(report.page.title or self.t("audit.untitled"))
        self.line(self.t("audit.purpose"), style="dim")
        self._topic(report)
        self._lacking(report, number)
        self._required(report)
        self._claims(report, number)
        self._remarks(report)
        self._criteria(report)
        self._figures(report)
        if report.guide:
            self.heading(self.t("audit.better"))
            self.line(report.guide.question)
            self.line(self.t("audit.better_open", guide=report.guide.id))
        self.sources(report.sources, number)
        self.put(Text(""))
        edition = report.edition
        self.line(self.t("audit.foot", name=edition.name, hash=edition.hash[:6], today=report.today), style="dim")
        self.show()

    def _topic(self, report: AuditReport) -> None:
        self.heading(self.t("audit.about"))
        names = " · ".join(guide.question for guide in report.topic.guides)
        self.line(self.t("audit.topic", names=names) if names else self.t("audit.outside"))

    def _required(self, report: AuditReport) -> None:
        if not report.required:
            return
        self.heading(self.t("audit.required"))
        self.line(self.t("audit.required_why"), style="dim")
        named = [row for row in report.required if row.spans]
        if not named:
            self.line(self.t("audit.required_none"))
        for row in named:
            level = Text(f"{self.t(f'level.{row.level.slug}')}. ", style=COLOURS[row.level])
            self.put(hanging(level.append(f"{row.name}.", style="not bold default")))

    def _lacking(self, report: AuditReport, number: Numbers) -> None:
        if not report.topic.is_inside:
            return
        self.heading(self.t("audit.lacking"))
        if not report.omissions:
            self.line(self.t("audit.lacking_none"))
        flags = unnamed(report)
        for omission in report.omissions:
            lack = self.lack(omission)
            name = f"{flags.get(omission.id, '')} {omission.name}".strip()
            text = Text(f"{self.t(f'level.{omission.level.slug}')}. ", style=COLOURS[omission.level])
            text.append(f"{lack}: {name}. ", style="bold default")
            self.put(hanging(text.append(f"{omission.said}{marks(omission.cite, number)}", style="not bold default")))

    def lack(self, omission: Omission) -> str:
        """What is wrong with how the page treats a danger, in words."""
        missing = ", ".join(self.t(f"audit.missing_{part}") for part in omission.missing)
        key = f"audit.lack_{omission.lack.value}"
        return self.t(key, missing=missing) if omission.lack is Lack.URGENCY else self.t(key)

    def _claims(self, report: AuditReport, number: Numbers) -> None:
        self.heading(self.t("audit.claims"))
        if not report.claims:
            self.line(self.t("audit.claims_none"))
            return
        found = counts(report.claims)
        told = {verdict.value.replace("not-enough", "open"): found[verdict.value] for verdict in Verdict}
        self.line(self.t("audit.claims_count", **told))
        flagged = [c for c in report.claims if c.verdict is not Verdict.NOT_ENOUGH or c.myth]
        flagged.sort(key=lambda c: (c.verdict is not Verdict.CONTRADICTED, c.myth is None))
        for claim in flagged:
            self._claim(claim, number)
        rest = [c for c in report.claims if c not in flagged]
        for claim in rest[:MOST_OPEN]:
            self._claim(claim, number)
        if len(rest) > MOST_OPEN:
            self.line(self.t("audit.more_open", count=len(rest) - MOST_OPEN), style="dim")

    def _claim(self, claim: Claim, number: Numbers) -> None:
        text = Text(f"{self.verdict(claim)}. ", style=_STYLES[claim.verdict])
        place = self.t("audit.claim_place", start=claim.span.start, end=claim.span.end, text=claim.text)
        self.put(hanging(text.append(place, style="not bold default")))
        if claim.myth:
            self.line(f"    {self.t('audit.myth', claim=claim.myth.claim)}")
        if claim.said:
            self.line(f"    {self.t('audit.library_says', said=claim.said)}{marks(claim.cite, number)}")
        if claim.myth:
            self.line(f"    {self.t('audit.harm', harm=claim.myth.harm)}")

    def verdict(self, claim: Claim) -> str:
        """The verdict in words."""
        if claim.myth and claim.myth.verdict is MythVerdict.NO_EVIDENCE:
            return self.t("audit.no_evidence")
        return self.t(f"audit.{claim.verdict.value}")

    def _remarks(self, report: AuditReport) -> None:
        if not report.remarks:
            return
        self.heading(self.t("audit.remarks"))
        for remark in report.remarks:
            words = report.page.text[remark.span.start : remark.span.end]
            text = Text(f"{self.t(f'audit.kind_{remark.kind}')}: “{words}” ", style="bold")
            self.put(hanging(text.append(f"({remark.span.start}–{remark.span.end}) {remark.why}", style="not bold")))

    def _criteria(self, report: AuditReport) -> None:
        self.heading(self.t("audit.criteria"))
        for rating, criterion in zip(report.ratings, report.criteria, strict=True):
            facts = "; ".join(self.facts_of(rating))
            told = f"{rating.criterion} {criterion.name}: {self.t(f'audit.mark_{rating.mark.value}')}"
            style = "dim" if rating.mark is Mark.OPEN else ""
            self.line(f"{told}{f' ({facts})' if facts else ''}", style=style)

    def facts_of(self, rating: Rating) -> Iterable[str]:
        """What was seen, in words."""
        return [self.t(f"fact.{name}", value=value) for name, value in rating.facts]

    def _figures(self, report: AuditReport) -> None:
        self.heading(self.t("audit.scores"))
        for score in report.scores:
            self.line(self.t(f"audit.score_{score.name}", points=score.points, most=score.most))
        self.line(self.t("audit.scores_why"), style="dim")
        self.heading(self.t("audit.readability"))
        self.line(self.t("audit.readability_figures", **figures(report)))
        self.line(self.t("audit.readability_why"), style="dim")


def figures(report: AuditReport) -> dict[str, object]:
    """The figures of plain language by the names that the strings use."""
    r = report.readability
    return {
        "words": r.words,
        "sentences": r.sentences,
        "per": r.words_per_sentence,
        "long": r.long_sentences,
        "ease": r.reading_ease,
        "fk": r.flesch_kincaid,
        "smog": r.smog,
        "fog": r.fog,
        "cl": r.coleman_liau,
    }
