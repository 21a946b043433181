"""Either of a pair and the team: letters, a report of a problem, a break, the end."""

import pytest

from portal.database import db
from portal.domain.mentoring.letters import answer_letter, write
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.problems import close, report, reported
from portal.domain.messages.kinds import MessageKind
from portal.domain.promises.lists import open_promises
from tests import make
from tests.blueprints.pairs.steps import address, by_letter, client_of, met, opened, two
from tests.conftest import NOW

BOTH = pytest.mark.parametrize("side", list(Side))


def active():
    pair = two()
    met(pair)
    return pair


def fresh(pair):
    db.session.expire_all()
    return db.session.get_one(Pair, pair.id)


def form(page, ending):
    return page.form(f"form[action$='/{ending}']")


@BOTH
def test_a_letter_goes_to_the_team_which_says_at_once_by_when_it_answers(app, side):
    pair = two()

    page = form(opened(app, pair, side, "/letters"), "letters").fill(text="May we meet at the library?").send()

    assert page.text(".note.done") == "Your letter is with us. You hear from us by Thursday 26 November at 18:00."
    assert page.texts(".letter") == ["May we meet at the library?"]


@BOTH
def test_the_answer_is_read_by_whom_it_is_for_and_nobody_else(app, side):
    pair = two()
    answer_letter(pair, side, "Yes, of course.", make.account().id, NOW)
    db.session.commit()

    assert "Yes, of course." in opened(app, pair, side, "/letters").words
    assert "Yes, of course." not in opened(app, pair, side.other, "/letters").words


def test_a_letter_without_words_is_not_sent(app):
    pair = two()

    page = form(opened(app, pair, Side.LEARNER, "/letters"), "letters").fill(text="  ").send()

    assert (page.status, page.problems) == (422, ["Write a few words."])


def test_a_letter_sent_twice_arrives_once(app):
    pair = two()
    letter = form(opened(app, pair, Side.LEARNER, "/letters"), "letters").fill(text="Hello")
    letter.send()

    page = letter.send()

    assert page.texts(".letter") == ["Hello"]


@BOTH
def test_the_page_of_a_report_says_who_reads_it_what_happens_and_whom_to_call(app, side):
    page = opened(app, two(), side, "/problem")

    assert page.link("112") == "tel:112"
    assert page.texts("main .list li") == [
        "Only the people responsible for safety read it.",
        f"{'Claire' if side is Side.LEARNER else 'Nour'} does not see it.",
        "You get an answer within one working day.",
        "You need not meet again before that.",
    ]


@BOTH
def test_whoever_reports_a_problem_reads_by_when_they_hear_and_later_what_was_done(app, side):
    pair = two()
    client = client_of(app, pair, side)
    page = form(client.get_page(address(pair, "/problem")), "problem").fill(text="I am afraid.").send()
    assert "Thank you. Your report is with us." in page.words
    assert "You hear from us by Wednesday 25 November at 18:00." in page.words
    (problem,) = reported(pair, side)

    close(problem, "We spoke with both.", make.account().id, NOW)
    db.session.commit()

    assert "We spoke with both." in client.get_page(address(pair, "/problem")).words
    theirs = opened(app, pair, side.other, "/problem").words + opened(app, pair, side.other).words
    assert "afraid" not in theirs
    assert "We spoke" not in theirs


def by_mail(app, pair):
    """The browser of whoever has only the link of a mail to the mentor."""
    return by_letter(app, pair, MessageKind.PAIR_BEGINS, Side.MENTOR).client


def test_the_link_of_a_mail_shows_no_report_and_takes_one(app):
    pair = two()
    close(report(pair, Side.MENTOR, "I am afraid.", "k", NOW), "We spoke with both.", make.account().id, NOW)
    db.session.commit()

    page = by_mail(app, pair).get_page(address(pair, "/problem?sent=1"))
    assert page.texts(".letter") == page.texts(".note.done") == []
    assert page.link("Sign in")

    page = form(page, "problem").fill(text="It goes on.").send()
    assert page.text(".note.done") == (
        "Thank you. Your report is with us. You hear from us by Wednesday 25 November at 18:00."
    )
    assert page.texts(".letter") == []


def test_the_link_of_a_mail_shows_no_letters_and_takes_one(app):
    pair = two()
    write(pair, Side.MENTOR, "May I bring my sister?", "k", NOW)
    db.session.commit()
    client = by_mail(app, pair)

    page = form(client.get_page(address(pair, "/letters")), "letters").fill(text="And my dog?").send()

    assert "Your letter is with us." in page.text(".note.done")
    assert page.texts(".letter") == []
    assert page.link("Sign in")


@BOTH
def test_either_takes_a_break_and_goes_on(app, side):
    pair = active()
    client = client_of(app, pair, side)

    form(client.get_page(address(pair, "/end")), "break").fill(day="2026-12-14").send()
    assert fresh(pair).state == "paused"

    page = form(client.get_page(address(pair, "/end")), "on").send()
    assert fresh(pair).state == "active"
    assert page.status == 200


@pytest.mark.parametrize(
    ("day", "problem"),
    [("", "Choose a day."), ("2026-11-20", "Choose a day within the next three months.")],
)
def test_a_break_needs_a_day_ahead(app, day, problem):
    pair = active()

    page = form(opened(app, pair, Side.MENTOR, "/end"), "break").fill(day=day).send()

    assert (page.status, page.problems) == (422, [problem])


def test_a_learner_who_ends_it_says_whether_they_would_like_another_mentor(app):
    pair = active()
    client = client_of(app, pair, Side.LEARNER)
    page = form(client.get_page(address(pair, "/end")), "end").fill(why="no_fit").send()
    assert page.problems == ["Say yes or no."]

    form(page, "end").fill(again="yes").send()

    assert fresh(pair).state == "ended_early"
    assert [owed.kind for owed in open_promises()] == ["mentor_wanted"]


def test_a_mentor_who_has_no_time_any_more_leaves_the_learner_looking(app):
    pair = active()

    form(opened(app, pair, Side.MENTOR, "/end"), "end").fill(why="time").send()

    assert fresh(pair).end_why == "time"
    assert [owed.kind for owed in open_promises()] == ["mentor_wanted"]


def test_the_other_one_never_reads_why_it_ended(app):
    pair = active()
    form(opened(app, pair, Side.MENTOR, "/end"), "end").fill(why="no_fit").send()

    words = opened(app, pair, Side.LEARNER).words + opened(app, pair, Side.LEARNER, "/end").words

    assert "It does not fit" not in words


def test_who_is_second_to_end_it_reads_how_it_stands(app):
    pair = active()
    late = form(opened(app, pair, Side.LEARNER, "/end"), "end").fill(why="time", again="no")
    form(opened(app, pair, Side.MENTOR, "/end"), "end").fill(why="goals").send()

    page = late.send()

    assert page.status == 409
    assert "You are no longer a pair." in page.words
