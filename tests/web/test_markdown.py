"""What the team writes in Markdown is shown as written, and nothing in it runs."""

import pytest
from lxml import html

from portal.web.markdown import safe_html


def test_paragraphs_lists_headings_and_emphasis_are_shown():
    shown = safe_html("# Why\n\nYou **learn** it.\n\n- one\n- two\n\n1. first")

    assert shown == (
        "<h3>Why</h3>\n<p>You <strong>learn</strong> it.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        "<ol>\n<li>first</li>\n</ol>\n"
    )


def test_a_link_leads_away_without_saying_from_where():
    assert 'href="https://example.org/a"' in safe_html("[there](https://example.org/a)")
    assert 'rel="noopener"' in safe_html("[there](https://example.org/a)")


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/a.png)",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "<javascript:alert(1)>",
        '<a href="x" onclick="alert(1)" style="color:red">a</a>',
        "<iframe src=https://example.org></iframe>",
        "[a](https://example.org \"title' onmouseover='alert(1)\")",
        "[a]: javascript:alert(1)\n\n[a]",
        "<svg><script>alert(1)</script></svg>",
        "<!-- --><style>*{display:none}</style>",
    ],
)
def test_nothing_of_it_runs_or_loads(written):
    tree = html.fragment_fromstring(safe_html(written), create_parent="div")

    tags = {element.tag for element in tree.iter()} - {"div", "p", "a"}
    attributes = {(name, value) for element in tree.iter() for name, value in element.attrib.items()}
    assert tags == set()
    assert {name for name, _value in attributes} <= {"href", "rel"}
    assert not [value for name, value in attributes if name == "href" and not value.startswith("https://example.org")]
