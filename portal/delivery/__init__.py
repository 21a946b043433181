"""The last hand before the world: letters of the outbox go out by e-mail and text message."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.delivery.anywhere import AppriseCarrier
from portal.delivery.files import FileCarrier
from portal.delivery.letters import Carrier, Mail, TextMessage
from portal.delivery.mail import SmtpCarrier
from portal.delivery.texts import GatewayCarrier


@dataclass(frozen=True)
class Carriers:
    """Who takes e-mail and who takes text messages; None where nobody does."""

    mail: Carrier[Mail] | None
    text: Carrier[TextMessage] | None

    def close(self) -> None:
        for carrier in (self.mail, self.text):
            if carrier:
                carrier.close()


def carriers(config: Mapping[str, Any]) -> Carriers:
    """The carriers that the settings name."""
    return Carriers(_for_mail(config), _for_text(config))


def _for_mail(config: Mapping[str, Any]) -> Carrier[Mail]:
    sender = config["PORTAL_MAIL_FROM"] or config["PORTAL_ORGANISATION_EMAIL"]
    name = config["PORTAL_ORGANISATION"]
    if config["PORTAL_MAIL_URL"] == "file":
        return FileCarrier(Path(config["PORTAL_OUTBOX"]), sender, name)
    return SmtpCarrier(config["PORTAL_MAIL_URL"], sender, name)


def _for_text(config: Mapping[str, Any]) -> Carrier[TextMessage] | None:
    url: str = config["PORTAL_TEXT_URL"]
    if url == "none":
        return None
    if url == "file":
        return FileCarrier(Path(config["PORTAL_OUTBOX"]))
    if url.startswith("apprise:"):
        return AppriseCarrier(url)
    return GatewayCarrier(
        url, config["PORTAL_TEXT_BODY"], config["PORTAL_TEXT_HEADERS"], config["PORTAL_TEXT_EXPECT"]
    )
