"""What a posting says in one line."""

from datetime import date

import pytest

from portal.domain.jobs.choices import PayPer, Presence
from portal.domain.jobs.posting_models import Posting
from portal.web import postings
from portal.web.languages import speaking


@pytest.fixture
def posting():
    made = Posting(pay_per=PayPer.MONTH, pay_from=70000, currency="EUR", town="Montreuil", presence=Presence.ON_SITE)
    made.papers, made.hours = [], ""
    return made


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "€700 a month"), ("fr", "700 € par mois"), ("uk", "700 € на місяць")],
)
def test_pay_reads_as_people_write_it(app, posting, code, words):
    with speaking(code):
        assert postings.pay_line(posting).replace("\xa0", " ") == words
        assert "700 €" not in postings.pay_line(posting)


def test_a_span_of_pay_names_both_ends_and_cents_only_where_there_are_some(app, posting):
    posting.pay_per, posting.pay_from, posting.pay_to = PayPer.HOUR, 1188, 1300

    with speaking("en"):
        assert postings.pay_line(posting) == "€11.88 to €13 an hour"


def test_a_draft_without_pay_says_nothing_and_an_unpaid_immersion_says_so(app, posting):
    with speaking("en"):
        posting.pay_per = None
        assert postings.pay_line(posting) == ""
        posting.pay_per = PayPer.NOTHING
        assert postings.pay_line(posting) == "not paid"


def test_where_the_work_is_done(app, posting):
    with speaking("en"):
        assert postings.where_line(posting) == "Montreuil"
        posting.presence = Presence.HYBRID
        assert postings.where_line(posting) == "Montreuil, partly from home"
        posting.presence = Presence.REMOTE
        assert postings.where_line(posting) == "From home"


def test_when_it_begins_and_ends(app, posting):
    with speaking("en"):
        assert postings.when_line(posting) == "As soon as possible"
        posting.starts_on, posting.ends_on = date(2027, 3, 1), date(2027, 6, 30)
        assert postings.when_line(posting) == "From Monday 1 March 2027 to Wednesday 30 June 2027"


def test_hours_in_figures_and_in_the_companys_words(app, posting):
    posting.weekly_hours, posting.hours = 35, "Monday to Friday"

    with speaking("en"):
        assert postings.hours_line(posting) == "35 h a week · Monday to Friday"
