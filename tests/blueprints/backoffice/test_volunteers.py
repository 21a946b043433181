"""Volunteers in the back office: the queue, one of them, and each step from the offer to the approval and after."""

from datetime import timedelta

import pytest
import time_machine

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from portal.domain.mentoring import checks, vetting
from portal.domain.mentoring.interviews import agree, ask_other_time
from portal.domain.mentoring.volunteer_models import CheckKind, Volunteer
from portal.domain.moves import Role
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.backoffice.test_applications import press
from tests.blueprints.steps import path
from tests.conftest import NOW
from tests.domain.mentoring.offers import approved, checked, invited, kinds, met, offered
from tests.domain.queries import queries_counted

LIST = "/en/office/volunteers"


def one(volunteer, rest=""):
    return f"{LIST}/{volunteer.ref}{rest}"


def names(page):
    return page.texts("tbody th")


def done(page):
    return page.text(".note.done")


def noted():
    return list(db.session.scalars(db.select(AuditLine.action).order_by(AuditLine.id)))


def again(volunteer) -> Volunteer:
    return db.session.get(Volunteer, volunteer.id)


def test_whoever_waits_for_an_answer_comes_first_the_soonest_in_front(client):
    approved("Amina")
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        offered("Bruno")
    offered("Claire")
    signed_in(client)

    page = client.get_page(LIST)

    assert names(page) == ["Claire", "Bruno", "Amina"]
    assert "Tuesday 8 December at 18:00" in page.words
    assert page.text("#count") == "3 entries"


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        ("q=am", ["Amina"]),
        ("q=él", ["Élodie"]),
        ("q=%25", []),
        ("state=waits", ["Élodie", "Amina"]),
        ("state=work", ["Sami"]),
        ("state=approved", ["Sami"]),
        ("role=trainer", ["Amina"]),
        ("spoken=uk", ["Élodie"]),
        ("employer=big+bank", ["Amina"]),
    ],
)
def test_the_list_shows_only_what_is_looked_for(client, filter, found):
    offered("Élodie", spoken=["uk"])
    offered("Amina", roles=["mentor", "trainer"], employer="Big Bank", employer_key="big bank")
    approved("Sami", spoken=["ar"])
    signed_in(client)

    assert sorted(names(client.get_page(f"{LIST}?{filter}"))) == sorted(found)


@pytest.mark.parametrize("filter", ["state=draft", "role=boss", "spoken=xx", "place=9999"])
def test_a_filter_that_does_not_exist_finds_no_page(client, filter):
    signed_in(client)

    assert client.get_page(f"{LIST}?{filter}").status == 404


def test_the_team_of_a_place_sees_who_comes_there_who_helps_online_and_who_said_no_place(client):
    here, there = make.place(), make.place()
    offered("Here", online=False, places=[here])
    elsewhere = offered("Elsewhere", online=False, places=[there])
    offered("Anywhere", online=True, places=[there])
    offered("Nowhere", online=False)
    signed_in(client, places=(here,))

    assert sorted(names(client.get_page(LIST))) == ["Anywhere", "Here", "Nowhere"]
    assert client.get_page(one(elsewhere)).status == 404


def test_what_was_not_sent_is_nobodys_business(client):
    draft = offered()
    make.begin_write()
    draft.state = "draft"
    db.session.commit()
    signed_in(client)

    assert names(client.get_page(LIST)) == []
    assert client.get_page(one(draft)).status == 404


def test_an_empty_list_says_what_to_do(client):
    signed_in(client)

    assert "Nobody offers help yet." in client.get_page(LIST).words
    assert "Nothing fits." in client.get_page(f"{LIST}?q=x").words


def test_the_list_as_a_file_masks_contacts_and_is_written_down(client):
    volunteer = offered()
    signed_in(client)

    file = client.get(f"{LIST}.csv").get_data(as_text=True)

    assert "Amina;New;Mentor;" in file
    assert volunteer.email not in file and "a•••@work.example.org" in file
    assert noted() == ["volunteers.exported"]


def test_the_list_asks_the_database_the_same_few_things_however_many_there_are(client):
    place = make.place()
    for _number in range(6):
        offered(places=[place])
    signed_in(client)

    with queries_counted() as asked:
        client.get_page(LIST)

    assert len(asked) < 12


def test_the_page_shows_the_offer_the_week_and_who_looked_and_no_contact(client):
    volunteer = offered(phone="+33612345678")
    signed_in(client)

    page = client.get_page(one(volunteer))

    assert page.h1 == "Amina Benali"
    assert "I was helped once." in page.words and "French, Arabic" in page.words
    assert (page.texts(".week tbody th"), page.texts(".week tbody td")) == (["Tuesday"], ["", "", "Yes"])
    assert volunteer.email not in page.words and "•••• 56 78" in page.words
    assert noted() == ["volunteer.read"]
    shown = press(page, "Show the contact").send()
    assert volunteer.email in shown.words and "06 12 34 56 78" in shown.words
    assert noted()[-1] == "volunteer.contact_read"


def test_from_the_offer_to_the_approval(client):
    volunteer = offered()
    signed_in(client)

    page = press(client.get_page(one(volunteer)), "Begin to read it").send()
    assert done(page) == "You read it now. They wait for your answer."
    page = press(page, "Propose this date").fill(day="2026-12-01", hour="18:30", where="Café Bleu").send()
    assert done(page) == "The date is proposed. They are told."
    assert "Tuesday 1 December at 18:30" in page.words
    page = press(page, "They said yes to the date").send()
    assert "Interview agreed" in page.texts(".big")
    page = press(page, "The interview took place").send()
    assert page.texts(".panel .note") == ["Before you approve, note this: Background check, References."]
    for kind in ("background", "references"):
        page = press(page, "Note this check").fill(kind=kind, done_on="2026-11-20", until="").send()
        assert done(page) == "The check is noted."
    page = press(page, "Approve").send()
    assert done(page) == "Approved. They are told how to sign in."
    assert (again(volunteer).state, kinds(volunteer)[-1]) == ("approved", "volunteer_approved")
    deeds = ["read", "begun", "read", "interview", "read", "agreed", "read", "held", "read", "checked", "read"]
    assert noted()[: len(deeds)] == [f"volunteer.{deed}" for deed in deeds]


def test_an_approval_that_comes_too_early_says_what_is_missing(client):
    volunteer = met(offered())
    signed_in(client)

    page = press(client.get_page(one(volunteer)), "Approve").send()

    assert (page.status, page.text(".summary")) == (
        409,
        "Before you approve, note this: Background check, References.",
    )
    assert again(volunteer).state == "interview"


@pytest.mark.parametrize(
    ("day", "hour", "where", "problem"),
    [
        ("", "14:00", "here", "Choose a day."),
        ("2026-12-01", "2 o'clock", "here", "Write an hour. For example: 14:00"),
        ("2026-12-01", "14:00", "", "Write an address, or the link of a call."),
        ("2026-11-01", "14:00", "here", "Choose a date within the next two months."),
        ("2027-03-28", "02:30", "here", "The clocks skip this hour. Choose another."),
    ],
)
def test_a_date_that_cannot_be_says_what_to_do_and_keeps_what_was_typed(client, day, hour, where, problem):
    volunteer = offered()
    signed_in(client)

    page = press(client.get_page(one(volunteer)), "Propose this date").fill(day=day, hour=hour, where=where).send()

    assert page.problems == [problem]
    assert page.one("#hour").get("value") == hour
    assert again(volunteer).state == "received"


def test_who_asked_for_another_time_is_seen_with_what_they_wrote(client):
    volunteer = offered()
    invited(volunteer)
    ask_other_time(volunteer, Role.VOLUNTEER, NOW, "After six, please")
    db.session.commit()
    signed_in(client)

    page = client.get_page(one(volunteer))

    assert "Another date is to be found" in page.texts(".big")
    assert "After six, please" in page.words


def test_a_refusal_shows_the_sentence_they_read(client):
    volunteer = offered()
    signed_in(client)
    asked = client.get_page(client.get_page(one(volunteer)).link("Refuse"))

    assert asked.form("main form").send().problems == ["Choose a reason."]
    page = asked.form("main form").fill(reason="place").send()

    assert done(page) == "Refused. They are told why."
    assert page.texts("#history + .told li p:first-child")[-1] == "Refused · We have no courses near you yet."
    assert "It stands otherwise now." in client.get_page(one(volunteer, "/decline")).words
    again_page = press(page, "Take it up again").send()
    assert (done(again_page), again(volunteer).state) == ("Taken up again. They are told until when.", "in_review")


def test_two_who_answer_at_once_the_second_is_told(client):
    volunteer = offered()
    signed_in(client)
    page, refusing = client.get_page(one(volunteer)), client.get_page(one(volunteer, "/decline"))
    refusing.form("main form").fill(reason="full").send()

    late = press(page, "Begin to read it").send()

    assert (late.status, late.text(".summary")) == (409, "It stands otherwise now. Look at it again.")


def test_a_break_its_end_and_stopping(client):
    volunteer = approved()
    signed_in(client)

    page = press(client.get_page(one(volunteer)), "Give them a break").send()
    assert done(page) == "They have a break now, and are told."
    page = press(page, "End the break").send()
    assert done(page) == "The break is over. They are told."
    page = press(page, "Yes, they stop").send()
    assert (done(page), again(volunteer).state) == ("They stopped. They are told.", "ended")


def test_a_check_that_is_over_is_seen_and_a_new_one_brings_them_back(client):
    volunteer = approved(until=NOW.date())
    checks.look_after(volunteer, NOW + timedelta(days=1))
    db.session.commit()
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        signed_in(client)
        page = client.get_page(one(volunteer))
        assert "A check is over. Note the new one below." in page.words
        assert "Background check · Over" in page.texts("#checks li p:first-child")
        press(page, "Note this check").fill(kind="background", done_on="2026-11-25", until="2028-11-25").send()

    assert again(volunteer).state == "approved"


def test_a_check_is_corrected(client):
    volunteer = checked(offered())
    signed_in(client)
    page = client.get_page(client.get_page(one(volunteer)).link("Correct: Background check, Tuesday 24 November"))

    bad = page.form("main form").fill(until="2026-01-01").send()
    assert bad.problems == ["Choose days in order: made today or before, valid after that."]
    saved = bad.form("main form").fill(done_on="2026-11-02", until="2027-11-02").send()

    assert done(saved) == "The check is noted."
    assert checks.current(again(volunteer))[CheckKind.BACKGROUND].until.isoformat() == "2027-11-02"


def test_a_check_of_somebody_else_is_not_found_there(client):
    mine, other = checked(offered()), checked(offered())
    signed_in(client)

    assert client.get_page(one(mine, f"/checks/{other.checks[0].id}")).status == 404


def test_what_they_offer_is_changed_and_two_who_change_it_lose_nothing(client):
    volunteer, place = approved(), make.place()
    db.session.commit()
    signed_in(client)
    first, second = (client.get_page(one(volunteer, "/edit")) for _time in range(2))

    saved = first.form("main form").fill(capacity="3", places=place.slug).send()
    late = second.form("main form").fill(topics="french").send()

    assert done(saved) == "Saved."
    assert late.status == 409 and "Somebody else saved this meanwhile" in late.words
    late.form("main form").send()
    kept = again(volunteer)
    assert (kept.capacity, kept.topics, [one.id for one in kept.places]) == (3, ["french"], [place.id])


def test_an_offer_without_a_role_is_refused(client):
    volunteer = approved()
    signed_in(client)

    page = client.get_page(one(volunteer, "/edit")).form("main form").fill(roles=[]).send()

    assert page.problems == ["Tick one answer at least."]


def test_a_note_stays_with_its_writer(client):
    volunteer = offered()
    who = signed_in(client)

    page = press(client.get_page(one(volunteer)), "Keep this note").fill(text="Speaks softly").send()

    assert page.text("#notes .letter") == "Speaks softly"
    assert who.name in page.text("#notes .told")


def test_the_answer_that_is_owed_leads_to_the_offer(client):
    volunteer = offered()
    signed_in(client)

    home = client.get_page("/en/office")
    promise = client.get_page(home.link("Answer an offer to help"))

    assert "Amina" in home.text(".todo")
    assert path(client.get_page(promise.link("Answer it"))) == one(volunteer)


def test_the_copy_says_all_and_the_erasure_leaves_only_figures(client):
    volunteer = approved()
    email, number = volunteer.email, volunteer.id
    signed_in(client)

    copy = client.get_page(one(volunteer, "/copy"))
    data = client.get(one(volunteer, "/copy.json")).get_json()
    assert email in copy.words and "I was helped once." in copy.words
    assert (data["volunteer"]["email"], data["checks"][0]["kind"]) == (email, "background")
    gone = client.get_page(one(volunteer, "/erase")).form("main form").send()

    assert (path(gone), names(gone)) == (LIST, [])
    left = db.session.get(Volunteer, number)
    assert (left.first_name, left.email, left.state, left.employer_key) == ("—", None, "ended", "acme")


def test_only_those_who_see_all_places_copy_or_erase(client):
    place = make.place()
    volunteer = offered(places=[place])
    signed_in(client, places=(place,))

    assert "Delete this person" not in client.get_page(one(volunteer)).words
    assert [client.get_page(one(volunteer, rest)).status for rest in ("/copy", "/copy.json", "/erase")] == [404] * 3


def test_an_agreed_interview_shows_its_place(client):
    volunteer = offered()
    invited(volunteer, where="12 rue Bleue")
    agree(volunteer, Role.VOLUNTEER, NOW)
    db.session.commit()
    signed_in(client)

    assert "12 rue Bleue" in client.get_page(one(volunteer)).text("section[aria-labelledby=todo]")


def test_a_second_offer_of_the_same_person_is_named(client):
    first = offered()
    vetting.decline(first, vetting.Refusal.FULL, NOW)
    second = offered(email=first.email, email_digest=first.email_digest)
    signed_in(client)

    page = client.get_page(one(second))

    assert "The same person has another offer: Refused" in page.texts(".note")
    late = press(client.get_page(one(first)), "Take it up again").send()
    assert late.text(".summary") == "They have a newer offer. Open that one."
