"""Applications in the back office: each step a button, the answer given or refused with its reason."""

import pytest

from portal.domain.promises.kinds import PromiseKind
from portal.domain.signups.applying import application_of
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.backoffice.test_seats import done
from tests.blueprints.backoffice.test_sign_ups import one
from tests.domain.signups.applicants import applied, cohort, filled, invited, owed
from tests.domain.signups.lines import news


def press(page, words: str):
    """The form whose button says so, sent."""
    found = [form for form in page.all("main form") if words in form.text_content()]
    assert len(found) == 1, f"{len(found)} buttons say {words!r}"
    return type(page.form())(found[0], page)


def test_an_application_shows_how_far_it_is_and_by_when_the_answer_is_owed(client):
    sign_up = applied()
    signed_in(client)

    page = client.get_page(one(sign_up))

    assert page.text("#application .big") == "Application received"
    assert "Answer an application" in page.texts("dl dt")


def test_the_interview_is_proposed_agreed_and_held(client):
    sign_up = applied()
    signed_in(client)

    page = press(client.get_page(one(sign_up)), "They came to the information meeting").send()
    assert page.text("#application .big") == "Came to the information meeting"
    page = press(page, "Propose this date").fill(day="2026-12-01", hour="14:30").send()
    assert done(page) == "The date is proposed. They are told."
    assert "Tuesday 1 December at 14:30" in page.text("#application")
    page = press(page, "They said yes to the date").send()
    assert page.text("#application .big") == "Interview agreed"
    page = press(page, "The interview took place").send()

    assert application_of(sign_up).step == "held"
    assert page.texts("#application form") == []
    assert owed(sign_up, PromiseKind.INTERVIEW) is None


@pytest.mark.parametrize(
    ("day", "hour", "problem"),
    [
        ("", "14:00", "Choose a day."),
        ("2026-12-01", "2 o'clock", "Write an hour. For example: 14:00"),
        ("2026-11-01", "14:00", "Choose a date before Tuesday 8 December at 18:00: the answer is promised by then."),
        ("2027-03-28", "02:30", "The clocks skip this hour. Choose another."),
    ],
)
def test_a_date_that_cannot_be_says_what_to_do_and_keeps_what_was_typed(client, day, hour, problem):
    sign_up = applied()
    signed_in(client)

    page = press(client.get_page(one(sign_up)), "Propose this date").fill(day=day, hour=hour).send()

    assert page.problems == [problem]
    assert page.one("#hour").get("value") == hour


def test_who_is_accepted_has_the_seat(client):
    sign_up = applied()
    signed_in(client)

    page = press(client.get_page(one(sign_up)), "Give the seat").send()

    assert done(page) == "The seat is theirs. They are told."
    assert news(sign_up)[-1][0] == "application_accepted"


def test_where_all_seats_are_taken_they_wait_in_line(client):
    sign_up = applied(filled(cohort(seats=1)))
    signed_in(client)

    page = press(client.get_page(one(sign_up)), "Let them wait in line").send()

    assert done(page) == "They wait in line, and are told."
    assert sign_up.state == "waiting"


def test_a_refusal_shows_the_sentence_they_read_and_is_told(client):
    sign_up = applied()
    signed_in(client)
    asked = client.get_page(client.get_page(one(sign_up)).link("Refuse"))

    assert asked.form("main form").send().problems == ["Choose a reason."]
    page = asked.form("main form").fill(reason="french").send()

    assert done(page) == "Refused. They are told, with other courses."
    assert page.texts("#history + .told li p:first-child")[-1] == (
        "Not accepted, by the team. This course needs more French. You can learn it first."
    )


def test_what_was_answered_meanwhile_is_said(client):
    sign_up = applied()
    invited(sign_up)
    signed_in(client)
    page, refusing = client.get_page(one(sign_up)), client.get_page(one(sign_up, "/refuse"))
    refusing.form("main form").fill(reason="full").send()

    late = press(page, "The interview took place").send()

    assert (late.status, late.text(".summary")) == (409, "It stands otherwise now. Look at it again.")
