"""What staff should look at twice in a posting: newcomers are targets of fraud. A hint, never a verdict."""

import re
from enum import StrEnum

from portal.domain.catalogue.fold import fold
from portal.domain.jobs.choices import JobKind, PayPer
from portal.domain.jobs.posting_models import Posting


class Worry(StrEnum):
    """NO_PAY, LOW_PAY: less than any work of this kind is paid for; CONTACT: a way to be reached outside the portal;
    MONEY: money or bank details are asked; PAPERS: copies of papers are asked; LINK: an address on the web."""

    NO_PAY = "no_pay"
    LOW_PAY = "low_pay"
    CONTACT = "contact"
    MONEY = "money"
    PAPERS = "papers"
    LINK = "link"


#: Below this, in cents a month of full time, staff look twice; of an internship any pay is enough. Not a legal
#: minimum: a figure that is low anywhere in the euro area.
_LOW_MONTH = 80_000
_MONTHS_OF = {PayPer.HOUR: 151.67, PayPer.DAY: 21.67, PayPer.MONTH: 1.0, PayPer.YEAR: 1 / 12}
_PAID_WORK = (JobKind.FIXED_TERM, JobKind.PERMANENT)
_MAIL = re.compile(r"[\w.+-]+\s*(?:@|\(at\)|\[at\])\s*[\w-]+\.\w+", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|\b00?)[\s.]*\d(?:[\s.\-]*\d){7,}")
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
#: Folded words, as they stand in a text of any of the portal's Latin languages.
_CHATS = ("whatsapp", "telegram", "viber", "wechat", "signal app", "messenger")
_MONEY = (
    *("rib", "iban", "western union", "moneygram", "carte bancaire", "bank account", "compte bancaire", "bitcoin"),
    *("frais de dossier", "frais d inscription", "registration fee", "deposit", "caution a verser", "pay a fee"),
    *("virement", "paypal", "mandat cash", "coupon pcs"),
)
_PAPERS = (
    "copie de votre passeport",
    "copie du passeport",
    "copy of your passport",
    "carte vitale",
    "photo of your id",
)


def worries(posting: Posting) -> list[Worry]:
    """In the order in which they weigh."""
    texts = (posting.title, posting.tasks, posting.skills_wanted, posting.skills_learned, posting.hours)
    typed = "\n".join([*texts, *posting.questions])
    plain = f" {fold(typed)} "
    found = {
        Worry.MONEY: _names(plain, _MONEY),
        Worry.PAPERS: _names(plain, _PAPERS),
        Worry.CONTACT: bool(_MAIL.search(typed) or _PHONE.search(typed)) or _names(plain, _CHATS),
        Worry.LINK: bool(_LINK.search(typed)),
        Worry.NO_PAY: _unpaid(posting),
        Worry.LOW_PAY: _low(posting),
    }
    return [worry for worry, there in found.items() if there]


def _names(plain: str, words: tuple[str, ...]) -> bool:
    return any(f" {word} " in plain for word in words)


def _unpaid(posting: Posting) -> bool:
    unpaid = posting.pay_per in (None, PayPer.NOTHING) or not posting.pay_from
    return unpaid and posting.kind != JobKind.IMMERSION


def _low(posting: Posting) -> bool:
    """Paid work in euros that would come to very little in a month of full time."""
    per = PayPer(posting.pay_per) if posting.pay_per else PayPer.NOTHING
    if posting.kind not in _PAID_WORK or posting.currency != "EUR" or per not in _MONTHS_OF or not posting.pay_from:
        return False
    whole = (posting.weekly_hours or 35) / 35 if per in (PayPer.MONTH, PayPer.YEAR) else 1.0
    return posting.pay_from * _MONTHS_OF[per] < _LOW_MONTH * min(1.0, whole)
