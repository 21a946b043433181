"""What the team does with one sign-up, as it looks: give the seat, with a reason too; take it back; move it."""

from datetime import timedelta

from sqlalchemy import select

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from portal.domain.signups.models import SignUp
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.backoffice.test_sign_ups import one
from tests.domain.signups.lines import full, give_back, join, news

DAY = timedelta(days=1)
SEAT = "section form[action$=confirm]"


def done(page) -> str:
    return page.text("main > .note.done")


def noted() -> list[tuple[str, dict]]:
    lines = db.session.scalars(select(AuditLine).where(AuditLine.action != "sign_up.read").order_by(AuditLine.id))
    return [(line.action, line.facts) for line in lines]


def test_all_seats_are_taken_and_only_a_reason_gives_one_more(client):
    session, _ = full()
    nour = join(session)
    signed_in(client)
    page = client.get_page(one(nour))

    refused = page.form(SEAT).send()
    assert refused.status == 409
    assert refused.problems == ["All seats are taken. Choose a reason to give one more."]
    assert nour.state == "waiting"
    given = refused.form(SEAT).fill(beyond="over_capacity:room").send()

    assert done(given) == "The seat is theirs. They are told."
    assert given.texts("#history + .told li p:first-child")[-1] == (
        "Has a seat, by the team. More seats than planned: There is room for one more"
    )
    assert noted() == [("sign_up.confirmed", {"why": "over_capacity:room"})]


def test_what_somebody_else_did_meanwhile_is_said(client):
    session, (holder,) = full()
    nour = join(session)
    signed_in(client)
    page = client.get_page(one(nour))
    give_back(nour)

    late = page.form(SEAT).fill(beyond="over_capacity:room").send()

    assert (late.status, late.text(".summary")) == (409, "It stands otherwise now. Look at it again.")
    assert late.text("main .pill") == "Given back"
    assert holder.state == "confirmed"


def test_a_seat_is_given_back_for_somebody_after_one_question(client):
    sign_up = make.sign_up()
    signed_in(client)

    asked = client.get_page(client.get_page(one(sign_up)).link("Give the seat back"))
    assert asked.h1 == "Give this seat back?"
    page = asked.form("main form").send()

    assert done(page) == "Done. They are told, and the line moves up."
    assert (sign_up.state, news(sign_up)[-1][0]) == ("cancelled", "seat_given_back")
    assert noted() == [("sign_up.cancelled", {})]
    assert page.all(SEAT) == []


def test_somebody_is_moved_to_another_date_of_the_course(client):
    sign_up = make.sign_up()
    course = sign_up.course_session.course
    later = make.course_session(9 * DAY, course=course)
    make.course_session(9 * DAY)
    signed_in(client)

    asked = client.get_page(client.get_page(one(sign_up)).link("Move to another date"))
    assert len(asked.all(".pick")) == 1
    page = asked.form("main form").fill(to=later.ref).send()

    assert done(page) == "Moved. They are told, and the old seat is free."
    assert sign_up.moved_to.course_session_id == later.id
    assert page.text("main > .note:not(.done) a").startswith("Thursday 3 December")


def test_to_a_full_date_a_reason_is_asked(client):
    sign_up = make.sign_up()
    later, _ = full(9 * DAY, course=sign_up.course_session.course)
    signed_in(client)
    asked = client.get_page(one(sign_up, "/move"))
    assert asked.all("[name=beyond]") == []

    refused = asked.form("main form").fill(to=later.ref).send()
    assert (refused.status, refused.problems) == (409, ["All seats are taken. Choose a reason to give one more."])
    refused.form("main form").fill(beyond="over_capacity:promised").send()

    assert sign_up.moved_to.history[0].why == "over_capacity:promised"


def test_a_date_must_be_chosen_and_one_of_those_shown(client):
    sign_up = make.sign_up()
    make.course_session(9 * DAY, course=sign_up.course_session.course)
    signed_in(client)

    page = client.get_page(one(sign_up, "/move")).form("main form").send()

    assert (page.status, page.problems) == (422, ["Choose one of the dates shown."])


def test_a_full_date_of_another_place_is_not_offered_to_the_team_of_this_one(client):
    sign_up = make.sign_up()
    place, course = sign_up.course_session.place, sign_up.course_session.course
    full(9 * DAY, course=course)
    roomy = make.course_session(10 * DAY, course=course)
    signed_in(client, places=(place,))

    page = client.get_page(one(sign_up, "/move"))

    assert [pick.get("value") for pick in page.all("[name=to]")] == [roomy.ref]


def test_nobody_is_moved_above_the_capacity_of_another_place(client):
    sign_up = make.sign_up(party=2)
    place, course = sign_up.course_session.place, sign_up.course_session.course
    almost = make.course_session(9 * DAY, course=course, capacity=1)
    signed_in(client, places=(place,))

    form = client.get_page(one(sign_up, "/move")).form()
    form.values |= {"to": almost.ref, "beyond": "over_capacity:room"}

    assert form.send().status == 409
    assert sign_up.state == "confirmed"


def test_a_course_without_another_date_says_so(client):
    signed_in(client)

    page = client.get_page(one(make.sign_up(), "/move"))

    assert page.text("main .note") == "This course has no other date yet."


def test_nothing_is_left_to_do_with_what_has_ended(client):
    sign_up = make.sign_up()
    give_back(sign_up)
    signed_in(client)

    for rest in ("/cancel", "/move"):
        assert client.get_page(one(sign_up, rest)).all("main form") == []
    assert db.session.scalars(select(SignUp.state)).all() == ["cancelled"]
