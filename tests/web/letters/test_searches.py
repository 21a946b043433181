"""The words about a saved search: how many jobs are new, that it was the last message, that it is over."""

import pytest

from portal.database import begin_write, db
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.segments import segments
from portal.web.languages import KNOWN
from portal.web.letters.compose import mail, text_message


def words_of(message, **facts):
    begin_write()
    message.facts = message.facts | facts
    db.session.commit()
    return mail(message, "nour@example.org"), text_message(message, "+33612345678").text


@pytest.mark.parametrize(
    ("facts", "subject", "said"),
    [
        ({"count": 1}, "1 new job for you", "One tap there ends this."),
        ({"count": 7}, "7 new jobs for you", "7 new jobs fit your search."),
        ({"count": 2, "last": True}, "2 new jobs for you", "This was the last message"),
        ({"count": 0, "last": True}, "Your job search is over", "We stop now. One tap starts it again."),
    ],
)
def test_news_say_how_many_and_whether_more_will_come(telling, facts, subject, said):
    letter, text = words_of(telling(MessageKind.SEARCH_NEWS, "en"), **facts)

    assert letter.subject == subject
    assert said in " ".join(letter.text.split())
    assert subject in text


@pytest.mark.parametrize("language", KNOWN)
def test_the_last_words_fit_into_their_segments(telling, language):
    _letter, text = words_of(telling(MessageKind.SEARCH_NEWS, language), count=0, last=True)

    assert segments(text) <= (1 if language in {"fr", "en"} else 2), text


def test_the_first_message_says_how_often_and_until_when(telling):
    letter, _text = words_of(telling(MessageKind.SEARCH_ON, "en"))

    assert "Once a week at most." in letter.text
    assert "It ends by itself after one year." in letter.text
