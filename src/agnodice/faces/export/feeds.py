"""What programs read of the site: sitemap, Atom of advice, OpenSearch, llms.txt.

Sitemap protocol 0.9; Atom is RFC 4287; OpenSearch 1.1 (the words searched for stand in the fragment, which browsers do
not send); llms.txt as llmstxt.org describes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from agnodice.engine import Engine
from agnodice.faces.export.addresses import Address
from agnodice.faces.html.press import Press
from agnodice.model.clinical import Condition
from agnodice.model.content import Guide, SectionName, Sentence

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def sitemap(base_url: str, listed: Iterable[Address]) -> str:
    """Every page for search engines."""
    rows = (f"<url><loc>{escape(base_url + address.path('.html'))}</loc></url>\n" for address in listed)
    return f'{HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(rows)}</urlset>\n'


def atom(base_url: str, press: Press, before: Mapping[str, Guide] | None = None) -> str:
    """What each guide now says in short, and why; the guides checked last come first.

    `before` holds the guides of an earlier edition by id: then only changed advice is told, beside what it was.
    """
    guides = sorted(press.engine.guides(), key=lambda guide: (guide.checked, guide.id), reverse=True)
    newest = max((guide.checked for guide in guides), default=None)
    told = [guide for guide in guides if before is None or advice(guide) != advice(before.get(guide.id))]
    entries = "".join(_entry(guide, base_url, press, (before or {}).get(guide.id)) for guide in told)
    return (
        f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom">\n<title>{escape(press.t("export.feed"))}</title>\n'
        f"<id>{escape(base_url)}</id>\n<updated>{newest}T00:00:00Z</updated>\n"
        f"<author><name>{escape(press.t('web.name'))}</name></author>\n"
        f'<link rel="self" href={quoteattr(base_url + "advice.atom")}/>\n{entries}</feed>\n'
    )


def advice(guide: Guide | None) -> str:
    """What a guide advises in short: its danger signs and its short answer."""
    if guide is None:
        return ""
    signs = [f"{danger.level.slug}: {danger.who}" for danger in guide.dangers]
    return " ".join([*signs, *(sentence.text for sentence in _short(guide))]).replace("**", "")


def _entry(guide: Guide, base_url: str, press: Press, before: Guide | None) -> str:
    url = base_url + Address("guides", guide.id).path(".html")
    rows = "".join(f"<li>{escape(text)}</li>" for text in _reasons(guide, press.engine))
    said = [("now_we_say", advice(guide)), *([("before_we_said", advice(before))] if before else [])]
    texts = "".join(f"<p><b>{escape(press.t(f'export.{key}'))}</b> {escape(text)}</p>" for key, text in said)
    content = escape(f"{texts}<p><b>{escape(press.t('export.because'))}</b></p><ul>{rows}</ul>")
    return (
        f"<entry><title>{escape(guide.question)}</title><id>{escape(url)}</id><link href={quoteattr(url)}/>"
        f'<updated>{guide.checked}T00:00:00Z</updated><content type="html">{content}</content></entry>\n'
    )


def _short(guide: Guide) -> Iterator[Sentence]:
    for block in guide.section(SectionName.SHORT_ANSWER).blocks:
        yield from block.sentences


def _reasons(guide: Guide, engine: Engine) -> Iterator[str]:
    """The sources behind the short answer, in words."""
    cited = dict.fromkeys(c.source for sentence in _short(guide) for c in sentence.cite)
    for source in map(engine.source, cited):
        yield f"{source.publisher}: {source.title}. {source.gist}"


def opensearch(base_url: str, press: Press) -> str:
    """How a browser can ask this site from its address bar."""
    template = f"{base_url}index.html#q={{searchTerms}}"
    return (
        f'{HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(press.t('web.name'))}</ShortName>\n"
        f"<Description>{escape(press.t('web.tagline'))}</Description>\n"
        f'<Url type="text/html" template={quoteattr(template)}/>\n</OpenSearchDescription>\n'
    )


def llms(press: Press, listed: Iterable[Address]) -> str:
    """The site for language models: what it is, how to use it, every page's Markdown twin."""
    engine = press.engine
    lines = [f"# {press.t('web.name')}", "", f"> {press.t('web.tagline')} {press.t('foot.not_a_diagnosis')}", ""]
    lines += [press.t("export.llms"), press.t("foot.edition", name=engine.edition.name, hash=engine.edition.hash[:6])]
    rows = {"guides": [""], "conditions": [""], "findings": [""]}
    for address in listed:
        if address.name:
            rows[address.room].append(f"- [{_title(address, engine)}]({address.path('.md')})")
    for room, found in rows.items():
        lines += ["", f"## {press.t(f'export.{room}')}", *found]
    return "\n".join(lines) + "\n"


def _title(address: Address, engine: Engine) -> str:
    if address.room == "guides":
        guide = engine.guide(address.name)
        return f"{guide.question}"
    entry = engine.entry(address.name)
    return entry.name if isinstance(entry, Condition) else entry.question
