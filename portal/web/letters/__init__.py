"""The words of messages. A message holds its kind and facts; here it is worded, in the language of its reader.

`wording` finds the words; `compose` makes of them a mail, a text message, or the news on a card.
"""

from flask import Flask

from portal.web.applications import meeting_to_come
from portal.web.letters.compose import news_of
from portal.web.message_words import stopped_words
from portal.web.own_words import init_own_words


def init_letters(app: Flask) -> None:
    init_own_words(app)
    app.jinja_env.globals["stopped_words"] = stopped_words
    app.jinja_env.globals["card_news"] = news_of
    app.jinja_env.globals["meeting_to_come"] = meeting_to_come
