"""How each setting is read: the text of the environment in, a value out, or a `ValueError` that says what to write.

No reader repeats what it was given: some settings are secrets, and complaints are logged.
"""

import ipaddress
import json
import re
from collections.abc import Callable
from datetime import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from portal.domain.privacy import Reason
from portal.domain.settings.ours import bounds
from portal.vault import Vault


def words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def flag(text: str) -> bool:
    if text.lower() not in {"0", "1", "no", "yes", "false", "true", ""}:
        raise ValueError("write 1 or 0")
    return text.lower() in {"1", "yes", "true"}


def one_of(*allowed: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"write one of: {', '.join(allowed)}")
        return text

    return check


def address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        raise ValueError("write an address such as https://portal.example.org, without a path")
    return f"{parts.scheme}://{parts.netloc}"


def number(least: int) -> Callable[[str], int]:
    def check(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise ValueError(f"write a whole number, {least} or more")
        return int(text)

    return check


def secret(text: str) -> str:
    if text and len(text) < 32:
        raise ValueError("write at least 32 characters; `flask portal keys` draws some")
    return text


def metrics(text: str) -> str:
    return _with_extra("metrics", "prometheus_client", secret(text))


def reports(text: str) -> str:
    parts = urlsplit(text)
    if text and not (parts.scheme in {"http", "https"} and parts.username and parts.path.strip("/").isdigit()):
        raise ValueError("write a DSN such as https://key@reports.example.org/1")
    return _with_extra("reports", "sentry_sdk", text)


def _with_extra(extra: str, module: str, text: str) -> str:
    if text and find_spec(module) is None:
        raise ValueError(f"install the extra first: pip install 'portal[{extra}]'")
    return text


def data_keys(text: str) -> list[str]:
    keys = words(text)
    try:
        for key in keys:
            Vault().configure([key], "")
    except ValueError as error:
        raise ValueError("write keys that `flask portal keys` drew, comma between") from error
    return keys


def region(text: str) -> str:
    if text not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError("write the two letters of a country, such as FR")
    return text


def phone(text: str) -> str:
    try:
        right = text.startswith("+") and phonenumbers.is_possible_number(phonenumbers.parse(text))
    except phonenumbers.NumberParseException:
        right = False
    if not right:
        raise ValueError("write a number such as +33123456789")
    return text


def email(text: str) -> str:
    """An address in ASCII, as every mail server understands it; or nothing."""
    if not text:
        return text
    try:
        read = validate_email(text, check_deliverability=False, globally_deliverable=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise ValueError("write an address such as contact@example.org") from None
    return read.ascii_email or text


def _split(text: str, advice: str) -> SplitResult:
    """The parts of an address that is whole, and has neither spaces nor letters that no address has."""
    try:
        parts = urlsplit(text)
        whole = text.isascii() and text.isprintable() and " " not in text and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole or "{" in parts.netloc:
        raise ValueError(advice)
    return parts


def mail_url(text: str) -> str:
    advice = "write file, smtp://user:password@host:587 or smtps://user:password@host"
    if text == "file":
        return text
    parts = _split(text, advice)
    if parts.scheme not in {"smtp", "smtps"} or parts.path.strip("/"):
        raise ValueError(advice)
    options = parse_qs(parts.query, keep_blank_values=True)
    if options.keys() - {"starttls", "ca"} or options.get("starttls", ["no"])[0] not in {"require", "no"}:
        raise ValueError("after ? write starttls=require or starttls=no, and ca=/path/to/a/file.pem, no more")
    if "ca" in options and not Path(options["ca"][0]).is_file():
        raise ValueError("after ca= write the path of a file that exists")
    return text


def text_url(text: str) -> str:
    advice = "write file, none, https://gateway.example/...{to}...{text}, or apprise:service://...{to}"
    if text in {"file", "none"}:
        return text
    if text.startswith("apprise:"):
        if "://" not in text or "{to}" not in text.replace("{to_plain}", "{to}"):
            raise ValueError("after apprise: write an address that apprise knows, with {to} where the number goes")
        return text
    parts = _split(text, advice)
    if parts.scheme not in {"http", "https"}:
        raise ValueError(advice)
    if parts.scheme == "http" and not _near(parts.hostname or ""):
        raise ValueError("write https://: only a gateway in the own network may be spoken to in the clear")
    return text


def _near(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def body(text: str) -> str:
    if text.lstrip().startswith(("{", "[")):
        try:
            json.loads(text)
        except ValueError as error:
            raise ValueError(
                'write JSON such as {"to": "{to}", "text": "{text}"}, every {...} within quotes'
            ) from error
    return text


def headers(text: str) -> dict[str, str]:
    try:
        read = json.loads(text or "{}")
    except ValueError:
        read = None
    if not isinstance(read, dict) or not all(
        isinstance(value, str) and re.fullmatch(r"[!-~]+", name) and re.fullmatch(r"[ -~]*", value)
        for name, value in read.items()
    ):
        raise ValueError('write JSON such as {"Authorization": "Bearer abc"}, in ASCII')
    return read


def pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError("write a regular expression") from error
    return text


def prefixes(text: str) -> list[str]:
    read = words(text)
    if not read or not all(re.fullmatch(r"\+[1-9][0-9]{0,8}", prefix) for prefix in read):
        raise ValueError("write beginnings of numbers such as +33, comma between")
    return read


def website(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or not text.isprintable() or " " in text:
        raise ValueError("write an address such as https://www.example.org")
    return text


def digest(text: str) -> str:
    if text and not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError("leave it empty, or write the 64 letters and digits of a digest")
    return text


def colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError("write a colour such as #0b4a4a")
    return text.lower()


def hour(least: int, most: int) -> Callable[[str], time]:
    def check(text: str) -> time:
        written = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
        read = time(int(written[1]), int(written[2])) if written else time(0)
        if not time(least) <= read <= time(most):
            raise ValueError(f"write an hour from {least:02}:00 to {most:02}:00")
        return read

    return check


def months(text: str) -> dict[Reason, int]:
    """`contact=4, messages=3`: how long, for each reason that is not as in the register."""
    read = {}
    for part in words(text):
        name, _equals, count = part.replace(" ", "").partition("=")
        if name not in set(Reason) or not count.isascii() or not count.isdigit():
            raise ValueError(f"write such as contact=4; known are {', '.join(Reason)}")
        fewest, most = bounds(Reason(name))
        if not fewest <= int(count) <= most:
            raise ValueError(f"for {name} write a number from {fewest} to {most}")
        read[Reason(name)] = int(count)
    return read
