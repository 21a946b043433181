"""Public pages come from memory, and are never older than what the public may see."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect

from portal.database import Text, begin_write, db
from portal.domain.accounts.contacts import read_phone
from portal.domain.catalogue.calendar import set_dates
from portal.domain.catalogue.models import Competence, SessionDate, SkillBlock, SpokenLanguage
from portal.domain.jobs import companies, fairs, publishing
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Company
from portal.domain.moves import Role
from portal.domain.settings.changes import change
from portal.domain.signups.changes import add_facts, cancel, cancel_course_session, change_capacity
from portal.domain.signups.models import HeardFrom, Need, SignUp
from portal.domain.signups.seats import take_seat
from portal.public_version import _SHOWN, PublicVersion, shows_a_change
from portal.web.page_cache import PageCache, may_be_kept
from tests import make, make_jobs
from tests.conftest import NOW
from tests.domain.queries import queries_counted
from tests.public_pages import public_addresses

#: Of a sign-up the public sees how many seats it holds, of what, and how many different people were there.
SIGN_UP_HIDES = {column.key for column in inspect(SignUp).column_attrs} - {
    "state",
    "party",
    "course_session_id",
    "person_id",
}
#: What figures are made of, tried in `tests/web/test_figures_kept.py`.
OF_FIGURES = {"Attendance", "Meeting", "Slot"}
BY_NAME = sorted((one for one in _SHOWN if one.__name__ not in OF_FIGURES), key=lambda model: model.__name__)
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def there(app: Flask) -> SimpleNamespace:
    """A small catalogue: a course with all that may be said of one, and a date with somebody in it."""
    course = make.course(
        blocks=[SkillBlock(position=0, title=make.words("Internet"), skills=[make.words("Search")])],
        competences=[Competence(framework="DigComp", version="2.2", code="1.1")],
    )
    place = make.place(town=make.words("Montreuil"))
    session = make.course_session(course=course, place=place, capacity=2, dates=2)
    later = make.course_session(timedelta(days=9), course=course, place=place)
    full = make.course_session(timedelta(days=8), course=course, place=place, capacity=1)
    draft = make.course_session(timedelta(days=6), course=course, place=place, draft=True)
    make.fill(full, 1)
    change({"PORTAL_ORGANISATION": "Numérique Ici"}, NOW)
    sign_up = make.sign_up(session, reach=read_phone("0612345678", "FR"))
    job = make_jobs.posting(most_open=1)
    fair = make_jobs.fair(NOW + timedelta(days=7), job.company, place=place)
    db.session.commit()
    return SimpleNamespace(
        job=job,
        fair=fair,
        course=course,
        place=place,
        session=session,
        later=later,
        full=full,
        draft=draft,
        sign_up=sign_up,
    )


def rename_programme(there):
    there.course.programme.name = Text(en="Renamed")


def rename_course(there):
    there.course.title = Text(en="Another title")


def add_course(there):
    make.course(programme=there.course.programme, title=Text(en="A new course"))


def set_next_course(there):
    there.course.next_courses = [make.course(programme=there.course.programme)]


def rename_block(there):
    there.course.blocks[0].title = Text(en="The web")


def drop_competence(there):
    there.course.competences = []


def rename_place(there):
    there.place.name = Text(en="The green house")
    there.place.town = Text(en="Bondy")


def more_seats(there):
    change_capacity(there.session, 40, NOW)


def look_after_children(there):
    there.session.childcare = True


def move_date(there):
    start = NOW + timedelta(days=3)
    set_dates(there.session, [SessionDate(starts_at=start, ends_at=start + timedelta(hours=1))])


def longer_date(there):
    """One date of two: first and last instant of the course session stay."""
    there.session.dates[0].ends_at += timedelta(minutes=30)


def speak_tigrinya(there):
    there.session.spoken.append(SpokenLanguage(code="ti"))


def new_date(there):
    make.course_session(timedelta(days=1), course=there.course, place=there.place)


def close(there):
    there.session.closes_at = NOW


def call_off(there):
    cancel_course_session(there.session, NOW)


def unpublish_course(there):
    there.course.draft = True


def unpublish_date(there):
    there.later.draft = True


def publish_date(there):
    there.draft.draft = False


def take_last_seat(there):
    take_seat(there.session, make.seat_request("Amal"), NOW)


def give_back(there):
    cancel(there.sign_up, NOW)


def rename_company(there: SimpleNamespace) -> None:
    there.job.company.name = "Another company"


def stop_company(there: SimpleNamespace) -> None:
    companies.suspend(there.job.company, "No.", NOW)


def better_pay(there: SimpleNamespace) -> None:
    there.job.pay_from = 99900


def pause_posting(there: SimpleNamespace) -> None:
    publishing.pause(there.job, Role.COMPANY, NOW)


def apply_for_work(there: SimpleNamespace) -> None:
    """As many as may wait: the posting takes no more."""
    make_jobs.application(posting=there.job)


def call_off_fair(there: SimpleNamespace) -> None:
    fairs.call_off(there.fair, NOW)


def take_company_from_fair(there: SimpleNamespace) -> None:
    fairs.take_away(there.fair, there.job.company)


def rename_association(there: SimpleNamespace) -> None:
    change({"PORTAL_ORGANISATION": "Numérique Là-bas"}, NOW)


#: What is changed, and of which model: each that the public sees is here.
CHANGES: dict[Callable[[SimpleNamespace], None], str] = {
    rename_programme: "Programme",
    rename_course: "Course",
    add_course: "Course",
    set_next_course: "Course",
    unpublish_course: "Course",
    rename_block: "SkillBlock",
    drop_competence: "Competence",
    rename_place: "Place",
    more_seats: "CourseSession",
    look_after_children: "CourseSession",
    close: "CourseSession",
    call_off: "CourseSession",
    unpublish_date: "CourseSession",
    publish_date: "CourseSession",
    move_date: "SessionDate",
    longer_date: "SessionDate",
    new_date: "SessionDate",
    speak_tigrinya: "SpokenLanguage",
    take_last_seat: "SignUp",
    give_back: "SignUp",
    rename_company: "Company",
    stop_company: "Company",
    better_pay: "Posting",
    pause_posting: "Posting",
    apply_for_work: "JobApplication",
    call_off_fair: "JobFair",
    take_company_from_fair: "JobFair",
    rename_association: "Setting",
}


def pages(app: Flask, there: SimpleNamespace) -> list[str]:
    """Each kind of public page, and the list as a filter and htmx ask for it."""
    refs = [there.session.ref, there.later.ref, there.full.ref]
    found = public_addresses(app, [there.course.slug], [there.place.slug], refs, ["en"])
    jobs = ["/en/jobs", f"/en/jobs/{there.job.ref}", f"/en/jobs/companies/{there.job.company.ref}"]
    return [*found, *jobs, "/en/sessions?free=1", f"/ar/sessions?place={there.place.slug}"]


def seen(client: FlaskClient, addresses: list[str]) -> dict[str, bytes]:
    return {address: client.get(address).data for address in addresses}


def number() -> int:
    return db.session.scalar(db.select(PublicVersion.number)) or 0


def test_every_model_the_public_sees_is_changed_in_these_tests():
    assert {model.__name__ for model in _SHOWN} - OF_FIGURES == set(CHANGES.values())


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_a_change_each_kind_of_page_is_what_it_would_be_without_a_memory(app, client, there, change):
    addresses = pages(app, there)
    before = seen(client, addresses)
    assert seen(client, addresses) == before

    begin_write()
    change(there)
    db.session.commit()
    after = seen(client, addresses)
    app.extensions["page_cache"].clear()
    anew = seen(client, addresses)

    assert {address for address in addresses if after[address] != anew[address]} == set()
    assert after != before


@pytest.fixture
def asked_twice(client: FlaskClient) -> Iterator[Callable[..., tuple[bytes, list[str]]]]:
    """`asked_twice(address)`: the second answer, and the queries it took beside the one for the number."""

    def ask(address: str, **values: object) -> tuple[bytes, list[str]]:
        client.get(address, **values)
        with queries_counted() as queries:
            answer = client.get(address, **values).data
        return answer, [query for query in queries if "public_version" not in query]

    yield ask


def test_the_second_visitor_gets_a_page_from_memory(there, asked_twice):
    for address in ("/en/", "/en/sessions", f"/fr/courses/{there.course.slug}", f"/ar/sessions/{there.session.ref}"):
        assert asked_twice(address)[1] == [], address


def test_a_page_is_kept_for_its_query_its_language_its_size_and_its_encoding(app, client, there):
    asked = [
        ("/en/sessions", {}),
        ("/en/sessions?free=1", {}),
        ("/en/sessions?place=nowhere", {}),
        ("/fr/sessions", {}),
        ("/fa/sessions", {}),
        ("/en/sessions", FRAGMENT),
        ("/en/sessions?free=1", FRAGMENT),
        ("/en/sessions", {"Accept-Encoding": "br"}),
        ("/en/sessions", {"Accept-Encoding": "gzip"}),
        ("/en/sessions", FRAGMENT | {"Accept-Encoding": "br"}),
    ]
    cache = app.extensions["page_cache"]

    kept = [client.get(address, headers=headers).data for address, headers in asked * 2][len(asked) :]
    anew = []
    for address, headers in asked:
        cache.clear()
        anew.append(client.get(address, headers=headers).data)

    assert kept == anew
    assert len(set(kept)) == len(asked)


def test_a_page_from_memory_has_the_headers_of_the_first(client, there):
    first, second = (client.get("/en/sessions", headers={"Accept-Encoding": "br"}) for _ in range(2))

    assert dict(second.headers) == dict(first.headers)
    assert second.headers["Content-Encoding"] == "br"


def test_a_browser_that_has_the_page_is_told_that_it_has_not_changed(client, there):
    first = client.get("/en/sessions", headers={"Accept-Encoding": "br"})
    again = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}

    unchanged = client.get("/en/sessions", headers=again)
    begin_write()
    rename_course(there)
    changed = client.get("/en/sessions", headers=again)

    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert unchanged.headers["ETag"] == first.headers["ETag"]
    assert "Content-Length" not in unchanged.headers
    assert changed.status_code == 200


def test_who_asks_for_the_head_gets_no_body(client, there):
    client.get("/en/sessions")

    answer = client.head("/en/sessions")

    assert (answer.status_code, answer.data) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 1000


def test_a_page_is_made_anew_when_the_minute_has_passed(client):
    with time_machine.travel(NOW, tick=False) as clock_on_the_wall:
        session = make.course_session(opens_at=NOW + timedelta(minutes=1))
        soon = client.get_page(f"/en/sessions/{session.ref}")
        clock_on_the_wall.shift(timedelta(minutes=1))
        open_now = client.get_page(f"/en/sessions/{session.ref}")

    assert soon.text(".pill") == "Opens soon"
    assert open_now.text(".pill") == "Seats free"


def test_what_belongs_to_one_visitor_is_never_kept(app, client, other, there):
    """Forms carry a token, cards a booking: nobody else gets either."""
    form = client.get_page(f"/en/sessions/{there.session.ref}/seat").form("#seat-form form")
    card = form.fill(first_name="Nour", reach_by="none", consent="y").send()
    address = card.response.request.path

    assert client.get(address).status_code == 200
    assert other.get(address).status_code == 404
    assert (
        other.get(f"/en/sessions/{there.session.ref}/seat").data
        != client.get(f"/en/sessions/{there.session.ref}/seat").data
    )
    assert not [key for key in app.extensions["page_cache"]._kept if "/seat" in key[1]]


def test_an_address_that_does_not_exist_is_not_kept(app, client):
    for address in ("/en/courses/nothing", "/en/nothing", "/en/sessions?page=99999"):
        assert client.get(address).status_code == 404

    assert not app.extensions["page_cache"]._kept


def test_what_the_public_does_not_see_leaves_the_number_where_it_is(there):
    before = number()

    begin_write()
    add_facts(there.sign_up, "fr", [Need.STEP_FREE], "A pen", HeardFrom.FRIEND)
    there.sign_up.person.first_name = "Amal"
    there.session.join_url = "https://meet.example.org/elsewhere"
    db.session.commit()

    assert number() == before


def test_a_change_that_is_taken_back_leaves_the_number_where_it_is(there):
    before = number()

    begin_write()
    rename_course(there)
    db.session.flush()
    db.session.rollback()
    begin_write()
    there.sign_up.person.first_name = "Amal"
    db.session.commit()

    assert number() == before


def all_but(model: type, *shown: str) -> set[str]:
    return {column.key for column in inspect(model).column_attrs} - set(shown)


@pytest.mark.parametrize("model", BY_NAME, ids=lambda model: model.__name__)
def test_each_column_the_public_sees_is_noticed_when_it_changes(there, model):
    make_jobs.application()
    hidden = {
        "CourseSession": {"rev", "join_url", "info_meeting_url", "trainer_id"},
        "SignUp": SIGN_UP_HIDES,
        "Company": all_but(Company, "state", "name", "about", "website", "town", "country"),
        "Posting": {"id", "recruiter_id", "reviewed_at", "changed_at", "created_at", "copied_from_id"},
        "JobApplication": all_but(JobApplication, "state", "posting_id"),
        "JobFair": {"id", "ref", "created_at", "tablet_digest"},
    }
    one = db.session.scalars(db.select(model)).first()
    for column in inspect(model).column_attrs:
        setattr(one, column.key, "Another" if column.key == "name" else object())
        assert shows_a_change(one) is (column.key not in hidden.get(model.__name__, set())), column.key
        db.session.expire(one)


def request(cache: PageCache, path: str = "/") -> bytes:
    return b"".join(cache({"REQUEST_METHOD": "GET", "PATH_INFO": path}, lambda status, headers, exc_info=None: None))


@pytest.fixture
def counted() -> tuple[Callable[..., list[bytes]], list[str]]:
    """An app that numbers its answers."""
    made: list[str] = []

    def inner(environ, start_response):
        may_be_kept(environ)
        made.append(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [f"{len(made)}".encode()]

    return inner, made


def test_a_page_that_was_made_while_the_number_moved_is_not_kept_under_the_new_one(counted):
    """What somebody changes between the reading of the number and that of the data, the next visitor sees."""
    inner, made = counted
    moment = [1]

    def moving(environ, start_response):
        answer = inner(environ, start_response)
        if len(made) == 1:
            moment[0] = 2
            request(cache, "/other")
        return answer

    cache = PageCache(moving, lambda: moment[0], 1000)

    first, second = request(cache), request(cache)

    assert (first, second) == (b"1", b"3")
    assert request(cache) == b"3"


def test_as_much_is_kept_as_there_is_room_for(counted):
    inner, made = counted
    cache = PageCache(inner, lambda: 1, 3)

    for path in ("/a", "/b", "/c", "/a", "/d", "/d", "/a"):
        request(cache, path)

    assert made == ["/a", "/b", "/c", "/d", "/a"]


def test_without_a_number_every_page_is_made_anew(counted):
    inner, _made = counted
    cache = PageCache(inner, lambda: None, 1000)

    assert [request(cache), request(cache)] == [b"1", b"2"]


def test_no_room_means_no_memory(counted):
    inner, _made = counted
    cache = PageCache(inner, lambda: 1, 0)

    assert [request(cache), request(cache)] == [b"1", b"2"]
