"""The main text of a parsed page: trafilatura's own cascade, without those of its steps whose outcome is already sure.

After its main extractor, trafilatura (Barbaresi, ACL 2021) runs a second one (readability) and prefers that one's text
only where it is more than twice as long. Where the whole page holds no such text, the second one is not run.
"""

from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import Any

KNOWN = "2.3."  # of trafilatura: how the versions go on that were looked at
FORUM = "DiscussionForumPosting"  # pages on which trafilatura keeps comments
# Names of what it cuts first, in all of which one of these stands: a page without such names is not searched for them.
CUT_FIRST = ("omment", "comol", "disqus_thread", "mvp-post-add", "infinite", "elementor-share-buttons")
PREFERRED = 2  # times as long as the main extractor's: what it takes for another text to be preferred
BESIDE = ("aside", "footer")  # what it does not count of a page
SHORT, SHARE = 3000, 5  # characters below which, and part of the page (one in …), so that trafilatura tries again


def extracted(tree: Any, source: str, parsed: Callable[[str], Any]) -> Any:
    """The body that trafilatura finds in a page; None where it finds none. The tree is taken apart.

    `parsed`: makes a tree of the source again, for pages that need every step of trafilatura.
    """
    import trafilatura  # noqa: PLC0415  (heavy, and only for HTML)

    trafilatura.core.LOGGER.disabled = True  # it would tell the page's address on standard error
    is_known = trafilatura.__version__.startswith(KNOWN) and FORUM not in source
    body = _main(tree) if is_known else None
    if body is not None:
        return body
    document: Any = trafilatura.bare_extraction(parsed(source), with_metadata=False, include_comments=False)
    return document.body if document is not None else None


def _main(tree: Any) -> Any:
    """The body by the first two steps; None where trafilatura would go on with a third."""
    from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning  # noqa: PLC0415
    from trafilatura.main_extractor import extract_content  # noqa: PLC0415
    from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH  # noqa: PLC0415

    options = _options()
    _drop_code(tree)
    if _may_be_cut(tree):
        tree = prune_unwanted_nodes(tree, [*RAW_TREE_PRUNE_XPATH, *REMOVE_COMMENTS_AND_LISTS_XPATH])
    most = _characters(tree)
    clean = tree_cleaning(_copy(tree), options)
    unconverted = _copy(clean)
    body, text = extract_content(convert_tags(clean, options, None), options)
    if not _is_sure(body, text, most, options):
        from trafilatura.external import compare_extraction  # noqa: PLC0415

        body, text = compare_extraction(unconverted, _copy(tree), body, text, options)
    is_too_short = len(text) < max(options.min_extracted_size, options.min_output_size)
    return None if is_too_short or _is_tried_again(tree, len(text), most) else body


def _drop_code(tree: Any) -> None:
    """Drop scripts and styles: every step does, each from a copy of its own, and they may be most of a page."""
    from trafilatura.xml import delete_element  # noqa: PLC0415

    for node in [*tree.iter("script", "style")]:
        delete_element(node)


def _may_be_cut(tree: Any) -> bool:
    """Whether something of a page may be named like what trafilatura cuts first."""
    names = "\n".join(chain.from_iterable(names(tree) for names in _names()))
    return any(name in names for name in CUT_FIRST)


@cache
def _names() -> tuple[Any, Any]:
    """What finds all classes and ids of a tree."""
    from lxml.etree import XPath  # noqa: PLC0415

    return XPath("//@class", smart_strings=False), XPath("//@id", smart_strings=False)


def _copy(tree: Any) -> Any:
    return tree.__copy__()  # lxml's copies are deep


@cache
def _options() -> Any:
    from trafilatura.settings import Extractor  # noqa: PLC0415

    return Extractor(output_format="python", comments=False)


def _characters(tree: Any) -> int:
    """At least as many characters as a page's text has, blanks counted once."""
    return len(_trimmed(tree.text_content()))


def _trimmed(text: str) -> str:
    return " ".join(text.split())


def _is_sure(body: Any, text: str, most: int, options: Any) -> bool:
    """Whether no other text can be preferred: the main extractor's is neither faulty nor less than half of the page."""
    from trafilatura.external import SANITIZED_XPATH  # noqa: PLC0415

    if most > PREFERRED * len(text) or len(text) < options.min_extracted_size or body.xpath(SANITIZED_XPATH):
        return False
    return bool(body.xpath(".//p//text()")) and len(body.findall(".//table")) <= len(body.findall(".//p"))


def _is_tried_again(tree: Any, length: int, most: int) -> bool:
    """Whether a text is so small a part of its page that trafilatura tries again with laxer rules."""
    if length >= SHORT or _most_counted(tree, most) <= SHARE * length:
        return False
    from trafilatura.baseline import html2txt  # noqa: PLC0415

    return SHARE * length < len(html2txt(tree))


def _most_counted(tree: Any, most: int) -> int:
    """At least as many characters as trafilatura counts of a page: none beside the text, a blank around each block."""
    outer = [node for node in tree.iter(*BESIDE) if next(node.iterancestors(*BESIDE), None) is None]
    return most - sum(len(_trimmed(node.text_content())) - 1 for node in outer) + 2 * sum(1 for _ in tree.iter())
