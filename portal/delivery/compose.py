"""An e-mail as it travels: headers that say what it is, text, the same as HTML where needed, attachments."""

import re
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from html import escape
from typing import Any

from portal import clock
from portal.delivery.letters import Mail


class _Policy(EmailPolicy):
    """As the library writes messages, but for long headers in other scripts: there its folding moves spaces."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if self.utf8 or str(value).isascii() or name not in {"From", "Subject"}:
            return super().fold_binary(name, value)
        if name == "Subject":
            folded = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        else:
            (sender,) = value.addresses
            words = Header(sender.display_name, "utf-8", header_name=name).encode(linesep=self.linesep)
            folded = f"{words}{self.linesep} <{sender.addr_spec}>"
        return f"{name}: {folded}{self.linesep}".encode("ascii")


#: Quoted-printable or base64 throughout, so that no server on the way must promise to keep eight bits.
_POLICY = _Policy(linesep="\r\n", cte_type="7bit")
_UTF8_POLICY = _POLICY.clone(utf8=True)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def compose(mail: Mail, to: str, sender: str, name: str) -> EmailMessage:
    """The message to `to`, the spelling of `mail.to` that the server understands."""
    message = EmailMessage(_POLICY)
    message["From"] = Address(_one_line(name), addr_spec=sender)
    local, _, domain = _one_line(to).rpartition("@")
    message["To"] = Address(username=local, domain=domain)
    message["Subject"] = _one_line(mail.subject)
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{_one_line(mail.ref)}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{_one_line(mail.unsubscribe)}>"
    message.set_content(_sound(mail.text))
    html = mail.html or (_right_to_left(mail) if mail.rtl else None)
    if html:
        message.add_alternative(_sound(html), subtype="html")
    for attachment in mail.attachments:
        maintype, _, subtype = attachment.mimetype.partition("/")
        message.add_attachment(
            attachment.content,
            maintype=maintype,
            subtype=subtype,
            filename=_one_line(attachment.name),
            params={"charset": "utf-8"} if maintype == "text" else None,
        )
    # Last: laying parts into a message moves what begins with Content- into the first of them.
    message["Content-Language"] = _one_line(mail.language)
    return message


def as_sent(message: EmailMessage, utf8: bool = False) -> bytes:
    """Its bytes; `utf8` for a server that takes addresses in other scripts, and so headers in UTF-8."""
    return message.as_bytes(policy=_UTF8_POLICY if utf8 else _POLICY)


def _right_to_left(mail: Mail) -> str:
    """Plain text cannot say its direction, and many programs set it from the left."""
    text = escape(mail.text).replace("\n", "<br>\n")
    return f'<!doctype html>\n<html lang="{escape(mail.language)}" dir="rtl"><body>{text}</body></html>\n'


def _one_line(text: str) -> str:
    """A header in one line: whatever a name or subject holds, it begins no header of its own."""
    return _CONTROLS.sub(" ", _sound(text)).strip()


def _sound(text: str) -> str:
    """Half a surrogate pair, which no encoding can carry, becomes a question mark."""
    return text.encode("utf-8", "replace").decode()
