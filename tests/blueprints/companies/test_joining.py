"""A company joins on one page; what is wrong is said, and nobody learns there who is known."""

import pytest

from portal.domain.jobs import companies
from portal.domain.jobs.states import CompanyState
from portal.domain.messages.kinds import MessageKind
from tests import make, make_jobs
from tests.blueprints.companies.steps import FORM, SIRET, answers, join, mails, newest
from tests.blueprints.letters import buttons, follow, press
from tests.blueprints.steps import path
from tests.conftest import NOW


def test_the_page_says_what_a_company_gets_and_what_it_promises(client):
    page = client.get_page("/en/companies/join")

    assert page.h1 == "Hire our learners"
    assert page.text(".lead").count(".") == 3
    assert page.texts("#join-form .list li") == [
        "Each job says what it pays.",
        "We never ask a learner for money.",
        "We answer everybody who applies, within three weeks.",
    ]


def test_a_company_asks_and_reads_by_which_date_it_hears(client):
    page = join(client, town="Paris", website="www.canal.example", about="We sell books.")

    assert path(page) == "/en/companies/join/sent"
    assert page.text(".note strong") == "You hear from us by Friday 27 November at 18:00."
    company = newest()
    assert (company.state, company.number, company.country) == (CompanyState.RECEIVED, "73282932000074", "FR")
    assert (company.town, company.website, company.about) == ("Paris", "https://www.canal.example", "We sell books.")
    assert company.recruiters[0].account.name == "Ana Diop"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "Write the name."),
        ({"siret": "732 829 320"}, "This is the SIREN. Please write all 14 digits of the SIRET."),
        ({"siret": "732 829 320 00075"}, "Check the SIRET: 14 digits. For example: 732 829 320 00074"),
        ({"siret": "hello"}, "Check the SIRET: 14 digits. For example: 732 829 320 00074"),
        ({"kind": "foreign", "number": "12"}, "Choose a country."),
        ({"kind": "foreign", "country": "BE", "number": ""}, "Write the number of your company there."),
        ({"website": "javascript://alert"}, "Check this address. For example: www.example.org"),
        ({"website": "our page"}, "Check this address. For example: www.example.org"),
        ({"recruiter": "12"}, "Write a name."),
        ({"email": "ana@"}, "Check this e-mail. For example: nour@example.org"),
        ({"charter": None}, "Read our charter, and tick the box."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, given, said):
    form = client.get_page("/en/companies/join").form(FORM)
    sent = {name: value for name, value in answers(about="We sell books.", **given).items() if value is not None}

    page = form.fill(**sent).send()

    assert page.status == 422
    assert page.problems == [said]
    assert page.form(FORM)["about"] == "We sell books."


def test_an_association_needs_no_number_and_a_siret_may_have_arabic_digits(client):
    join(client, kind="association", siret="")
    assert newest().number is None

    join(client, kind="association", siret="", siret_if_any="٧٣٢٨٢٩٣٢٠٠٠٠٧٤", email="bo@canal.example")
    assert newest().number == "73282932000074"


def test_a_company_abroad_gives_its_number_as_it_is_written_there(client):
    join(client, kind="foreign", country="BE", number="be 0403.019.261", siret="")

    assert (newest().country, newest().number) == ("BE", "BE 0403.019.261")


def test_a_known_company_or_e_mail_reads_the_same_page_as_everybody(client, app):
    unknown = join(client).words

    known = join(app.test_client(), email="bo@elsewhere.example").words
    yours = join(app.test_client(), name="Another", siret="552 100 554 00021").words

    assert known == yours == unknown
    assert len(mails(MessageKind.COMPANY_RECEIVED)) == 3
    assert make.db.session.query(companies.Company).count() == 1


def test_the_link_of_the_mail_shows_how_it_stands_and_sends_a_link_to_sign_in(client):
    join(client)

    page = follow(client, mails(MessageKind.COMPANY_RECEIVED)[0])

    assert page.h1 == "We have your request"
    assert page.text(".note strong") == "You hear from us by Friday 27 November at 18:00."
    sent = press(page, "Send me a link to sign in")
    assert sent.h1 == "Look at your messages"
    assert [one.address for one in mails(MessageKind.ACCOUNT_LINK)] == ["ana@canal.example"]


def test_signing_in_by_that_link_leads_to_the_desk(client):
    join(client)
    press(follow(client, mails(MessageKind.COMPANY_RECEIVED)[0]), "Send me a link to sign in")

    page = press(follow(client, mails(MessageKind.ACCOUNT_LINK)[0]), "Sign in on this device")

    assert path(page) == "/en/company"
    assert page.h1 == "Librairie du Canal"


def test_a_request_is_taken_back_from_the_link_after_a_question(client):
    join(client)
    mail = mails(MessageKind.COMPANY_RECEIVED)[0]
    asked = client.get_page(follow(client, mail).link("Take our request back"))

    page = press(asked, "Yes, take it back")

    assert page.h1 == "You took your request back"
    assert newest().state == CompanyState.CLOSED
    assert follow(client, mail).h1 == "Your company has left"


def test_whoever_asked_for_a_known_company_is_told_to_ask_a_colleague_and_sees_nothing_of_it(client, app):
    join(client, about="We sell books.")
    stranger = app.test_client()
    join(stranger, name="Guess", email="bo@elsewhere.example")

    page = follow(stranger, mails(MessageKind.COMPANY_RECEIVED)[1])

    assert page.h1 == "Your company is known to us"
    assert "Librairie" not in page.words
    assert buttons(page) == []


def test_whoever_acts_for_a_company_already_is_led_to_its_desk(client):
    join(client)
    join(client, name="Another", siret="552 100 554 00021")

    page = follow(client, mails(MessageKind.COMPANY_RECEIVED)[1])

    assert page.h1 == "You act for a company already"
    assert buttons(page) == ["Send me a link to sign in"]


@pytest.mark.parametrize(
    ("end", "heading", "said"),
    [
        (
            lambda one: companies.approve(one, NOW),
            "Canal takes part",
            "Sign in to post a job, and to see who applied.",
        ),
        (lambda one: companies.decline(one, "Too far.", NOW), "We cannot take your company", "Too far."),
        (lambda one: companies.lapse(one, NOW), "We did not answer in time", "this is our fault"),
    ],
    ids=["yes", "no", "silence"],
)
def test_the_same_link_shows_each_answer(client, end, heading, said):
    join(client, name="Canal")
    mail = mails(MessageKind.COMPANY_RECEIVED)[0]
    end(newest())
    make.db.session.commit()

    page = follow(client, mail)

    assert page.h1 == heading
    assert said in page.words
    assert "Take our request back" not in page.words


def test_who_was_let_go_learns_nothing_from_an_old_mail(client):
    company = make_jobs.company(about="A secret of ours")
    companies.suspend(company, "A private word", NOW)
    mail = mails(MessageKind.COMPANY_STOPPED)[0]
    company.recruiters[0].until = NOW
    make.db.session.commit()

    page = follow(client, mail)

    assert page.h1 == "You do not act for this company"
    assert "private" not in page.words
    assert company.name not in page.words


def test_the_siret_of_the_example_is_itself_in_order(client):
    assert join(client, siret=SIRET).status == 200


def test_what_is_wrong_is_named_in_the_order_of_the_page(client):
    page = client.get_page("/en/companies/join").form(FORM).send()

    targets = [link.get("href").removeprefix("#") for link in page.all(".summary a")]
    assert targets == ["name", "siret", "recruiter", "email", "charter"]
