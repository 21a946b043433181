"""What is not published yet: no public address tells of it, and none opens it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_email
from portal.domain.catalogue.index import CourseWord
from portal.domain.catalogue.models import SkillBlock
from portal.domain.signups.publishing import publish
from portal.domain.signups.questions import Asker, answer_wishes, wish_for_date
from tests import make
from tests.conftest import NOW
from tests.public_pages import public_addresses

SECRETS = ("Xylophone", "Quartzite", "Sphinxes")


@pytest.fixture
def there(app) -> SimpleNamespace:
    """A course with a date and a date in draft; and a course in draft, on the ladder, with a date of its own."""
    hidden = make.course(
        kind="discovery",
        draft=True,
        title=make.words("Xylophone"),
        summary=make.words("Quartzite"),
        blocks=[SkillBlock(position=0, title=make.words("Sphinxes"), skills=[])],
    )
    course = make.course(title=make.words("A safe phone"), next_courses=[hidden])
    programme = make.course(programme=course.programme, title=make.words("Xylophone two"), draft=True)
    place = make.place()
    seen = make.course_session(course=course, place=place)
    later = make.course_session(timedelta(days=8), course=course, place=place, draft=True)
    undated = make.course_session(None, course=course, place=place, draft=True)
    of_hidden = make.course_session(timedelta(days=2), course=hidden, place=place)
    db.session.commit()
    return SimpleNamespace(
        course=course,
        place=place,
        seen=seen,
        drafts=[later.ref, undated.ref, of_hidden.ref],
        hidden=[hidden.slug, programme.slug],
        later=later,
        of_hidden=of_hidden,
        hidden_course=hidden,
    )


def test_no_public_address_tells_of_a_draft(app, client, there):
    addresses = public_addresses(app, [there.course.slug], [there.place.slug], [there.seen.ref], ["en"])
    asked = [
        "/en/sessions?q=xylophone",
        "/en/sessions?q=xylophona",
        "/en/sessions?free=1",
        "/en/sessions?kind=discovery",
    ]
    asked += [f"/en/courses/{there.course.slug}/tell-me", f"/en/sessions/{there.seen.ref}/seat"]
    asked += ["/en/start?skill=table&french=b1&goal=learn", "/en/start?skill=table&french=b1&goal=discover"]
    words = (*SECRETS, *there.drafts, *there.hidden)

    told = {(address, word) for address in (*addresses, *asked) for word in words if word in _shown(client, address)}

    assert told == set()


def _shown(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def test_nothing_opens_a_draft(app, client, there):
    refs, slugs = there.drafts, there.hidden
    addresses = set(public_addresses(app, slugs, [], refs, ["en"])) - set(public_addresses(app, [], [], [], ["en"]))
    forms = [f"/en/sessions/{ref}/{form}" for ref in refs for form in ("seat", "wait", "apply", "call")]
    forms += [f"/en/courses/{slug}/tell-me" for slug in slugs]
    forms += [f"/s/{ref}" for ref in refs]

    opened = {address for address in (*addresses, *forms) if client.get(address).status_code != 404}

    assert len(addresses) > 6
    assert opened == set()


def test_nobody_takes_a_seat_in_a_draft(client, there):
    form = client.get_page(f"/en/sessions/{there.seen.ref}/seat").form("#seat-form form")
    begin_write()
    there.seen.draft = True
    db.session.commit()

    answer = form.fill(first_name="Nour", reach_by="none", consent="y").send()

    assert answer.status == 404


def test_nobody_moves_to_a_draft(client, there):
    form = client.get_page(f"/en/sessions/{there.seen.ref}/seat").form("#seat-form form")
    card = form.fill(first_name="Nour", reach_by="none", consent="y").send()
    make.course_session(timedelta(days=3), course=there.course, place=there.place)
    form = client.get_page(card.link("Move to another date")).form("main form")
    form.values["to"] = there.later.ref

    refused = form.send()

    assert refused.problems == ["Choose one of the dates shown."]


def test_once_published_it_is_found(client, there):
    begin_write()
    there.hidden_course.draft = False
    there.later.draft = False
    db.session.commit()

    assert client.get_page(f"/en/sessions/{there.later.ref}").h1 == "A safe phone"
    assert "Xylophone" in client.get_page("/en/sessions?q=xylophone").texts("h3")
    assert "Xylophone" in client.get_page(f"/en/courses/{there.course.slug}").words


def test_the_words_of_a_draft_are_not_kept_for_the_search(there):
    words = set(db.session.scalars(db.select(CourseWord.word)))

    assert "phone" in words
    assert not {"xylophone", "quartzite", "sphinxes"} & words


def test_whoever_waits_for_a_date_hears_when_it_is_published(there):
    course = make.course()
    draft = make.course_session(course=course, place=there.place, draft=True)
    wish_for_date(Asker("Nour", read_email("nour@example.org"), "en"), course, there.place.zone, NOW)

    assert answer_wishes(course, NOW) == 0
    publish(draft)
    assert answer_wishes(course, NOW) == 1
