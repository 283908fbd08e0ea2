"""Criteria of form: who made the page, when, from what, for whose money, and what its source does.

C1 to C4, C15, C17 to C20, C22, C24 to C26.
"""

import re
from collections.abc import Iterator

from agnodice.audit.dates import announced, dates, is_overdue
from agnodice.audit.material import Material, met, rating
from agnodice.model.audit import BlockKind, Mark, Rating, Span

_WEB = re.compile(  # each way begins with a letter: only where one stands is looked at
    r"https?://\S+|www(?<=\bwww)\.\S+|doi(?<=\bdoi)\.org/\S+|\[\d{1,3}\]"
    r"|\(\s*[A-Z][a-z]+(?: et al\.?)?,? (?:19|20)\d\d\s*\)"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
WORDS_PER_HEADING = 300
RELEVANT = 0.6  # part of the title's words that a link on the same topic shares


def author(m: Material) -> Rating:
    """C1: a named author or reviewer, with a qualification."""
    by, reviewed = m.of("by_lines"), m.of("review_lines")
    names = (*m.page.authors, *m.page.reviewers)
    credentials = [span for span in m.of("credentials") if any(0 <= span.start - b.end <= 60 for b in (*by, *reviewed))]
    has_credential = bool(credentials) or any(_has_credential(name) for name in names)
    is_named = bool(names or by or reviewed)
    return rating("C1", met(is_named and has_credential, is_named), (*by, *reviewed), names=", ".join(names))


def _has_credential(name: str) -> bool:
    return bool(re.search(r"\b(?:MD|Dr|PhD|FRCOG|MRCOG|FACOG|RM|RN|RGN|CNM|NP|MBBS|MBChB|Prof)\b", name))


def publisher(m: Material) -> Rating:
    """C2: an organisation that can be reached."""
    mail = tuple(_mails(m.page.text[:50_000]))[:3]
    contact = (*m.of("contact_lines"), *mail)
    can_be_reached = bool(contact) or m.page.markup.has_contact
    named = bool(m.page.publisher)
    return rating("C2", met(named and can_be_reached, named or can_be_reached), contact, publisher=m.page.publisher)


def _mails(text: str) -> Iterator[Span]:
    """Mail addresses; each is looked for around its sign, for a page has few."""
    done = 0
    for sign in re.finditer("@", text):
        match = _MAIL.search(text, max(done, sign.start() - 64))
        if match:
            done = match.end()
            yield Span(match.start(), match.end())


def currency(m: Material) -> Rating:
    """C3: the dates of the last and next review, not overdue and not in the future."""
    found = list(dates(m.page.text))
    told, due = announced(found, m.found.of("date_lines")), announced(found, m.found.of("next_lines"))
    last = m.page.reviewed or m.page.dated or (told.on if told else None)
    after = m.page.review_by or (due.on if due else None)
    spans = tuple(d.span for d in (told, due) if d)
    if last is None:
        return rating("C3", Mark.NOT_FOUND, spans)
    wrong = "future" if last > m.today else "overdue" if is_overdue(last, m.today) else ""
    wrong = wrong or ("overdue" if after and after < m.today else "")
    facts = {"last": last, **({"next": after} if after else {}), **({wrong: last} if wrong else {})}
    return rating("C3", met(after is not None and not wrong, not wrong), spans, **facts)


def attribution(m: Material) -> Rating:
    """C4: sources claim by claim."""
    places = tuple(Span(x.start(), x.end()) for x in _WEB.finditer(m.page.text))[:8]
    listed = m.of("source_lines")
    links = len(m.page.markup.source_links)
    count = len(places) + links
    enough = count >= max(3, len(m.claims) // 5)
    return rating("C4", met(enough, bool(count or listed)), (*listed, *places), citations=count, claims=len(m.claims))


def headings(m: Material) -> Rating:
    """C15: headings and lists that break up the text."""
    kinds = [block.kind for block in m.page.blocks]
    heads, items = kinds.count(BlockKind.HEADING), kinds.count(BlockKind.ITEM)
    is_split = heads >= max(1, m.readability.words // WORDS_PER_HEADING)
    return rating("C15", met(is_split and items > 0, is_split or items > 0), (), headings=heads, items=items)


def money(m: Material) -> Rating:
    """C17: adverts, shop links and products; and whether funding or interests are told."""
    told, adverts = m.of("money"), (*m.of("adverts"), *m.remarked("product"))
    sells = bool(adverts or m.page.markup.shop_links)
    mark = Mark.NOT_FOUND if not told else Mark.PARTLY if sells else Mark.MET
    facts = {"adverts": len(adverts) + len(m.page.markup.shop_links)} if sells else {}
    return rating("C17", mark, (*told, *adverts), **facts)


def tracking(m: Material) -> Rating:
    """C18: other hosts that the saved page calls."""
    markup = m.page.markup
    if not markup.is_known:
        return rating("C18", Mark.OPEN, source="text")
    facts = {"hosts": len(markup.hosts), "trackers": ", ".join(markup.trackers)}
    return rating("C18", met(not markup.hosts, not markup.trackers), (), **{k: v for k, v in facts.items() if v})


def exit_control(m: Material) -> Rating:
    """C19: a quick way out, where the topic may put its reader in danger."""
    if not m.is_private:
        return rating("C19", Mark.OPEN, not_needed="topic")
    if not m.page.markup.is_known:
        return rating("C19", Mark.OPEN, source="text")
    return rating("C19", met(m.page.markup.has_exit))


def access(m: Material) -> Rating:
    """C20: the part of WCAG that a scan can test; never that a page conforms."""
    markup = m.page.markup
    if not markup.is_known:
        return rating("C20", Mark.OPEN, source="text")
    flaws = {
        "images_without_text": markup.images_without_text,
        "inputs_without_label": markup.inputs_without_label,
        "generic_links": len(markup.generic_links),
        "no_language": int(not markup.language),
    }
    faults = {name: count for name, count in flaws.items() if count}
    return rating("C20", Mark.PARTLY if not faults else Mark.NOT_FOUND, (), **faults)


def structured(m: Material) -> Rating:
    """C22: marked-up facts that can be read and stand in the text."""
    markup = m.page.markup
    if not markup.is_known:
        return rating("C22", Mark.OPEN, source="text")
    if not markup.structured_kinds:
        return rating("C22", Mark.NOT_FOUND)
    facts = {"kinds": ", ".join(markup.structured_kinds), "problems": "; ".join(markup.structured_problems)}
    mark = met(not markup.structured_problems, True)
    return rating("C22", mark, (), **{k: v for k, v in facts.items() if v})


def feedback(m: Material) -> Rating:
    """C24: a way to give feedback."""
    places = m.of("feedback_lines")
    return rating("C24", met(m.page.markup.has_feedback or bool(places)), places)


def process(m: Material) -> Rating:
    """C25: only whether an editorial policy is linked can be seen."""
    places = m.of("policy_lines")
    return rating("C25", Mark.OPEN if places or m.page.markup.has_editorial_policy else Mark.NOT_FOUND, places)


def relevance(m: Material) -> Rating:
    """C26: what share of previous, next and related links is about the page's own topic."""
    own = frozenset(c for s in m.sentences if s.kind is BlockKind.TITLE for c in s.folded.specific)
    links = [s for s in m.sentences if s.kind is BlockKind.LINK]
    if not links or not own:
        return rating("C26", Mark.OPEN, links=len(links))
    on_topic = m.sharing(links, own, RELEVANT * len(own))
    share = len(on_topic) / len(links)
    return rating(
        "C26", met(share >= 0.5, share > 0), [s.span for s in on_topic], on_topic=len(on_topic), links=len(links)
    )
