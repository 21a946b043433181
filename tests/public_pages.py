"""Every address that is the same for everybody, for the tests that walk through all of them."""

from collections.abc import Iterable, Mapping

from flask import Flask

from portal.web.access import Access


def public_addresses(
    app: Flask, courses: Iterable[str], places: Iterable[str], refs: Iterable[str], languages: Iterable[str] = ()
) -> list[str]:
    """Public addresses in `languages` (none: all offered), of these courses, places and course sessions."""
    filled: Mapping[str, Iterable[dict[str, str]]] = {
        "": [{}],
        "/courses/<slug:slug>": [{"slug": slug} for slug in courses],
        "/places/<slug:slug>": [{"slug": slug} for slug in places],
        "/sessions/<ref:ref>": [{"ref": ref} for ref in refs],
        "/picture/<digest>": [],
        "/figures/<int": [{"number": "2020"}, {"number": "2026"}],
        "/sitemap-<int:number>": [{"number": "1"}],
    }
    spoken = list(languages) or app.config["PORTAL_LANGUAGES"]
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()):
                continue
            if getattr(app.view_functions[rule.endpoint], "access", None) is not Access.PUBLIC:
                continue
            shape = next(shape for shape in reversed(filled) if shape in rule.rule)
            assert ("<" in rule.rule.replace("<lang:lang>", "")) == bool(shape), f"say here what fills {rule}"
            for values in filled[shape]:
                for lang in spoken if "lang" in rule.arguments else [None]:
                    found.append(app.url_for(rule.endpoint, **values, **({"lang": lang} if lang else {})))
    return found
