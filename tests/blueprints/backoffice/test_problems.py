"""Reports of a problem: those responsible for safeguarding read them, and nobody else of the team meets a trace."""

import re

import pytest

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from portal.domain.mentoring.pair_models import PairProblem, Side
from portal.domain.mentoring.problems import report
from portal.domain.messages.models import Message
from portal.domain.promises.lists import open_promises
from portal.domain.promises.models import Promise
from tests import make, make_mentoring
from tests.blueprints.backoffice.steps import let_in, signed_in
from tests.blueprints.letters import PHONE
from tests.conftest import NOW
from tests.worker.office import Office

LIST = "/en/office/problems"
#: What only a report says, or what is told about one.
TRACES = ("I am afraid", "pair_problem", "Look into a problem", "We got what you wrote", "Report of a problem: ")


def reported(side=Side.LEARNER):
    mentee = make_mentoring.mentee(make.sign_up(first_name="Nour", reach=PHONE))
    pair = make_mentoring.pair(mentee=mentee, volunteer=make_mentoring.volunteer(first_name="Claire"))
    problem = report(pair, side, "I am afraid of Claire", "k", NOW)
    db.session.commit()
    return problem


def responsible(client, role="staff"):
    who = make.account(role)
    make.grant(who, "safeguarding")
    let_in(client, who)
    return who


def test_who_is_responsible_finds_the_report_with_its_date_and_reads_it(client):
    reported()
    responsible(client)

    page = client.get_page(LIST)
    assert page.texts("main article") == [
        "Nour Learner · Tuesday 24 November at 10:00 Until Wednesday 25 November at 18:00"
    ]

    page = client.get_page(page.link("Nour"))
    assert page.text("blockquote") == "I am afraid of Claire"
    assert "Until Wednesday 25 November at 18:00" in page.words


def test_it_is_closed_with_what_was_done_and_then_stands_among_the_closed(client):
    problem = reported()
    responsible(client)

    page = (
        client.get_page(f"{LIST}/{problem.ref}")
        .form("form[action$='/close']")
        .fill(text="We spoke with both.")
        .send()
    )

    assert "Closed. Whoever reported it is told." in page.words
    assert "We spoke with both." in page.words
    assert open_promises() == []
    assert "No report is open." in client.get_page(LIST).words
    assert client.get_page(f"{LIST}?closed=1").texts("main article h2") == ["Nour"]


def test_what_was_done_must_be_said(client):
    problem = reported()
    responsible(client)

    page = client.get_page(f"{LIST}/{problem.ref}").form("form[action$='/close']").send()

    assert (page.status, page.problems) == (422, ["Write a few words."])


def test_who_is_second_to_close_it_is_told(client, other):
    problem = reported()
    responsible(client)
    responsible(other)
    late = other.get_page(f"{LIST}/{problem.ref}").form("form[action$='/close']").fill(text="Another word")
    client.get_page(f"{LIST}/{problem.ref}").form("form[action$='/close']").fill(text="We spoke with both.").send()

    page = late.send()

    assert page.status == 409
    db.session.expire_all()
    assert db.session.get_one(PairProblem, problem.id).outcome == "We spoke with both."


def test_how_to_reach_whoever_reported_it_is_shown_once_and_written_down(client):
    problem = reported()
    who = responsible(client)
    page = client.get_page(f"{LIST}/{problem.ref}")
    assert "+33612345678" not in page.words

    page = page.form("form[action$='/contact']").send()

    assert "+33612345678" in page.words
    lines = db.session.scalars(db.select(AuditLine).order_by(AuditLine.id)).all()
    assert [(line.action, line.account_id, line.person_id, line.place_id) for line in lines] == [
        ("pair_problem.read", who.id, None, None),
        ("pair_problem.contact_read", who.id, None, None),
    ]


@pytest.mark.parametrize("role", ["staff", "admin"])
def test_where_somebody_is_responsible_neither_staff_nor_admin_opens_it(client, other, role):
    problem = reported()
    responsible(other)
    signed_in(client, role)

    for address in (LIST, f"{LIST}/{problem.ref}"):
        assert client.get(address).status_code == 404
    assert "Reports of a problem" not in client.get_page("/en/office").words


def test_where_nobody_is_responsible_admins_read_it(client, other):
    problem = reported()
    signed_in(client, "admin")
    signed_in(other, "staff")

    assert "I am afraid" in client.get_page(f"{LIST}/{problem.ref}").words
    assert "Reports of a problem" in client.get_page("/en/office").words
    assert other.get(f"{LIST}/{problem.ref}").status_code == 404


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("role", ["staff", "admin"])
def test_nobody_else_of_the_team_meets_a_trace_of_it(app, client, other, tmp_path, side, role):
    """The rendered pages and files of the back office, before and after it was read, told and closed."""
    problem = reported(side)
    responsible(other)
    Office(app, tmp_path).work(NOW)
    page = other.get_page(f"{LIST}/{problem.ref}")
    page.form("form[action$='/close']").fill(text="We spoke with both.").send()
    pair = db.session.get_one(PairProblem, problem.id).pair
    owed = [f"promises/{one.ref}" for one in db.session.scalars(db.select(Promise))]
    messages = [f"messages/{one.ref}" for one in db.session.scalars(db.select(Message)) if "problem" in one.kind]
    signed_in(client, role)

    seen = [
        *("", "/promises", "/promises?ended=1&everybody=1", "/promises.csv?ended=1", "/messages", "/messages.csv"),
        *("/audit", "/audit.csv", "/pairs", "/pairs.csv", f"/pairs/{pair.ref}"),
        *(f"/people/{pair.mentee.person_id}", f"/sign-ups/{pair.mentee.sign_up.ref}"),
        f"/volunteers/{pair.volunteer.ref}",
        *(f"/people/{pair.mentee.person_id}/copy", f"/people/{pair.mentee.person_id}/copy.json"),
        *(f"/volunteers/{pair.volunteer.ref}/copy", f"/volunteers/{pair.volunteer.ref}/copy.json"),
    ]
    for address in seen:
        answer = client.get(f"/en/office{address}")
        assert (address, answer.status_code) == (address, 200)
        shown = re.sub("<option.*?</option>", "", answer.get_data(as_text=True))
        found = [trace for trace in TRACES if trace in shown]
        assert (address, found) == (address, [])
    assert owed
    for address in (*owed, *messages):
        assert (address, client.get(f"/en/office/{address}").status_code) == (address, 404)
