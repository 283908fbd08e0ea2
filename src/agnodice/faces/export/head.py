"""What a page tells browsers and search engines in its head: policy, canonical address, twins, JSON-LD.

JSON-LD follows schema.org's MedicalWebPage, MedicalCondition and FAQPage; a reviewer stands there only once one signed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from agnodice.engine import Engine
from agnodice.faces.export.addresses import Address
from agnodice.model.clinical import NOTICED, Condition, FindingKind
from agnodice.model.content import Guide, SectionName
from agnodice.model.evidence import Citation, Review

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' data: blob:; worker-src 'self' data: blob:; "
    "style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'"
)
BOX, END = "<textarea", "</main>"
CHARSET = '<meta charset="utf-8">'
CONTEXT = "https://schema.org"
OFTEN = 0.5  # of those who have a condition: what a search engine is told of it; the page tells all
SIGNS_AND_SYMPTOMS = NOTICED | {FindingKind.CLINICAL}
Json = dict[str, Any]


@dataclass(frozen=True)
class Head:
    """Makes heads for one export. `base_url` ends in a slash, or is empty where nobody knows where the site will stand;
    `has_reasoner`: whether the pages answer.
    """

    engine: Engine
    base_url: str
    has_reasoner: bool

    def put(self, page: str, address: Address) -> str:
        """A page with what belongs into its head; where there is something to type, it says that this needs scripts."""
        lines = "\n".join(self._lines(address))
        if BOX in page:
            note = escape(self.engine.strings["export.noscript"])
            page = page.replace(END, f'<noscript><p class="note">{note}</p></noscript>{END}', 1)
        return page.replace(CHARSET, f"{CHARSET}\n{lines}", 1)

    def _lines(self, address: Address) -> Iterator[str]:
        prefix = escape(address.prefix)
        yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        if self.has_reasoner:
            yield f'<script src="{prefix}static/door.js" data-prefix="{prefix}" defer></script>'
            yield f'<link rel="manifest" href="{prefix}site.webmanifest">'
        yield f'<link rel="alternate" type="text/markdown" href="{prefix}{escape(address.path(".md"))}">'
        if self.base_url:
            yield f'<link rel="canonical" href="{escape(self.base_url + address.path(".html"))}">'
            yield f'<link rel="alternate" type="application/atom+xml" href="{prefix}advice.atom">'
            yield f'<link rel="search" type="application/opensearchdescription+xml" href="{prefix}search.xml">'
        graph = self._graph(address)
        if graph:
            yield f'<script type="application/ld+json">{_script(graph)}</script>'

    def _graph(self, address: Address) -> list[Json]:
        if address.room == "guides" and address.name:
            return list(self._guide(self.engine.guide(address.name), address))
        if address.room == "conditions":
            condition = self.engine.entry(address.name)
            assert isinstance(condition, Condition)
            return [self._condition_page(condition, address)]
        return []

    def _guide(self, guide: Guide, address: Address) -> Iterator[Json]:
        short = guide.section(SectionName.SHORT_ANSWER)
        text = " ".join(s.text.replace("**", "") for block in short.blocks for s in block.sentences)
        cited = [c for block in short.blocks for s in block.sentences for c in s.cite]
        yield {
            **self._page(guide.question, guide.teaser, address, guide.review, cited),
            "dateModified": guide.checked.isoformat(),
            "about": [{"@type": "MedicalCondition", "name": cause.name.replace("**", "")} for cause in guide.causes],
        }
        answer = {"@type": "Answer", "text": text}
        question = {"@type": "Question", "name": guide.question, "acceptedAnswer": answer}
        yield {"@type": "FAQPage", "mainEntity": [question]}

    def _condition_page(self, condition: Condition, address: Address) -> Json:
        found = [self.engine.finding(link.finding) for link in condition.links if link.frequency.value >= OFTEN]
        names = [finding.name for finding in found if finding.kind in SIGNS_AND_SYMPTOMS]
        about = {
            "@type": "MedicalCondition",
            "name": condition.name,
            "alternateName": list(condition.also),
            "description": condition.what,
            "signOrSymptom": [{"@type": "MedicalSignOrSymptom", "name": name} for name in names],
        }
        page = self._page(condition.name, condition.what, address, condition.review, condition.cite)
        return {**page, "dateModified": condition.checked.isoformat(), "about": about}

    def _page(
        self,
        name: str,
        description: str,
        address: Address,
        review: Review,
        cited: tuple[Citation, ...] | list[Citation],
    ) -> Json:
        sources = [self.engine.source(name) for name in dict.fromkeys(c.source for c in cited)]
        page: Json = {
            "@type": "MedicalWebPage",
            "name": name,
            "description": description,
            "inLanguage": "en",
            "citation": [{"@type": "CreativeWork", "name": s.title, "url": s.url} for s in sources],
        }
        if self.base_url:
            page["url"] = self.base_url + address.path(".html")
        if review.is_signed:
            page["lastReviewed"] = str(review.on)
            page["reviewedBy"] = {"@type": "Person", "name": review.by, "jobTitle": review.role}
        return page


def _script(graph: list[Json]) -> str:
    """JSON for a script element: a `<` in it could end the element."""
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
