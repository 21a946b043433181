"""What the variable parts of an address may look like. Anything else is simply not an address of ours."""

from urllib.parse import urlsplit

from flask import Flask
from werkzeug.routing import BaseConverter


class SlugConverter(BaseConverter):
    """A readable name: small letters, digits, dashes."""

    regex = "[a-z0-9-]{1,64}"


class RefConverter(BaseConverter):
    """A random name: eight to sixteen small letters and digits."""

    regex = "[a-z0-9]{8,16}"


class TokenConverter(BaseConverter):
    """What a private link carries: a ref and its signature."""

    regex = "[A-Za-z0-9_-]{20,64}"


class ShortTokenConverter(BaseConverter):
    """What the link of a message carries: twelve letters and digits, to fit into a text message."""

    regex = "[a-z2-7]{12}"


#: What follows a link in a sentence, and is taken along when it is pressed or copied.
_AFTER_A_LINK = ".,;:!?)]}>\"'»”’…،؛؟"


def mended(typed: str) -> str:
    """A link as it was sent: without what the sentence around it left at its end."""
    return typed.strip().rstrip(_AFTER_A_LINK).strip("/ ")


def own_path(asked: str | None) -> str:
    """Where to go on, as an address asked for it: a path of this site, or nothing."""
    asked = asked or ""
    inside = asked.startswith("/") and not asked.startswith(("//", "/\\")) and "\\" not in asked
    return asked if inside and asked.isprintable() and not any(urlsplit(asked)[:2]) else ""


def init_addresses(app: Flask) -> None:
    app.url_map.converters.update(
        slug=SlugConverter, ref=RefConverter, token=TokenConverter, short=ShortTokenConverter
    )
    app.url_map.strict_slashes = False
