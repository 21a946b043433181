"""The words for what stands in the audit log: each action is a noun and a deed, and each has its words here."""

from portal.domain.auditlog.write import Way
from portal.web.languages import gettext as _

#: Every action there is, by its noun. Who writes a new one adds it here, and its words below.
ACTIONS: dict[str, tuple[str, ...]] = {
    "account": (
        *("signed_in", "sign_in_failed", "signed_out", "signed_out_everywhere", "password_chosen", "codes_drawn"),
        *("factor_set", "factor_reset", "invited", "granted", "revoked", "closed", "reopened", "list_taken"),
    ),
    "application": ("met", "agreed", "held", "waits", "interview", "refused"),
    "audit_log": ("exported",),
    "backup": ("made", "restored"),
    "channel": ("stopped", "started"),
    "check_in_link": ("made", "ended"),
    "companies": ("exported",),
    "company": (
        *("read", "contact_read", "changed", "approved", "declined", "suspended", "taken_up", "trusted"),
        *("untrusted", "ended", "made_admin", "let_go"),
    ),
    "contact": ("shown",),
    "course": ("made", "changed", "publish", "unpublish", "up", "delete"),
    "course_session": (
        *("made", "changed", "published", "unpublished", "closed", "opened", "moved", "cancelled", "copied"),
        *("deleted", "capacity"),
    ),
    "gateway": ("tried",),
    "import": ("read", "made", "done", "dropped", "exported"),
    "job_application": ("read", "signed", "unsigned"),
    "job_applications": ("exported",),
    "job_file": ("read",),
    "matching_round": ("made", "matched", "changed", "published", "dropped"),
    "mentee": ("read", "added", "stopped"),
    "mentees": ("exported",),
    "message": ("sent_again",),
    "messages": ("sent_again", "exported"),
    "pair": (
        *("suggested", "answered", "taken_back", "read", "written_to", "asked", "logged", "paused", "went_on"),
        "ended",
    ),
    "pair_problem": ("read", "contact_read", "closed"),
    "pairs": ("exported",),
    "people": ("exported",),
    "person": (*("read", "contact_read", "changed", "noted", "merged", "separated", "erased", "exported", "stays"),),
    "place": ("made", "changed", "up", "delete"),
    "posting": ("published", "approved", "sent_back", "written_to", "removed", "restored", "changed"),
    "postings": ("exported",),
    "programme": ("made", "changed", "up", "delete"),
    "promise": ("kept", "later", "ended", "handed_over", "seat_given", "not_coming", "list_taken"),
    "setting": ("changed",),
    "sign_up": ("read", "noted", "added", "walked_in", "moved", "confirmed", "cancelled"),
    "sign_ups": ("exported", "printed", "written_to"),
    "volunteer": (
        *("read", "contact_read", "noted", "changed", "begun", "interview", "agreed", "held", "approved"),
        *("declined", "taken_up", "paused", "went_on", "stopped", "checked", "exported", "erased", "attested"),
    ),
    "volunteers": ("exported",),
    "slot": ("needs", "given", "taken_away", "absent", "came"),
    "slots": ("exported",),
    "wording": ("changed", "taken_back"),
}


def actions() -> list[str]:
    return [f"{noun}.{deed}" for noun, deeds in ACTIONS.items() for deed in deeds]


def action_words(action: str) -> str:
    """`Date: cancelled`. What an older or newer portal wrote is shown as it was written."""
    noun, _dot, deed = action.partition(".")
    if deed not in ACTIONS.get(noun, ()):
        return action
    return _("%(what)s: %(deed)s", what=noun_words(noun), deed=_deed_words(deed))


def noun_words(noun: str) -> str:
    return {
        "account": _("Account"),
        "application": _("Application"),
        "backup": _("Backup"),
        "channel": _("Way of sending"),
        "check_in_link": _("Link of a trainer"),
        "companies": _("Companies"),
        "company": _("Company"),
        "contact": _("Phone or e-mail"),
        "course": _("Course"),
        "course_session": _("Date"),
        "audit_log": _("Who did what"),
        "gateway": _("Gateway"),
        "import": _("List brought in"),
        "job_application": _("Application for work"),
        "job_applications": _("Applications for work"),
        "job_file": _("File sent to a company"),
        "matching_round": _("Many matched at once"),
        "mentee": _("Learner"),
        "mentees": _("Learners"),
        "message": _("Message"),
        "messages": _("Messages"),
        "pair": _("Pair"),
        "pair_problem": _("Report of a problem"),
        "pairs": _("Pairs"),
        "people": _("People"),
        "people_import": _("List brought in"),
        "person": _("Person"),
        "place": _("Place"),
        "posting": _("Posting"),
        "postings": _("Postings"),
        "programme": _("Programme"),
        "promise": _("Answer owed"),
        "session_date": _("Date"),
        "setting": _("Setting"),
        "sign_up": _("Sign-up"),
        "sign_ups": _("List of sign-ups"),
        "slot": _("Help on a date"),
        "slots": _("Help on dates"),
        "volunteer": _("Volunteer"),
        "volunteers": _("Volunteers"),
        "wording": _("Wording"),
    }.get(noun, noun)


def _deed_words(deed: str) -> str:
    return {
        "absent": _("did not come"),
        "added": _("added by phone"),
        "agreed": _("interview agreed"),
        "answered": _("answer written down"),
        "approved": _("approved"),
        "attested": _("attestation made"),
        "signed": _("agreement signed by us"),
        "unsigned": _("our signature taken back"),
        "begun": _("being read"),
        "came": _("came after all"),
        "asked": _("asked how it goes"),
        "cancelled": _("cancelled"),
        "capacity": _("number of seats changed"),
        "changed": _("changed"),
        "checked": _("check noted"),
        "closed": _("closed"),
        "codes_drawn": _("new recovery codes"),
        "confirmed": _("seat given"),
        "contact_read": _("phone or e-mail read"),
        "copied": _("copied"),
        "declined": _("refused"),
        "delete": _("deleted"),
        "deleted": _("deleted"),
        "done": _("carried out"),
        "dropped": _("thrown away"),
        "ended": _("ended"),
        "erased": _("data deleted"),
        "exported": _("taken as a file"),
        "factor_reset": _("second step reset"),
        "factor_set": _("second step set up"),
        "given": _("given to somebody"),
        "granted": _("role given"),
        "handed_over": _("handed over"),
        "held": _("interview held"),
        "interview": _("interview proposed"),
        "invited": _("invited"),
        "kept": _("answered"),
        "later": _("put off"),
        "let_go": _("let go"),
        "list_taken": _("list taken as a file"),
        "logged": _("meeting noted"),
        "made": _("made"),
        "made_admin": _("made admin"),
        "merged": _("two put together"),
        "matched": _("matched again"),
        "met": _("came to the meeting"),
        "moved": _("moved"),
        "not_coming": _("does not come"),
        "needs": _("need changed"),
        "noted": _("note written"),
        "opened": _("opened again"),
        "password_chosen": _("new password"),
        "paused": _("given a break"),
        "printed": _("printed"),
        "publish": _("published"),
        "published": _("published"),
        "read": _("looked at"),
        "refused": _("refused"),
        "reopened": _("opened again"),
        "restored": _("put back"),
        "revoked": _("role taken back"),
        "seat_given": _("seat given by phone"),
        "removed": _("removed"),
        "sent_again": _("sent again"),
        "sent_back": _("sent back"),
        "separated": _("taken apart again"),
        "shown": _("shown"),
        "sign_in_failed": _("sign-in failed"),
        "signed_in": _("signed in"),
        "signed_out": _("signed out"),
        "signed_out_everywhere": _("signed out everywhere"),
        "started": _("started again"),
        "stays": _("wants to stay"),
        "suggested": _("suggested"),
        "stopped": _("stopped"),
        "suspended": _("stopped for now"),
        "taken_away": _("taken away from somebody"),
        "taken_back": _("as before"),
        "taken_up": _("taken up again"),
        "tried": _("tried"),
        "trusted": _("trusted"),
        "unpublish": _("hidden again"),
        "unpublished": _("hidden again"),
        "untrusted": _("no longer trusted"),
        "up": _("moved up"),
        "waits": _("put on the waiting list"),
        "walked_in": _("came without booking"),
        "went_on": _("break ended"),
        "written_to": _("written to"),
    }[deed]


def way_words(way: str) -> str:
    """How whoever did it came, where nobody was signed in."""
    return {
        Way.OFFICE: _("Back office"),
        Way.COMMAND: _("Command line"),
        Way.CHECK_IN: _("Link of a trainer"),
        Way.SIGN_IN: _("Sign-in page"),
        Way.PERSON: _("The person themselves"),
    }[Way(way)]


def about_record(about: str | None) -> str:
    """`Date 12`: the record a line is about, by its noun and number."""
    noun, _colon, number = (about or "").partition(":")
    return f"{noun_words(noun)} {number}".strip()
