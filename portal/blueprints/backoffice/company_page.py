"""The page of one company, which every verb about it shows again when it is refused."""

from types import SimpleNamespace

from flask import Response, request

from portal import clock
from portal.domain.accounts.contacts import Reach, mask
from portal.domain.accounts.models import ContactKind
from portal.domain.jobs import companies, company_lists
from portal.domain.jobs.company_models import Company, CompanyMove, Recruiter
from portal.domain.jobs.silent import silences
from portal.domain.jobs.told import about_company
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import told_about
from portal.domain.signups.asked import home_zone
from portal.domain.signups.message_log import readable
from portal.web import files, jobs, office
from portal.web.company_forms import country_words, number_words
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import page
from portal.web.job_team import without_a_word
from portal.web.languages import gettext as _
from portal.web.people_forms import phone_words
from portal.web.promises import owner_words

#: Of messages and postings, the newest so many.
_MOST = 30


def noted(action: str, company: Company) -> None:
    """Write down what was done with a company, or that its page was read."""
    office.noted(f"company.{action}", about_company(company))


def show(
    company: Company, status: int = 200, form: PortalForm | None = None, refused: str = "", unmasked: bool = False
) -> Response:
    """`refused`: why a verb was not done. `unmasked`: e-mails and phones in full; whoever asks for that notes it."""
    postings, now = company_lists.postings_of(company, _MOST), clock.now()
    return page(
        "backoffice/companies/company.html",
        heading=company.name,
        status=status,
        company=company,
        owed=companies.answer_owed(company),
        alike=company_lists.alike(company),
        recruiters=[(one, _reached(one, unmasked)) for one in company_lists.everybody(company)],
        silence=without_a_word(silences([company], now).get(company.id), home_zone()),
        unmasked=unmasked,
        postings=postings,
        waiting_of=company_lists.waiting_of(postings),
        waiting=company_lists.waiting_answers([company]).get(company.id, 0),
        said=_said(company),
        number=number_words(company),
        country=country_words(company.country),
        form=form or PressForm(),
        refused=refused,
        done=done_words(request.args.get("done", "")),
        now=now,
        home=home_zone(),
        kit=SimpleNamespace(jobs=jobs, owner=owner_words, move=move_words, way=files.way_words),
    )


def _reached(recruiter: Recruiter, unmasked: bool) -> list[tuple[str, str]]:
    """(address to press, what is read) of each way to reach them; without an address while it is masked."""
    email, phone = recruiter.account.email, recruiter.account.phone
    ways = [(f"mailto:{email}", email, Reach(ContactKind.EMAIL, email))]
    if phone:
        ways.append((f"tel:{phone}", phone_words(phone), Reach(ContactKind.PHONE, phone)))
    return [(address, words) if unmasked else ("", mask(reach)) for address, words, reach in ways]


def _said(company: Company) -> list[tuple[Message, str]]:
    """What it was told, in words."""
    found = readable(told_about(about_company(company), _MOST), office.powers())
    return [(one, text) for one in found if (text := files.message_words(one))]


def move_words(move: CompanyMove) -> str:
    """One line of its history."""
    if move.to_state == "approved" and move.from_state != "received":
        return _("Taken up again")
    if move.to_state == "received":
        return _("Asked to join")
    return jobs.company_state_words(move.to_state)


def done_words(done: str) -> str:
    return {
        "approved": _("Accepted. They are told, and may post."),
        "declined": _("Refused. They are told, in your words."),
        "suspended": _("Stopped. Nobody sees their jobs, and learners are told."),
        "taken_up": _("Taken up again. They are told."),
        "trusted": _("Trusted. Their jobs come out at once."),
        "untrusted": _("Not trusted any more. You look at each job first."),
        "ended": _("Ended. They are told."),
        "changed": _("Saved."),
        "made_admin": _("They are admin now."),
        "let_go": _("They act for the company no more."),
        "called": _("Noted. We look again on that day."),
        "settled": _("Noted. Nothing more is to be done."),
    }.get(done, "")
