"""Finding a mentor for a learner: the list, who fits, asking both, and a whole cohort at once."""

import pytest

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.auditlog.models import AuditLine
from portal.domain.mentoring import asking
from portal.domain.mentoring.looking import live_pair, mentee_of
from portal.domain.mentoring.matching_models import MatchingRound
from portal.domain.mentoring.states import PairState
from portal.domain.moves import Role
from tests import make
from tests import make_mentoring as mentoring
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.steps import path
from tests.conftest import NOW
from tests.domain.queries import queries_counted
from tests.html import tidy

LIST = "/en/office/mentoring"


def learner(first_name="Nour", **facts):
    session = facts.pop("session", None) or make.course_session()
    return mentoring.mentee(make.sign_up(session, first_name=first_name), **facts)


def names(page):
    return page.texts("tbody th")


def rows(page):
    """The rows of the table, each by its headings."""
    headings = page.texts("thead th")
    return [
        dict(zip(headings, [tidy(cell.text_content()) for cell in row.cssselect("th, td")], strict=True))
        for row in page.all("tbody tr")
    ]


def match_page(client, mentee):
    return client.get_page(f"{LIST}/{mentee.ref}")


def noted():
    return list(db.session.scalars(db.select(AuditLine.action).order_by(AuditLine.id)))


def test_the_list_says_since_when_they_look_and_until_when_an_answer_is_owed(client):
    asking.owe_again(learner(), NOW)
    signed_in(client)

    (row,) = rows(client.get_page(LIST))

    assert row["First name"] == "Nour"
    assert row["Looks since"] == "Tuesday 24 November"
    assert row["Wants help with"] == "CV"
    assert row["Speaks"] == "Arabic, French"
    assert row["How it stands"] == "We owe an answer until Tuesday 8 December at 18:00"


def test_who_is_asked_is_in_a_list_of_its_own(client):
    mentee = learner()
    asking.request(mentee, [mentoring.volunteer(first_name="Amina")], NOW)
    learner("Sami")
    signed_in(client)

    page = client.get_page(LIST)
    assert names(page) == ["Sami"]
    page = page.form("form.filter").fill(stand="asked").send()

    assert rows(page)[0]["How it stands"] == "Amina is asked until Friday 27 November at 18:00"
    assert names(page.form("form.filter").fill(stand="all").send()) == ["Nour", "Sami"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [({"topic": "web"}, ["Sami"]), ({"spoken": "uk"}, ["Sami"]), ({"q": "no"}, ["Nour"]), ({"topic": "french"}, [])],
)
def test_the_list_is_filtered_and_says_when_nobody_fits(client, typed, found):
    learner()
    learner("Sami", topics=["web"], spoken=["uk"])
    signed_in(client)

    page = client.get_page(LIST).form("form.filter").fill(**typed).send()

    assert names(page) == found
    assert ("Nobody fits." in page.words) == (not found)


def test_staff_of_one_place_see_their_own_learners_only(client):
    mine, other = learner(), learner("Sami")
    signed_in(client, places=(mine.sign_up.course_session.place,))

    assert names(client.get_page(LIST)) == ["Nour"]
    assert match_page(client, other).status == 404


def test_the_list_is_a_file_too_and_that_is_written_down(client):
    learner()
    signed_in(client)

    file = client.get(f"{LIST}.csv").get_data(as_text=True)

    assert "Nour;2026-11-24 10:00;The blue house;CV;Arabic, French" in file
    assert noted() == ["mentees.exported"]


def test_mentors_are_ranked_with_what_is_in_common_and_what_is_missing(client):
    mentee = learner(topics=["cv", "web"])
    mentoring.volunteer(first_name="Amina")
    mentoring.volunteer(first_name="Brice", spoken=["fr"], week=["sat_morning"])
    signed_in(client)

    page = match_page(client, mentee)

    first, second = rows(page)
    assert (first["Mentor"], first["Fits"], first["Places free"]) == ("Amina", "60 of 100", "1")
    assert first["In common"] == "French, Arabic CV Evening: Tuesday Online or by phone"
    assert first["Missing"] == "Without: Making websites"
    assert (second["Mentor"], second["Missing"]) == ("Brice", "No time in common Without: Making websites")
    assert noted() == ["mentee.read"]


def test_neither_surname_nor_contact_nor_employer_of_a_mentor_is_on_the_page(client):
    mentee, mentor = learner(), mentoring.volunteer()
    signed_in(client)

    words = match_page(client, mentee).words

    assert mentor.first_name in words
    assert not [one for one in (mentor.surname, mentor.email, mentor.employer) if one in words]


def test_staff_suggest_and_read_first_who_is_asked_until_when(client):
    mentee, mentor = learner(), mentoring.volunteer(first_name="Amina")
    signed_in(client)

    page = client.get_page(match_page(client, mentee).link("Suggest: Amina"))
    assert page.h1 == "Ask both?"
    assert "The mentor Answers until Friday 27 November at 18:00" in page.words
    page = page.form("form[action*='/suggest/']").send()

    assert "Both are asked. You see here what they answer." in page.words
    assert "Both are asked: Amina" in page.words
    assert live_pair(mentee).volunteer_id == mentor.id
    assert "pair.suggested" in noted()


def test_what_was_done_for_a_learner_is_read_by_the_team_of_their_place(client):
    mentee, _mentor = learner(), mentoring.volunteer(first_name="Amina")
    there = mentee.sign_up.course_session.place_id
    signed_in(client)

    page = client.get_page(match_page(client, mentee).link("Suggest: Amina"))
    page.form("form[action*='/suggest/']").send()

    lines = db.session.execute(db.select(AuditLine.action, AuditLine.place_id))
    assert {("mentee.read", there), ("pair.suggested", there)} <= {tuple(line) for line in lines}


def test_whoever_was_slower_reads_so_and_nobody_is_asked_twice(client):
    mentee, mentor = learner(), mentoring.volunteer(first_name="Amina")
    signed_in(client)
    page = client.get_page(f"{LIST}/{mentee.ref}/suggest/{mentor.ref}")
    mentoring.pair(volunteer=mentor)
    db.session.commit()

    page = page.form("form[action*='/suggest/']").send()

    assert page.status == 409
    assert "Amina takes no learner more now. Choose another mentor." in page.words
    assert live_pair(mentee) is None


def test_what_was_said_on_the_phone_makes_a_pair(client):
    mentee = learner()
    pair = asking.suggest(mentee, mentoring.volunteer(first_name="Amina"), NOW)
    db.session.commit()
    signed_in(client)

    page = match_page(client, mentee).form("form[action$='/mentor-yes']").send()
    assert "The mentor Said yes" in page.words
    page = page.form("form[action$='/learner-yes']").send()

    assert pair.state == PairState.ACCEPTED
    assert "Their mentor: Amina . Both said yes." in page.words


def test_staff_take_a_suggestion_back_and_look_on(client):
    mentee = learner()
    asking.suggest(mentee, mentoring.volunteer(), NOW)
    db.session.commit()
    signed_in(client)

    page = match_page(client, mentee)
    late = page.form("form[action$='/take-back']")
    page = page.form("form[action$='/take-back']").send()

    assert "Taken back. They were told." in page.words
    assert "Who fits" in page.words
    assert "Nobody waits for this answer any more. Look again." in late.send().words


def test_the_other_way_round_learners_are_ranked_for_a_mentor(client):
    mentor = mentoring.volunteer()
    learner("Sami", topics=["web"])
    learner("Nour")
    signed_in(client)

    page = client.get_page(f"{LIST}/volunteers/{mentor.ref}")

    assert names(page) == ["Nour", "Sami"]
    assert "1 place free" in page.words
    assert client.get_page(page.link("Suggest: Nour")).h1 == "Ask both?"


def test_a_learner_without_a_phone_is_written_down_by_staff(client):
    sign_up = make.sign_up(reach=read_phone("06 12 34 56 78", "FR"))
    signed_in(client)

    page = client.get_page(f"/en/office/people/{sign_up.person_id}/mentor")
    refused = page.form("form.stack").send()
    assert refused.status == 422
    assert refused.problems == ["Tick at least one kind of help.", "Ask them first, then tick the box."]
    page = refused.form("form.stack").fill(topics=["cv"], spoken=["ar"], consent="y").send()

    mentee = mentee_of(sign_up.person)
    assert (mentee.topics, mentee.spoken) == (["cv"], ["ar"])
    assert page.h1 == "A mentor for Nour"
    assert "They are in the list now." in page.words


def test_what_a_learner_said_themselves_is_not_overwritten_by_staff(client):
    sign_up = make.sign_up()
    signed_in(client)
    address = f"/en/office/people/{sign_up.person_id}/mentor"
    late = client.get_page(address).form("form.stack").fill(topics=["cv"], spoken=["ar"], consent="y")
    mentee = mentoring.mentee(sign_up, wish="To write to my son", topics=["web"], consent_version="1")
    db.session.commit()

    pages = [late.send(), client.get_page(address)]

    assert [path(page) for page in pages] == [f"{LIST}/{mentee.ref}"] * 2
    db.session.expire_all()
    assert (mentee.wish, mentee.topics, mentee.consent_version) == ("To write to my son", ["web"], "1")


def test_who_has_no_seat_is_not_written_down(client):
    sign_up = make.sign_up()
    make.begin_write()
    sign_up.state = "cancelled"
    db.session.commit()
    signed_in(client)

    assert client.get_page(f"/en/office/people/{sign_up.person_id}/mentor").status == 404


def begin(client):
    return client.get_page(f"{LIST}/rounds").form("form.stack").send()


def test_a_cohort_is_matched_changed_by_hand_and_asked_at_once(client):
    nour, sami = learner(), learner("Sami", topics=["cv", "web"])
    amina, brice = mentoring.volunteer(first_name="Amina"), mentoring.volunteer(first_name="Brice")
    who = signed_in(client)

    page = begin(client)
    assert "2 of 2 learners have a mentor here." in page.words
    form = page.form(f"tr[id='line-{_line(nour).id}'] form")
    page = form.fill(mentor="").send()
    assert "1 of 2 learners have a mentor here." in page.words
    page = page.form("form[action$='/again']").send()
    assert "Matched again. What you chose by hand stayed." in page.words
    page = client.get_page(page.link("Ask them"))
    assert "1 learner is asked, and 1 mentor." in page.words
    page = page.form("form[action$='/publish']").send()

    assert "They are asked now." in page.words
    assert live_pair(nour) is None
    assert live_pair(sami).history[0].role == Role.STAFF
    assert {amina.id, brice.id} > {live_pair(sami).volunteer_id}
    assert noted()[-1] == "matching_round.published"
    assert who.id


def _line(mentee):
    made = db.session.scalars(db.select(MatchingRound)).one()
    return next(line for line in made.lines if line.mentee_id == mentee.id)


def test_who_changed_meanwhile_is_listed_after_asking(client):
    learner()
    mentor = mentoring.volunteer(first_name="Amina")
    signed_in(client)
    page = client.get_page(begin(client).link("Ask them"))
    mentoring.pair(volunteer=mentor)
    db.session.commit()

    page = page.form("form[action$='/publish']").send()

    assert "Not asked: something changed before Nour + Amina" in page.words


def test_a_mentor_whose_places_are_chosen_by_hand_is_not_given_away_again(client):
    first, second = learner(), learner("Sami")
    amina = mentoring.volunteer(first_name="Amina")
    signed_in(client)
    page = begin(client)
    forms = [page.form(f"tr[id='line-{_line(one).id}'] form") for one in (first, second)]
    forms[0].fill(mentor=amina.ref).send()

    page = forms[1].fill(mentor=amina.ref).send()

    assert page.status == 409
    assert "Amina has no place left. Choose somebody else." in page.words


def test_what_is_thrown_away_asks_nobody(client):
    mentee = learner()
    mentoring.volunteer()
    signed_in(client)

    page = begin(client).form("form[action$='/drop']").send()

    assert "Thrown away. Nobody was asked." in page.words
    assert live_pair(mentee) is None


def test_a_round_of_another_place_is_unknown(client):
    learner()
    signed_in(client)
    begin(client)
    made = db.session.scalars(db.select(MatchingRound)).one()
    client.get_page("/en/office")
    signed_in(client, places=(make.place(),))

    assert client.get_page(f"{LIST}/rounds/{made.ref}").status == 404


@pytest.mark.parametrize("address", [LIST, f"{LIST}/rounds"])
def test_a_full_list_costs_no_more_queries_than_a_short_one(client, address):
    signed_in(client)
    counts = []
    for many in (1, 12):
        for _ in range(many):
            asking.owe_again(learner(), NOW)
        mentoring.volunteer()
        with queries_counted() as sent:
            client.get_page(address)
        counts.append(len(sent))

    assert counts[1] <= counts[0]
    assert counts[1] < 12


def test_from_the_page_of_a_person_a_mentor_is_looked_for(client):
    sign_up = make.sign_up()
    signed_in(client)
    address = f"/en/office/people/{sign_up.person_id}"

    form_page = client.get_page(client.get_page(address).link("Look for a mentor"))
    form_page.form("form.stack").fill(topics=["cv"], spoken=["ar"], consent="y").send()

    assert client.get_page(client.get_page(address).link("A mentor for Nour")).h1 == "A mentor for Nour"


def test_who_needs_no_mentor_any_more_leaves_the_list_and_nothing_is_owed(client):
    mentee = learner()
    owed = asking.owe_again(mentee, NOW)
    signed_in(client)

    page = match_page(client, mentee).form("form[action$='/stop']").send()

    assert "Noted. We look no more." in page.words
    assert "They look for no mentor any more." in page.words
    assert owed.state == "withdrawn"
    assert names(client.get_page(LIST)) == []
