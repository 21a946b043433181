"""What a posting says, in one line each: pay, place, dates, hours, papers. A draft may still say nothing: ""."""

from babel.numbers import format_currency

from portal.domain.jobs.choices import PayPer, Presence
from portal.domain.jobs.posting_models import Posting
from portal.web.dates import day_words, number_words
from portal.web.jobs import paper_words, pay_per_words, presence_words
from portal.web.languages import gettext as _
from portal.web.languages import language


def pay_line(posting: Posting) -> str:
    """`700 € par mois`, `700 € à 900 € par mois`, `not paid`."""
    if not posting.pay_per:
        return ""
    if posting.pay_per == PayPer.NOTHING:
        return pay_per_words(posting.pay_per)
    if posting.pay_from is None:
        return ""
    per, least = pay_per_words(posting.pay_per), money_words(posting.pay_from, posting.currency)
    if posting.pay_to is None or posting.pay_to == posting.pay_from:
        return _("%(amount)s %(per)s", amount=least, per=per)
    most = money_words(posting.pay_to, posting.currency)
    return _("%(least)s to %(most)s %(per)s", least=least, most=most, per=per)


def money_words(cents: int, currency: str) -> str:
    """`700 €`; the cents only where there are some. Digits every phone can read."""
    whole = cents % 100 == 0
    number = "#,##0" if whole else "#,##0.00"
    pattern = f"¤{number}" if language().code == "en" else f"{number}\u00a0¤"
    words = format_currency(cents / 100, currency, pattern, locale=language().locale, currency_digits=False)
    return words.replace("EUR", "€")


def where_line(posting: Posting) -> str:
    """`Montreuil`, `Montreuil, partly from home`, `From home`."""
    if posting.presence == Presence.REMOTE:
        return presence_words(posting.presence)
    town = posting.town or ""
    if posting.presence == Presence.HYBRID and town:
        return _("%(town)s, partly from home", town=town)
    return town or (presence_words(posting.presence) if posting.presence else "")


def when_line(posting: Posting) -> str:
    """From when, until when."""
    start = day_words(posting.starts_on) if posting.starts_on else ""
    end = day_words(posting.ends_on) if posting.ends_on else ""
    if start and end:
        return _("From %(start)s to %(end)s", start=start, end=end)
    if start:
        return _("From %(start)s", start=start)
    return _("As soon as possible, until %(end)s", end=end) if end else _("As soon as possible")


def hours_line(posting: Posting) -> str:
    """`35 h a week`, and when, in the company's words: they may begin with a capital."""
    weekly = _("%(hours)s h a week", hours=number_words(posting.weekly_hours)) if posting.weekly_hours else ""
    return " · ".join(filter(None, [weekly, posting.hours]))


def papers_line(posting: Posting) -> str:
    """The papers the company can hire with."""
    return _(", ").join(paper_words(one) for one in posting.papers)
