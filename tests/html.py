"""Reading pages as people do: headings, texts, rows of cards, forms that can be filled in and sent."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from typing import Any

from flask import g
from flask.testing import FlaskClient
from lxml import html
from lxml.cssselect import CSSSelector
from werkzeug.test import TestResponse

#: The same few selectors are asked of thousands of pages: each is read once.
selector = cache(partial(CSSSelector, translator="html"))
_FIELDS = "input, select, textarea"


class Page:
    """A parsed answer. `page.h1`, `page.texts(".card h3")`, `page.form("#seat-form form")`."""

    def __init__(self, response: TestResponse, client: PortalClient) -> None:
        self.response = response
        self.status = response.status_code
        self.client = client
        source = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        self.tree = html.document_fromstring(source) if source.strip() else html.Element("html")

    def all(self, css: str) -> list[Any]:
        return list(selector(css)(self.tree))

    def one(self, css: str) -> Any:
        found = self.all(css)
        assert len(found) == 1, f"{len(found)} elements match {css}"
        return found[0]

    def texts(self, css: str) -> list[str]:
        return [tidy(element.text_content()) for element in self.all(css)]

    def text(self, css: str) -> str:
        return tidy(self.one(css).text_content())

    @property
    def h1(self) -> str:
        return self.text("h1")

    @property
    def title(self) -> str:
        return tidy(self.all("head title, title")[0].text_content())

    @property
    def problems(self) -> list[str]:
        """The sentences of the error summary."""
        return self.texts(".summary li")

    @property
    def words(self) -> str:
        """All that can be read on the page."""
        body = self.one("body")
        return tidy(" ".join(text for text in body.itertext() if text.strip()))

    def link(self, words: str) -> str:
        """The address behind the link that says `words`."""
        found = [a.get("href") for a in self.all("a") if tidy(a.text_content()) == words]
        assert found, f"no link says {words!r}"
        return found[0]

    def form(self, css: str = "main form") -> Form:
        found = self.all(css)
        assert found, f"no form matches {css}"
        return Form(found[0], self)


class Form:
    """A form as the page shows it: `form["first_name"] = "Nour"`, then `form.send()`."""

    def __init__(self, element: Any, page: Page) -> None:
        self.element, self.page = element, page
        self.values: dict[str, Any] = {}
        for field in selector(_FIELDS)(element):
            name, kind = field.get("name"), field.get("type")
            if not name:
                continue
            if kind in {"checkbox", "radio"}:
                if field.get("checked") is not None:
                    self.values[name] = field.get("value", "on")
            elif field.tag == "select":
                chosen = field.cssselect("option[selected]") or field.cssselect("option")[:1]
                self.values[name] = chosen[0].get("value", "") if chosen else ""
            elif field.tag == "textarea":
                self.values[name] = (field.text or "").removeprefix("\n")
            else:
                self.values[name] = field.get("value", "")

    def __setitem__(self, name: str, value: Any) -> None:
        names = {field.get("name") for field in selector(_FIELDS)(self.element)}
        assert name in names, f"the form asks {sorted(filter(None, names))}, not {name}"
        if value is None:
            self.values.pop(name, None)
        else:
            self.values[name] = value

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def fill(self, **values: Any) -> Form:
        for name, value in values.items():
            self[name] = value
        return self

    def send(self, follow: bool = True, headers: dict[str, str] | None = None) -> Page:
        method = (self.element.get("method") or "get").lower()
        assert self.element.get("action"), "every form has an action"
        send = self.page.client.post_page if method == "post" else self.page.client.get_page
        if method == "post":
            return send(self.element.get("action"), data=self.values, follow=follow, headers=headers)
        return send(self.element.get("action"), query_string=self.values, headers=headers)


class PortalClient(FlaskClient):
    """A visitor who notices when a page is not sound."""

    def open(self, *args: Any, **values: Any) -> TestResponse:
        from portal.database import db

        db.session.commit()  # what the test wrote is there before the request begins
        for leftover in list(g):  # the test's application context lasts: no request may hear from the one before
            g.pop(leftover)
        response = super().open(*args, **values)
        db.session.expire_all()
        return response

    def twin(self) -> PortalClient:
        """A browser that holds the same cookies, and has seen nothing since."""
        other: PortalClient = self.application.test_client()
        other._cookies = dict(self._cookies)
        return other

    def get_page(self, address: str, **values: Any) -> Page:
        values.pop("follow", None)
        return self._checked(self.get(address, follow_redirects=True, **values))

    def post_page(self, address: str, follow: bool = True, **values: Any) -> Page:
        return self._checked(self.post(address, follow_redirects=follow, **values))

    def fragment(self, address: str, **values: Any) -> Page:
        """The part of a page, as htmx asks for it."""
        headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
        method = values.pop("method", "GET")
        return Page(self.open(address, method=method, headers=headers, **values), self)

    def _checked(self, response: TestResponse) -> Page:
        page = Page(response, self)
        is_page = response.mimetype == "text/html" and response.status_code not in {204, 301, 302, 303, 304}
        if is_page and response.get_data() and "<!doctype" in response.get_data(as_text=True)[:200].lower():
            check_page(page)
        return page


def check_page(page: Page) -> None:
    """The habits every page keeps."""
    assert len(page.all("h1")) == 1, "a page has one h1"
    title = page.title.split(":", 1)[1].strip() if page.title.startswith(_ERROR_WORDS) else page.title
    assert title.startswith(page.h1), f"the title {page.title!r} begins with the h1 {page.h1!r}"
    ids = Counter(el.get("id") for el in page.all("[id]"))
    doubled = [name for name, count in ids.items() if count > 1]
    assert not doubled, f"ids appear twice: {doubled}"
    assert all(form.get("action") for form in page.all("form")), "every form has an action"
    assert page.one("html").get("lang"), "a page says its language"
    inline = "[style], script:not([src]):not([type='application/ld+json'])"
    assert not page.all(inline), "no inline style, no inline script"
    for label in page.all("label[for]"):
        assert label.get("for") in ids, f"the label {tidy(label.text_content())!r} has a field"
    for link in page.all("a"):
        assert link.get("href"), "every link leads somewhere"


#: What a title begins with, in each language, when the form on the page has an error; `tidy` made plain spaces
#: of the no-break ones.
_ERROR_WORDS = ("Error:", "Erreur :", "خطأ:", "خطا:", "Помилка:")


def tidy(text: str) -> str:
    return " ".join(text.split())
