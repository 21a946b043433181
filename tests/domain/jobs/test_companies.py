"""A company asks to join, is answered in time, is stopped, comes back, leaves; and what nobody must learn of it."""

from datetime import timedelta

import pytest

from portal.domain.accounts.account_models import Account, OfficeRole
from portal.domain.accounts.accounts import by_email, close
from portal.domain.accounts.contacts import read_email
from portal.domain.accounts.roles import grants_of
from portal.domain.jobs import companies, joining, publishing, silent
from portal.domain.jobs.choices import CompanyKind
from portal.domain.jobs.companies import Facts, OneAlready
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.joining import Joining
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from portal.domain.jobs.told import about_company, about_posting
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.keeping import due
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.promises.models import Promise
from portal.worker.keeping import keep_promises
from tests import make, make_jobs
from tests.conftest import NOW

SIRET = "73282932000074"


def asks(name="Librairie du Canal", number=SIRET, email="ana@canal.example", key="one", **facts):
    kind = facts.pop("kind", CompanyKind.COMPANY)
    known = Facts(name, kind, number, facts.pop("country", "FR"), **facts)
    return Joining(known, "Ana", read_email(email), "fr", key)


def asked_to_join(**facts) -> Company:
    joining.join(asks(**facts), NOW)
    make.db.session.commit()
    return all_of()[-1]


def all_of() -> list[Company]:
    return list(make.db.session.scalars(make.db.select(Company).order_by(Company.id)))


def mails(kind: MessageKind, company: Company | None = None) -> list[Message]:
    query = make.db.select(Message).where(Message.kind == kind).order_by(Message.id)
    found = list(make.db.session.scalars(query))
    return [one for one in found if company is None or one.about == about_company(company)]


def account(email: str) -> Account:
    found = by_email(read_email(email))
    assert found
    return found


def test_a_company_that_asks_is_noted_and_the_team_owes_the_answer_within_three_working_days(app):
    company = asked_to_join()

    owed = companies.answer_owed(company)

    assert (company.state, company.number, company.trusted) == (CompanyState.RECEIVED, SIRET, False)
    assert [(move.from_state, move.to_state, move.role) for move in company.history] == [
        (None, "received", "company")
    ]
    assert owed.reply_by == joining.due(NOW)
    assert mails(MessageKind.COMPANY_RECEIVED)[0].facts == {"reply_by": owed.reply_by.isoformat()}


def test_whoever_asks_first_is_its_admin_and_may_sign_in(app):
    company = asked_to_join()

    ana = account("ana@canal.example")

    assert [(one.account, one.admin, one.until) for one in company.recruiters] == [(ana, True, None)]
    assert [one.role for one in grants_of(ana, NOW)] == [OfficeRole.RECRUITER]


def test_an_e_mail_that_has_an_account_gets_the_role_too(app):
    trainer = make.account("trainer", **{"email": "t@x.example", "email_digest": read_email("t@x.example").digest})

    company = asked_to_join(email="t@x.example")

    assert company.recruiters[0].account == trainer
    assert {one.role for one in grants_of(trainer, NOW)} == {OfficeRole.TRAINER, OfficeRole.RECRUITER}


def test_the_same_form_sent_twice_is_one_company(app):
    asked_to_join()
    asked_to_join()

    assert len(all_of()) == 1
    assert len(mails(MessageKind.COMPANY_RECEIVED)) == 1


def test_a_number_that_takes_part_is_not_noted_again_and_the_mail_says_to_ask_a_colleague(app):
    first = asked_to_join()

    by = joining.join(asks(email="bo@elsewhere.example", key="two"), NOW)

    assert all_of() == [first]
    assert by == joining.due(NOW)
    assert [one.facts for one in mails(MessageKind.COMPANY_RECEIVED)][1:] == [{"known": "colleagues"}]
    assert mails(MessageKind.COMPANY_RECEIVED)[1].address == "bo@elsewhere.example"
    assert len(first.recruiters) == 1


def test_somebody_who_acts_for_a_company_is_led_to_it_and_makes_no_second_one(app):
    first = asked_to_join()

    joining.join(asks(name="Another", number=None, kind=CompanyKind.ASSOCIATION, key="two"), NOW)

    assert all_of() == [first]
    assert mails(MessageKind.COMPANY_RECEIVED)[1].facts == {"known": "yours"}


def test_the_same_number_of_another_country_is_another_company(app):
    asked_to_join()
    asked_to_join(country="BE", kind=CompanyKind.FOREIGN, email="bo@elsewhere.example", key="two")

    assert len(all_of()) == 2


def test_two_associations_without_a_number_are_two(app):
    asked_to_join(number=None, kind=CompanyKind.ASSOCIATION)
    asked_to_join(number=None, kind=CompanyKind.ASSOCIATION, email="bo@elsewhere.example", key="two")

    assert len(all_of()) == 2


def test_after_a_refusal_the_same_number_may_ask_again(app):
    first = asked_to_join()
    companies.decline(first, "Not yet.", NOW)

    again = asked_to_join(key="two")

    assert again.id != first.id
    assert again.state == CompanyState.RECEIVED


def test_a_closed_account_hears_that_we_have_the_request_and_the_team_opens_it_first(app):
    closed = make.account(None, **{"email": "t@x.example", "email_digest": read_email("t@x.example").digest})
    close(closed, NOW)
    company = asked_to_join(email="t@x.example")

    with pytest.raises(companies.AccountClosed):
        companies.approve(company, NOW)

    assert len(mails(MessageKind.COMPANY_RECEIVED)) == 1


def test_a_yes_is_told_and_answers_what_was_owed(app):
    company = asked_to_join()

    companies.approve(company, NOW)
    companies.approve(company, NOW)

    assert company.state == CompanyState.APPROVED
    assert companies.answer_owed(company) is None
    assert [one.facts for one in mails(MessageKind.COMPANY_APPROVED)] == [{"again": False}]


def test_a_no_is_told_in_the_words_of_the_team(app):
    company = asked_to_join()

    companies.decline(company, "We work with companies near us.", NOW)

    assert (company.state, company.words) == (CompanyState.DECLINED, "We work with companies near us.")
    assert companies.answer_owed(company) is None
    assert len(mails(MessageKind.COMPANY_DECLINED)) == 1


def test_a_stop_closes_what_waits_and_tells_learners_and_the_company(app):
    company = make_jobs.company()
    applied = make_jobs.application(JobState.READ, posting=make_jobs.posting(company=company))

    companies.suspend(company, "Somebody was asked for money.", NOW)

    assert company.state == CompanyState.SUSPENDED
    assert applied.state == JobState.CLOSED
    assert len(mails(MessageKind.JOB_CLOSED)) == 1
    assert len(mails(MessageKind.COMPANY_STOPPED, company)) == 1


def test_after_a_stop_nobody_of_the_team_looks_again_at_a_call(app):
    company = make_jobs.company()
    owed = silent.called(company, "They are moving.", (NOW + timedelta(days=7)).date(), NOW)

    companies.suspend(company, "Somebody was asked for money.", NOW)

    assert companies.answer_owed(company) is None
    assert (owed.state, owed.history[-1].why) == ("withdrawn", "stopped")


@pytest.mark.parametrize("verb", ["stopped", "left"])
def test_while_a_company_is_stopped_nobody_owes_its_postings_a_look_and_back_again_the_team_does(app, verb):
    company = make_jobs.company()
    sent = make_jobs.posting(PostingState.DRAFT, company=company)
    publishing.send(sent, Role.COMPANY, NOW)
    unseen = make_jobs.posting(company=company, reviewed_at=None)
    publishing.owe_review(unseen, Role.COMPANY, NOW)
    seen = make_jobs.posting(company=company)

    if verb == "stopped":
        companies.suspend(company, "A question is open.", NOW)
    else:
        companies.leave(company, Role.COMPANY, NOW)

    assert [look_owed(one) for one in (sent, unseen, seen)] == [None, None, None]
    assert [one.state for one in mails(MessageKind.POSTING_RECEIVED)] == ["dropped"]

    companies.approve(company, NOW + timedelta(days=3))

    assert [look_owed(one) is not None for one in (sent, unseen, seen)] == [True, True, False]
    again = mails(MessageKind.POSTING_RECEIVED)[1:]
    assert [one.facts for one in again] == [{"reply_by": look_owed(sent).reply_by.isoformat(), "again": True}]


def look_owed(posting):
    return open_about(about_posting(posting), PromiseKind.POSTING_REVIEW)


def test_a_company_comes_back_after_a_stop_and_hears_it(app):
    company = make_jobs.company()
    companies.suspend(company, "A question is open.", NOW)

    companies.approve(company, NOW)

    assert company.state == CompanyState.APPROVED
    assert mails(MessageKind.COMPANY_APPROVED)[0].facts == {"again": True}


def test_what_ended_is_not_taken_up_while_the_same_number_takes_part(app):
    old = asked_to_join()
    companies.decline(old, "No.", NOW)
    new = asked_to_join(key="two")

    with pytest.raises(OneAlready) as refused:
        companies.approve(old, NOW)

    assert refused.value.company == new


def test_trust_is_given_and_taken_back_while_it_takes_part_only(app):
    company = make_jobs.company()

    companies.trust(company, True, NOW)
    assert company.trusted
    companies.trust(company, False, NOW)
    assert not company.trusted
    with pytest.raises(MoveNotAllowed):
        companies.trust(make_jobs.company(CompanyState.SUSPENDED), True, NOW)


def test_a_request_is_taken_back_and_nobody_waits_any_more(app):
    company = asked_to_join()

    assert companies.can_take_back(company)
    companies.leave(company, Role.COMPANY, NOW)
    companies.leave(company, Role.COMPANY, NOW)

    assert company.state == CompanyState.CLOSED
    assert companies.answer_owed(company) is None
    assert not companies.can_take_back(company)
    assert mails(MessageKind.COMPANY_STOPPED) == []


def test_a_company_that_leaves_closes_what_waits_and_learners_hear_it(app):
    company = make_jobs.company()
    applied = make_jobs.application(JobState.SENT, posting=make_jobs.posting(company=company))

    companies.leave(company, Role.COMPANY, NOW)

    assert (company.state, applied.state) == (CompanyState.CLOSED, JobState.CLOSED)
    assert mails(MessageKind.COMPANY_STOPPED)[0].facts == {"left": True}


def test_its_number_is_not_changed_to_one_that_takes_part(app):
    make_jobs.company(number=SIRET)
    company = make_jobs.company()

    with pytest.raises(OneAlready):
        companies.change(company, Facts("New name", CompanyKind.COMPANY, SIRET, "FR"), NOW)


def test_a_change_is_found_by_the_new_name_and_no_change_is_none(app):
    company = make_jobs.company()

    assert companies.change(company, Facts("Éclat", CompanyKind.COMPANY, company.number, "FR", "Lyon"), NOW)
    assert (company.name_folded, company.employer_key) == ("eclat", "eclat")
    assert not companies.change(company, companies.facts_of(company), NOW)


def test_silence_of_the_team_gives_a_new_date_once_and_then_an_end_and_the_company_hears_both(app):
    company = asked_to_join()

    for _step in range(12):
        waiting = make.db.session.scalars(make.db.select(Promise).where(Promise.next_step_at.is_not(None))).all()
        if not waiting:
            break
        when = min(one.next_step_at for one in waiting) + timedelta(seconds=1)
        assert due(when)
        keep_promises(when)

    assert company.state == CompanyState.LAPSED
    assert [len(mails(kind)) for kind in (MessageKind.COMPANY_LATE, MessageKind.COMPANY_OVER)] == [1, 1]
    companies.approve(company, NOW)
    assert company.state == CompanyState.APPROVED
