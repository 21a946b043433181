"""Markdown of the team as safe HTML: paragraphs, lists, small headings, emphasis and links, and nothing else."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markupsafe import Markup, escape

from portal.database import Text
from portal.web.languages import KNOWN, language

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h3", "h4", "blockquote", "hr", "a"}
#: Of every tag, and of some.
_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


def _small_headings(state: StateCore) -> None:
    """The page has its own h1 and h2."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3" if token.tag in {"h1", "h2"} else "h4"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence", "backticks"])
    parser.core.ruler.push("small_headings", _small_headings)
    return parser


_PARSER = _parser()


@lru_cache(maxsize=500)
def safe_html(written: str) -> Markup:
    """What was written as HTML; whatever it contains, nothing in it runs and nothing is loaded."""
    html = _PARSER.render(written)
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener")
    return Markup(clean)  # noqa: S704  (cleaned on the line above)


def rich(content: Text) -> Markup:
    """Content in the reader's language, with its own `lang` where it falls back to another."""
    words, really = content.pick(language().code)
    if really == language().code:
        return Markup('<div class="rich">{}</div>').format(safe_html(words))
    direction = KNOWN[really].direction if really in KNOWN else "auto"
    return Markup('<div class="rich" lang="{}" dir="{}">{}</div>').format(escape(really), direction, safe_html(words))
