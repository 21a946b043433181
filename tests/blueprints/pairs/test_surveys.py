"""Does it fit, and how was it: a few questions, read by the team alone."""

import pytest

from portal.domain.mentoring.ending import EndWhy, end
from portal.domain.mentoring.pair_models import Side
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from tests import make
from tests.blueprints.pairs.steps import address, by_letter, client_of, met, opened, two
from tests.conftest import NOW

BOTH = pytest.mark.parametrize("side", Side)


@BOTH
def test_after_the_first_meeting_each_answers_by_the_link_alone(app, side):
    pair = two()
    met(pair)
    page = by_letter(app, pair, MessageKind.PAIR_FIT, side)
    assert (page.h1, page.text("legend")) == ("Does it fit?", "Do the two of you fit?")

    page = page.form().fill(fit="yes").send()

    assert page.h1 == "Thank you"
    assert page.text("[role=status].note") == "Your answer is saved. Only the team reads it."


def test_the_page_asks_until_it_is_answered(app):
    pair = two()
    met(pair)
    client = client_of(app, pair, Side.LEARNER)

    client.get_page(client.get_page(address(pair)).link("Answer one question")).form().fill(fit="yes").send()

    assert "Does it fit?" not in client.get_page(address(pair)).words
    assert "Does it fit?" in opened(app, pair, Side.MENTOR).words


def test_whoever_says_no_hears_by_when_somebody_asks(app):
    pair = two()
    met(pair)

    page = by_letter(app, pair, MessageKind.PAIR_FIT, Side.LEARNER).form().fill(fit="no", words="Too fast.").send()

    assert "We ask you how it goes by Tuesday 1 December at 18:00." in page.text("[role=status].note")


def test_the_other_one_reads_nothing_of_it(app):
    pair = two()
    met(pair)
    by_letter(app, pair, MessageKind.PAIR_FIT, Side.LEARNER).form().fill(fit="no", words="Too fast.").send()

    assert "Too fast." not in opened(app, pair, Side.MENTOR).words
    assert "Too fast." not in opened(app, pair, Side.MENTOR, "/questions").words


def test_sent_without_an_answer_the_words_stay(app):
    pair = two()
    met(pair)

    page = by_letter(app, pair, MessageKind.PAIR_FIT, Side.LEARNER).form().fill(words="Too fast.").send()

    assert page.problems == ["Choose an answer."]
    assert page.form()["words"] == "Too fast."


def test_an_answer_may_be_changed(app):
    pair = two()
    met(pair)
    page = by_letter(app, pair, MessageKind.PAIR_FIT, Side.MENTOR).form().fill(fit="no").send()
    assert page.form()["fit"] == "no"

    page = page.form().fill(fit="yes").send()

    assert "We ask you how it goes" not in page.text("[role=status].note")


@pytest.mark.parametrize(("side", "first"), [(Side.LEARNER, "Did it help you?"), (Side.MENTOR, "Could you help?")])
def test_at_the_end_each_is_asked_three_questions(app, side, first):
    pair = two()
    met(pair)
    make.begin_write()
    end(pair, EndWhy.GOALS, Role.VOLUNTEER, NOW)
    make.db.session.commit()

    page = by_letter(app, pair, MessageKind.PAIR_OVER, side)
    assert (page.h1, page.texts("legend")) == (
        "How was it?",
        [first, "Did you reach your goals?", "Would you do it again?"],
    )
    assert page.form().fill(helped="yes", reached="partly", again="yes").send().h1 == "Thank you"


def test_before_the_first_meeting_nobody_is_asked(app):
    assert opened(app, two(), Side.LEARNER, "/questions").status == 404
