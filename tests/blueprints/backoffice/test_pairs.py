"""Pairs, as the team sees them: the list, the page of one, and what is done there."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from portal.domain.mentoring.care import owe_care
from portal.domain.mentoring.letters import write
from portal.domain.mentoring.pair_models import Mentee, Pair, Side
from portal.domain.mentoring.states import PairState
from portal.domain.promises.lists import open_promises
from tests import make, make_mentoring
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.backoffice.test_promises import table
from tests.conftest import NOW
from tests.domain.queries import queries_counted

DAY = timedelta(days=1)
ADDRESS = "/en/office/pairs"


def pair_of(learner="Nour", mentor="Claire", session=None, **facts):
    mentee = make_mentoring.mentee(make.sign_up(session, first_name=learner))
    made = make_mentoring.pair(mentee=mentee, volunteer=make_mentoring.volunteer(first_name=mentor), **facts)
    db.session.commit()
    return made


def shown(client, pair):
    return client.get_page(f"{ADDRESS}/{pair.ref}")


def form(page, ending):
    return page.form(f"form[action$='/{ending}']")


def fresh(pair):
    db.session.expire_all()
    return db.session.get_one(Pair, pair.id)


def test_the_list_says_who_with_whom_how_they_are_when_they_met_and_what_we_owe(client):
    pair = pair_of(since=NOW - 60 * DAY)
    make_mentoring.meeting(pair, NOW - 20 * DAY)
    make_mentoring.meeting(pair, NOW + 3 * DAY)
    owe_care(pair, "fit", NOW)
    db.session.commit()
    signed_in(client)

    (row,) = table(client.get_page(ADDRESS))

    assert (row["Learner"], row["Mentor"], row["How it stands"]) == ("Nour", "Claire", "They meet")
    assert (row["Meetings"], row["Last met"], row["Next date"]) == (
        "Quiet for 2 weeks",
        "Wednesday 4 November",
        "Friday 27 November",
    )
    assert row["We owe them"].startswith("Ask a pair how it goes: Tuesday 1 December")


def test_the_list_is_filtered_by_each_of_its_questions(client):
    here = make.course_session()
    pair_of("Nour", "Claire", here, since=NOW - 40 * DAY)
    other = pair_of("Sami", "Paul", state=PairState.SUGGESTED)
    signed_in(client)

    def names(query):
        return [row["Learner"] for row in table(client.get_page(f"{ADDRESS}?{query}"))]

    assert names("") == ["Sami", "Nour"]
    assert names("q=cla") == ["Nour"]
    assert names("state=asked") == ["Sami"]
    assert names("state=active") == ["Nour"]
    assert names("health=red") == ["Nour"]
    assert names(f"place={here.place_id}") == ["Nour"]
    assert names(f"mentor={other.volunteer.ref}") == ["Sami"]
    assert names("health=green&q=nour") == []


def test_the_top_of_the_list_counts_how_pairs_are(client):
    pair_of(since=NOW - 40 * DAY)
    pair_of()
    signed_in(client)

    page = client.get_page(ADDRESS)

    assert page.texts("main .marks li") == ["They meet: 1", "Quiet for 2 weeks: 0", "Silent for 30 days: 1"]


def test_the_list_is_a_file_too_and_that_is_written_down(client):
    pair_of("=Nour")
    signed_in(client)

    lines = client.get(f"{ADDRESS}.csv").get_data(as_text=True).splitlines()

    assert lines[0].endswith("Learner;Mentor;How it stands;Meetings;Last met;Next date;We owe them;Place")
    assert lines[1].startswith("'=Nour;Claire;They meet;They meet;")
    assert db.session.scalars(db.select(AuditLine.action)).all() == ["pairs.exported"]


def test_the_list_asks_the_database_the_same_however_long_it_is(client):
    signed_in(client)
    place = make.place()

    def some(number):
        for _one in range(number):
            session = make.course_session(place=db.session.merge(place))
            pair = pair_of(session=session, since=NOW - 40 * DAY)
            make_mentoring.meeting(pair)
            write(pair, Side.LEARNER, "Hello", "k", NOW)
        db.session.commit()

    def asked():
        client.get_page(ADDRESS)
        with queries_counted() as counted:
            client.get_page(ADDRESS)
        return len(counted)

    some(1)
    few = asked()
    some(4)

    assert asked() == few < 12


def test_staff_of_another_place_find_nothing_of_a_pair(client):
    pair = pair_of()
    signed_in(client, "staff", (make.place(),))

    assert "Nour" not in client.get_page(ADDRESS).words
    assert "Nour" not in client.get(f"{ADDRESS}.csv").get_data(as_text=True)
    assert client.get(f"{ADDRESS}/{pair.ref}").status_code == 404


def test_who_reads_the_page_of_a_pair_is_written_down(client):
    pair = pair_of()
    signed_in(client)

    shown(client, pair)

    line = db.session.scalars(db.select(AuditLine)).one()
    assert (line.action, line.about, line.person_id) == ("pair.read", f"pair:{pair.id}", pair.mentee.person_id)


def test_a_letter_is_answered_and_only_its_writer_reads_the_answer(client):
    pair = pair_of()
    write(pair, Side.MENTOR, "May we meet at the library?", "k", NOW)
    db.session.commit()
    signed_in(client)
    page = shown(client, pair)
    assert "May we meet at the library?" in page.words
    assert "Waits for an answer until Thursday 26 November at 18:00" in page.words

    page = form(page, "letter").fill(side="mentor", text="Yes, of course.").send()

    assert "Sent. They are told that a letter is there." in page.words
    assert "Yes, of course." in page.words
    assert open_promises() == []


@pytest.mark.parametrize("state", [PairState.SUGGESTED, PairState.DECLINED, PairState.EXPIRED])
def test_nobody_writes_to_two_who_have_no_page_to_read_it_on(client, state):
    pair, known = pair_of(state=state), pair_of()
    signed_in(client)
    sent = {"csrf_token": form(shown(client, known), "letter")["csrf_token"], "side": "mentor", "text": "Hello"}

    assert shown(client, pair).all("form[action$='/letter']") == []
    assert client.post_page(f"{ADDRESS}/{pair.ref}/letter", data=sent).status == 404
    assert client.post_page(f"{ADDRESS}/{known.ref}/letter", data=sent).status == 200


def test_a_letter_needs_words_and_somebody_to_read_it(client):
    pair = pair_of()
    signed_in(client)

    page = form(shown(client, pair), "letter").send()

    assert page.status == 422
    assert page.problems == ["Write a few words.", "Choose one of the answers shown."]


def test_somebody_asked_them_and_notes_what_they_said(client):
    pair = pair_of(since=NOW - 40 * DAY)
    owe_care(pair, "quiet", NOW)
    db.session.commit()
    signed_in(client)
    page = shown(client, pair)
    assert "They have not met for 30 days." in page.words

    page = form(page, "care").fill(text="Both were ill.").send()

    assert "Both were ill." in page.words
    assert open_promises() == []


def test_a_meeting_they_told_the_team_about_is_noted(client):
    pair = pair_of(since=NOW - 9 * DAY)
    signed_in(client)

    page = form(shown(client, pair), "met")
    page = page.fill(met_on="2026-11-20", hour="18:00", minutes="45", mode="phone").send()

    assert "The meeting is noted." in page.words
    (meeting,) = fresh(pair).meetings
    assert (meeting.minutes, meeting.mode, bool(meeting.held_at)) == (45, "phone", True)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"met_on": "2026-12-20"}, "This time is still to come. Choose an earlier one."),
        ({"met_on": "soon"}, "Choose a day and an hour."),
        ({"minutes": "much"}, "Write the minutes as a number, 480 at most."),
        ({"minutes": "00010000"}, "Write the minutes as a number, 480 at most."),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(client, values, problem):
    pair = pair_of()
    signed_in(client)
    right = {"met_on": "2026-11-20", "hour": "18:00", "minutes": "45", "mode": "phone"}

    page = form(shown(client, pair), "met").fill(**right | values).send()

    assert page.problems == [problem]
    assert fresh(pair).meetings == []


def test_they_take_a_break_and_go_on(client):
    pair = pair_of()
    signed_in(client)

    page = form(shown(client, pair), "break").fill(day="2026-12-14").send()
    assert "They go on by themselves: Monday 14 December" in page.words
    assert fresh(pair).state == "paused"

    form(page, "on").send()
    assert fresh(pair).state == "active"


def test_a_break_on_a_day_that_lies_behind_is_refused(client):
    pair = pair_of()
    signed_in(client)

    page = form(shown(client, pair), "break").fill(day="2026-11-20").send()

    assert page.status == 422
    assert page.problems == ["Choose a day within the next three months."]


def test_it_ends_and_the_learner_looks_for_another_mentor(client):
    pair = pair_of()
    signed_in(client)

    page = form(shown(client, pair), "end").fill(why="no_fit", again="yes").send()

    assert "It is over. Both are told." in page.words
    assert fresh(pair).state == "ended_early"
    assert [owed.kind for owed in open_promises()] == ["mentor_wanted"]
    assert db.session.get_one(Mentee, pair.mentee_id).closed_at is None


def test_an_end_needs_a_reason_and_says_what_the_learner_does(client):
    pair = pair_of()
    signed_in(client)

    page = form(shown(client, pair), "end").send()

    assert page.problems == ["Choose one of the answers shown.", "Say yes or no."]
    assert fresh(pair).state == "active"


def test_who_is_second_is_told_that_it_has_ended(client, other):
    pair = pair_of()
    signed_in(client)
    signed_in(other)
    late = form(shown(other, pair), "end").fill(why="time", again="no")
    form(shown(client, pair), "end").fill(why="goals", again="no").send()

    page = late.send()

    assert page.status == 409
    assert "Somebody else was faster." in page.words
    assert fresh(pair).end_why == "goals"
