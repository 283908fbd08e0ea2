"""Hard words with their plain words on tap, and bold type: how a sentence of the library becomes HTML."""

import re
from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from agnodice.model.content import Term

_DETAILS = Markup('<details class="word"><summary>{word}</summary><span class="plain"> ({plain})</span></details>')


class Explainer:
    """Marks the first use of each hard word. One pattern for all, the longest word first."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._plain = {term.word.casefold(): term.plain for term in terms}
        words = sorted(map(re.escape, self._plain), key=lambda word: (-len(word), word))
        self._pattern = re.compile(rf"\b({'|'.join(words)})\b(?! \()", re.IGNORECASE) if words else re.compile(r"(?!)")

    def html(self, text: str, seen: set[str]) -> Markup:
        """`text` as HTML; `seen` gathers the words that the page has already explained."""
        stretches = enumerate(text.split("**"))
        return Markup("").join(
            self._marked(stretch, seen, _bold if index % 2 else escape) for index, stretch in stretches
        )

    def _marked(self, text: str, seen: set[str], shown: Callable[[str], Markup]) -> Markup:
        parts, end = [], 0
        for match in self._pattern.finditer(text):
            word = match[1].casefold()
            if word in seen or _is_inside_brackets(text, match.start()):
                continue
            seen.add(word)
            details = _DETAILS.format(word=shown(match[1]), plain=self._plain[word])
            parts += [shown(text[end : match.start()]), details]
            end = match.end()
        return Markup("").join([*parts, shown(text[end:])])


def _bold(text: str) -> Markup:
    """Bold type; not around a whole stretch, because HTML lets no details element stand in bold type."""
    return Markup("<b>%s</b>") % text if text else Markup("")


def _is_inside_brackets(text: str, at: int) -> bool:
    """Whether a word stands in brackets: there it is itself the explanation's hard word, already made plain."""
    return text.count("(", 0, at) > text.count(")", 0, at)
