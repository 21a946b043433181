"""Whatever is typed into a form or an address gets a clear sentence, a way on, and the right status."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal.domain.signups.lookup import link_token
from portal.web.hygiene import clean
from tests import make
from tests.blueprints.steps import open_seat_form, take_seat
from tests.conftest import limiter_state_free
from tests.html import Form, Page

#: What people paste, and what attackers do, more often than chance would draw it.
POISON = (
    "\x00",
    "\uffff",
    "n" * 600,
    "a\x00b",
    "x\r\nSet-Cookie: a=b",
    "'; DROP TABLE person; --",
    "<script>",
    "٠٦١٢",
    "\u202e",
)
TYPED = st.one_of(st.text(max_size=20), st.sampled_from(POISON))
pytestmark = pytest.mark.long_on_postgresql

MANY = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],  # the texts are short: shrinking them costs more than it tells
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def typed(**fields: tuple[str, ...]) -> st.SearchStrategy[dict[str, list[str]]]:
    """Any answers: right ones, any text, several at once, or none."""

    def answers(known: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
        one = st.one_of(st.sampled_from(known), TYPED) if known else TYPED
        return st.one_of(one.map(lambda value: [value]), st.lists(one, max_size=3))

    return st.fixed_dictionaries({name: answers(known) for name, known in fields.items()})


def send(form: Form, answers: dict[str, list[str]]) -> Page:
    """The form as the page gave it, with `answers` in its fields."""
    kept = {name: [value] for name, value in form.values.items() if name not in answers}
    pairs = [(name, value) for name, values in (kept | answers).items() for value in values]
    return form.page.client.post_page(
        form.element.get("action"), data=urlencode(pairs), content_type="application/x-www-form-urlencoded"
    )


def as_shown(text: str, lines: bool = False) -> str:
    """What a field shows after `text` was typed: cleaned once, single lines tidied."""
    return clean(text) if lines else " ".join(clean(text).split())


def judge(page: Page, form_css: str, answers: dict[str, list[str]], lines: tuple[str, ...] = ()) -> None:
    """Never a 5xx; a refusal has a summary and keeps what was typed."""
    assert page.status in {200, 409, 422}
    if page.status == 200:
        return
    assert page.problems or page.all(".summary")
    assert all(problem for problem in page.problems)
    assert page.title.startswith("Error: ")
    again = page.form(form_css)
    for name, values in answers.items():
        field = again.element.cssselect(
            f"input[name={name}]:not([type=radio]):not([type=checkbox]), textarea[name={name}]"
        )
        if field and values:
            assert again[name] == as_shown(values[0], lines=name in lines)


@MANY
@given(
    answers=typed(
        first_name=("Nour", ""),
        reach_by=("phone", "email", "none"),
        phone=("06 12 34 56 78", ""),
        email=("nour@example.org", ""),
        party=("1", "4", "99"),
        consent=("y", ""),
        key=("a" * 22,),
    )
)
def test_nothing_typed_into_the_seat_form_is_lost_or_breaks_it(app, answers):
    session = make.course_session(capacity=1000)
    page = send(open_seat_form(app.test_client(), session), answers)
    answers.pop("key")
    judge(page, "#seat-form form", answers)


@MANY
@given(answers=typed(code=("KFPR 742", ""), first_name=("Nour", "")))
def test_nothing_typed_into_the_code_form_is_lost_or_breaks_it(app, answers):
    limiter_state_free(app)
    page = send(app.test_client().get_page("/en/seats").form("#code-form form"), answers)
    judge(page, "#code-form form", answers)


@MANY
@given(
    answers=typed(
        language=("fr", "ar", ""), needs=("step_free", "interpreter"), note=("A pen",), heard_from=("friend", "")
    )
)
def test_nothing_typed_into_the_facts_form_is_lost_or_breaks_it(app, answers):
    card = take_seat(app.test_client())
    judge(send(card.form("#facts-form form"), answers), "#facts-form form", answers, lines=("note",))


@MANY
@given(
    answers=typed(reach_by=("phone", "email", "none"), phone=("06 12 34 56 78", ""), email=("nour@example.org", ""))
)
def test_nothing_typed_into_the_contact_form_is_lost_or_breaks_it(app, answers):
    client = app.test_client()
    form = client.get_page(take_seat(client).link("Change this")).form("#contact-form form")
    judge(send(form, answers), "#contact-form form", answers)


@MANY
@given(answers=typed(party=("1", "4", "99", "0")))
def test_nothing_chosen_in_the_party_form_breaks_it(app, answers):
    client = app.test_client()
    form = client.get_page(take_seat(client).link("Come with more people, or fewer")).form("#party-form form")
    judge(send(form, answers), "#party-form form", answers)


@MANY
@given(answers=typed(to=("aaaaaaaa",)))
def test_no_date_to_move_to_breaks_the_page(app, answers):
    session = make.course_session()
    make.course_session(course=session.course)
    client = app.test_client()
    page = send(client.get_page(take_seat(client, session).link("Move to another date")).form("main form"), answers)

    assert (page.status, page.problems) == (422, ["Choose one of the dates shown."])


@MANY
@given(answers=typed(code=("KFPR 742", "")))
def test_nothing_typed_into_the_check_behind_a_link_is_lost_or_breaks_it(app, answers):
    check = app.test_client().get_page(f"/en/l/{link_token(make.sign_up())}")
    judge(send(check.form(), answers), "main form", answers)


@MANY
@given(answers=typed(first_name=("Nour", ""), phone=("06 12 34 56 78", ""), note=("After 17 h",), consent=("y", "")))
def test_nothing_typed_into_the_call_form_is_lost_or_breaks_it(app, answers):
    limiter_state_free(app)
    page = send(app.test_client().get_page("/en/call").form("#call-form form"), answers)
    judge(page, "#call-form form", answers, lines=("note",))


@MANY
@given(
    answers=typed(
        first_name=("Nour", ""),
        reach_by=("phone", "email", "none"),
        phone=("06 12 34 56 78", ""),
        email=("nour@example.org", ""),
        consent=("y", ""),
    ),
    near=TYPED,
)
def test_nothing_typed_into_the_form_of_a_wish_is_lost_or_breaks_it(app, answers, near):
    limiter_state_free(app)
    course = make.course()
    make.db.session.commit()
    address = f"/en/courses/{course.slug}/tell-me?{urlencode({'near': near}, errors='replace')}"
    judge(send(app.test_client().get_page(address).form("#wish-form form"), answers), "#wish-form form", answers)


@MANY
@given(
    query=typed(
        place=("online",),
        kind=("flash",),
        mode=("online", "there"),
        language=("fr",),
        french=("a1",),
        free=("1",),
        page=("1", "0", "2"),
    )
)
def test_no_filter_breaks_the_list(app, query):
    page = app.test_client().get_page("/en/sessions?" + urlencode(query, doseq=True))

    assert page.status in {200, 400, 404}
    assert page.h1 == "Find a date"


@MANY
@given(
    segments=st.lists(
        st.one_of(
            st.sampled_from(["en", "fr", "xx", "sessions", "courses", "seats", "l", "seat", "open", "static", ".."]),
            TYPED,
        ),
        max_size=4,
    )
)
def test_no_address_breaks_the_site(app, segments):
    address = "/" + "/".join(quote(segment, safe="") for segment in segments)

    # With a base address "//x" stays a path; without one the test client takes x for a host.
    page = app.test_client().get_page(address, base_url="http://localhost")

    assert page.status in {200, 404, 405}
    assert page.h1
