"""The page of an application in each of its states, by the link of a message and where it is held."""

import pytest

from portal import clock
from portal.database import db
from portal.domain.jobs import answering, closing, interviewing
from portal.domain.jobs.choices import No
from portal.domain.jobs.states import JobState
from portal.domain.jobs.told import about_application, tell_applicant
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from tests import make, make_jobs
from tests.blueprints.letters import buttons, follow, press, told
from tests.conftest import NOW
from tests.domain.jobs.answers import DATES, confirmed, invited, offered, sent

#: The heading of each state, as somebody reads it in French and in Arabic.
HEADINGS = {
    JobState.SENT: ("Votre candidature est envoyée", "تم إرسال طلبك"),
    JobState.READ: ("L’entreprise a lu votre candidature", "قرأت الشركة طلبك"),
    JobState.IN_REVIEW: ("L’entreprise étudie votre candidature", "الشركة تدرس طلبك"),
    JobState.INTERVIEW: ("L’entreprise cherche une autre date", "الشركة تبحث عن موعد آخر"),
    JobState.OFFERED: ("L’entreprise vous dit oui", "الشركة موافقة عليك"),
    JobState.CONFIRMED: ("Oui des deux côtés", "الطرفان موافقان"),
    JobState.STARTED: ("Vous avez commencé", "بدأ عملك"),
    JobState.COMPLETED: ("Vous l’avez mené au bout", "وصلت إلى النهاية"),
    JobState.DECLINED: ("L’entreprise dit non cette fois", "الشركة لم توافق هذه المرة"),
    JobState.WITHDRAWN: ("Vous avez retiré votre candidature", "سحبت طلبك"),
    JobState.EXPIRED: ("L’entreprise n’a pas répondu à temps", "لم ترد الشركة في الوقت المحدد"),
    JobState.CLOSED: ("Votre candidature est fermée", "أُغلق طلبك"),
    JobState.NO_SHOW: ("C’est terminé", "انتهى الأمر"),
}


def come_by_letter(client, application, language="en"):
    """The page behind the link of the message that it was sent."""
    tell_applicant(application, MessageKind.JOB_SENT, NOW)
    db.session.commit()
    return follow(client, in_language(told(about_application(application), MessageKind.JOB_SENT), language))


def in_language(message, language):
    make.begin_write()
    message.language = language
    db.session.commit()
    return message


def held(client, application, language="en"):
    """Its page in the browser that holds it."""
    db.session.commit()
    with client.session_transaction() as session:
        session["jobs"] = [[application.ref, int(clock.now().timestamp())]]
    return client.get_page(f"/{language}/applications/{application.ref}")


def test_every_state_has_its_heading():
    assert set(HEADINGS) == set(JobState)


@pytest.mark.parametrize("state", JobState)
def test_every_state_reads_well_in_french_and_arabic_on_both_ways(client, other, state):
    application = make_jobs.application(state, language="fr")
    french, arabic = HEADINGS[state]

    by_letter = come_by_letter(client, application, "fr")

    assert by_letter.h1 == held(other, application, "fr").h1 == french
    assert held(other, application, "ar").h1 == arabic
    assert client.get_page(by_letter.response.request.path.replace("/fr/", "/ar/")).h1 == arabic
    assert "Nour" not in by_letter.words and "I sold fruit" not in by_letter.words


@pytest.mark.parametrize("state", [JobState.SENT, JobState.DECLINED])
def test_another_browser_gets_nothing(client, other, state):
    application = make_jobs.application(state)
    letter = come_by_letter(client, application).response.request.path

    assert other.get_page(letter).status == 404
    assert other.get_page(f"/en/applications/{application.ref}").status == 404
    assert client.get_page(f"/en/applications/{application.ref}").status == 404


def test_whoever_waits_reads_until_when(client):
    page = come_by_letter(client, sent())

    assert page.h1 == "Your application is sent"
    assert "You have the answer by Tuesday 15 December at 18:00." in page.texts("main .note p")
    assert buttons(page) == ["Open my application"]


def test_the_first_letters_of_the_name_open_what_was_sent(client):
    application = sent()
    check = client.get_page(come_by_letter(client, application).link("Open my application"))

    wrong = check.form().fill(name="Sam").send()
    page = wrong.form().fill(name="nou").send()

    assert wrong.problems == ["This is not the name of this application. Check it."]
    assert page.response.request.path == f"/en/applications/{application.ref}"
    assert "I sold fruit." in page.words


def test_what_was_sent_stands_on_the_page_of_who_holds_it_with_the_way_to_reach_them(client):
    page = held(client, sent(words="Please call me.", surname="Haddad"))

    assert page.texts("dl dt") == [
        "First name",
        "Family name",
        "What I did",
        "What I can do",
        "Languages",
        "Your words to the company",
    ]
    assert "••••" in page.words
    assert page.link("My CV page").endswith("/cv")


def test_the_history_is_told_in_words(client):
    application = invited()
    interviewing.choose(application, DATES[1], Role.PERSON, NOW)

    page = held(client, application)

    assert page.h1 == "Your interview is agreed"
    assert page.text("main .big") == "Wednesday 2 December at 10:00"
    assert page.texts(".told li.now p:last-child") == ["The company proposed an interview."]


@pytest.mark.parametrize(("shared", "seen"), [(True, True), (False, False)], ids=["shared", "kept to itself"])
def test_the_reason_of_a_no_is_for_who_holds_it_and_only_where_it_is_shared(client, other, shared, seen):
    application = sent()
    answering.decline(application, No.FRENCH, shared, "Come back in spring.", Role.COMPANY, NOW)

    by_letter, own = come_by_letter(client, application), held(other, application)

    for words in ("The work needs more French.", "Come back in spring."):
        assert words not in by_letter.words
        assert (words in own.words) is seen


def test_after_a_no_there_is_always_somewhere_to_go(client):
    fits = make_jobs.posting(title="Stage en développement web")
    workshop = make.course_session(course=make.course(title=make.words("Find a job")))
    application = sent(posting=make_jobs.posting(title="Stage en développement web"))
    answering.decline(application, No.INTERVIEW, True, None, Role.COMPANY, NOW)

    page = held(client, application)

    assert page.all(".grid .card h3 a")[0].get("href") == f"/en/jobs/{fits.ref}"
    assert page.link("Find a job").endswith(f"/sessions/{workshop.ref}")
    assert "For example: Job interview." in page.words
    assert page.link("See all jobs").endswith("/jobs")


def test_whoever_holds_a_seat_of_the_same_learner_goes_straight_to_a_mentor(client):
    sign_up = make.sign_up(first_name="Nour")
    application = sent(person=sign_up.person)
    closing.expire(application, NOW)
    db.session.commit()
    with client.session_transaction() as session:
        session["held"] = [[sign_up.ref, int(NOW.timestamp())]]

    assert held(client, application).link("Ask for a mentor").endswith(f"/seats/{sign_up.ref}/mentor")


@pytest.mark.parametrize("ready", [invited, offered, confirmed], ids=["invited", "offered", "confirmed"])
def test_looking_changes_nothing(client, ready):
    application = ready()
    page = come_by_letter(client, application)
    state, dates = application.state, list(application.dates)

    for how in ("date", "others", "yes", "no", "leave"):
        client.get_page(f"{page.response.request.path}/{how}")

    assert (application.state, list(application.dates)) == (state, dates)


def test_who_wants_no_more_messages_reads_that_the_application_stays(client):
    page = come_by_letter(client, sent())

    asked = client.get_page(page.link("No more messages to me"))
    stopped = press(asked, "Yes, no more messages")

    assert "Your application stays. News is then only on its page." in asked.words
    assert client.get_page(stopped.link("Open my application")).h1 == "Your application is sent"
