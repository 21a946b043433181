"""The words about an application for work, to the three who hear of it."""

import pytest

from portal.domain.messages.habits import HABITS
from portal.domain.messages.kinds import MessageKind, Purpose
from portal.web.languages import KNOWN
from portal.web.letters.compose import mail, text_message

#: Of which a learner hears, and whoever helped them.
OF_LEARNER = [kind for kind in HABITS if HABITS[kind].link is Purpose.JOB]


def said(telling, kind):
    return mail(telling(kind, "en"), "nour@example.org")


def test_the_learner_reads_by_when_the_company_answers(telling):
    letter = said(telling, MessageKind.JOB_SENT)

    assert letter.subject == "Your application is sent"
    assert "The company answers by " in letter.text
    assert "Whatever happens, you hear from us." in letter.text


def test_the_company_reads_the_first_name_and_the_posting_and_no_contact(telling):
    letter = said(telling, MessageKind.JOB_TO_ANSWER)

    assert letter.subject == "Nour applies: please answer"
    assert "Stage de développement web" in letter.text
    assert "12 34 56 78" not in letter.text


@pytest.mark.parametrize("language", KNOWN)
def test_whoever_helped_reads_which_news_it_is(telling, language):
    message, subjects = telling(MessageKind.JOB_HELPED, language), set()
    for kind in OF_LEARNER:
        message.facts = message.facts | {"news": kind.value}
        subjects.add(mail(message, "alix@example.org").subject)

    assert len(subjects) == len(OF_LEARNER)
    assert all("Nour" in subject for subject in subjects)


@pytest.mark.parametrize("language", KNOWN)
def test_a_text_message_names_nobody_and_no_company(telling, language):
    message = telling(MessageKind.JOB_SENT, language)
    text = text_message(message, "+33612345678").text

    assert not [word for word in ("Nour", "Stage", "Société") if word in text]
