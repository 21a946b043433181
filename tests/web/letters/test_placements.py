"""The words about a placement: each way they may be said, short enough for its text messages."""

import pytest

from portal.database import begin_write
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.segments import segments
from portal.web.languages import KNOWN
from portal.web.letters.compose import mail, text_message

STARTS, BEGINS, ASSESS = MessageKind.JOB_STARTS, MessageKind.JOB_BEGINS, MessageKind.JOB_ASSESS
WAYS = [
    (STARTS, {"asked": True}, "The company did not tell us whether you have begun."),
    (STARTS, {"stopped": True}, "What you agreed with it stays agreed."),
    (STARTS, {"agreement": True}, "The agreement is ready."),
    (STARTS, {"started": True}, "The company says that you have begun."),
    (STARTS, {"started": True, "by": "staff"}, "Our team noted that the work has begun."),
    (STARTS, {"agreement": True, "anew": True}, "There is a new agreement."),
    (STARTS, {"starts_on": "2026-12-07", "by": "company"}, "The company has set the dates."),
    (STARTS, {"starts_on": "2026-12-07", "by": "staff"}, "Our team has set the dates."),
    (BEGINS, {"starts_on": "2026-12-07", "by": "staff"}, "Our team has set the dates."),
    (BEGINS, {"starts_on": "2026-12-07", "by": "staff"}, "Monday 7 December"),
    (BEGINS, {"agreement": True}, "The agreement is ready."),
    (BEGINS, {"agreement": True, "anew": True}, "please sign again."),
    (BEGINS, {}, "Without an answer, we ask"),
    (BEGINS, {"said": True, "by": "person"}, "says that the work has begun."),
    (BEGINS, {"said": True, "by": "staff"}, "Our team noted that the work has begun."),
    (ASSESS, {"said": True}, "Our team noted how it ended."),
    (MessageKind.JOB_ASSESSED, {"by": "staff"}, "Our team noted how it ended."),
    (MessageKind.JOB_LEFT, {"why": "called_off"}, "does not come about."),
]


@pytest.mark.parametrize(("kind", "facts", "sentence"), WAYS)
def test_a_mail_says_what_has_happened_and_a_text_message_is_short(telling, kind, facts, sentence):
    message = telling(kind, "en")
    begin_write()
    message.facts = message.facts | facts
    assert sentence in mail(message, "nour@example.org").text
    for language in KNOWN:
        message.language = language
        short = text_message(message, "+33612345678").text
        assert segments(short) <= (1 if language in {"fr", "en"} else 2), short
