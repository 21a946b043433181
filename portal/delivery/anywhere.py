"""Text messages through the services that the library apprise knows (the extra `text`)."""

import logging
from urllib.parse import quote

from portal.delivery.letters import Away, TextMessage, Uncertain
from portal.delivery.texts import fill


class AppriseCarrier:
    """Any service that has an address in apprise, with `{to}` where the number goes.

    apprise answers True or False and keeps the rest to itself: False may be a number refused, a gateway that is
    down, or an answer that came too late for a message that went out. We cannot tell, so False is `Uncertain`:
    the message is not taken for delivered and not repeated without end, and staff see it if it never gets a yes.
    Where that is too coarse, the same gateway described as a template of an HTTP request tells more.
    """

    def __init__(self, url: str) -> None:
        try:
            import apprise
        except ImportError as error:
            raise RuntimeError("PORTAL_TEXT_URL begins with apprise:, so install portal[text].") from error
        # Their logs name numbers, and hold words and what gateways answer.
        for name in ("apprise", "urllib3"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._apprise = apprise
        self._asset = apprise.AppriseAsset(async_mode=False)
        self._url = url.removeprefix("apprise:")

    def send(self, message: TextMessage) -> None:
        url = fill(self._url, message, lambda fact: quote(fact, safe=""))
        services = self._apprise.Apprise(asset=self._asset)
        if not services.add(url):
            raise Away("apprise-url")
        if not services.notify(body=message.text, body_format=self._apprise.NotifyFormat.TEXT):
            raise Uncertain("apprise")

    def reach(self) -> None:
        """The service shows itself only when something is sent; that the address can be read is known."""
        if not self._apprise.Apprise(asset=self._asset).add(self._url.replace("{to}", "+33600000000")):
            raise Away("apprise-url")

    def close(self) -> None:
        """Nothing is kept open between messages."""
