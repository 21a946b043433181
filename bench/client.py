"""A small HTTP client on one kept-alive connection: where the server has two cores, the client must cost little."""

import re
import socket
from urllib.parse import urlencode

_TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')


class Client:
    """One visitor, with their cookies."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._cookies: dict[bytes, bytes] = {}

    def get(self, path: str) -> tuple[int, bytes]:
        return self._send(b"GET", path, b"")

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, bytes]:
        return self._send(b"POST", path, urlencode(fields).encode())

    def close(self) -> None:
        self._socket.close()

    def forget_cookies(self) -> None:
        self._cookies.clear()

    def _send(self, method: bytes, path: str, body: bytes) -> tuple[int, bytes]:
        lines = [method + b" " + path.encode() + b" HTTP/1.1", b"Host: 127.0.0.1", b"Accept-Encoding: identity"]
        if self._cookies:
            lines.append(b"Cookie: " + b"; ".join(name + b"=" + value for name, value in self._cookies.items()))
        if body:
            lines.append(b"Content-Type: application/x-www-form-urlencoded")
            lines.append(b"Content-Length: %d" % len(body))
        self._socket.sendall(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        return self._receive()

    def _receive(self) -> tuple[int, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, content = received.partition(b"\r\n\r\n")
        status, *headers = head.split(b"\r\n")
        length = 0
        for header in headers:
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            elif name.lower() == b"set-cookie":
                self._keep(value.strip())
        while len(content) < length:
            content += self._more()
        return int(status.split()[1]), content

    def _more(self) -> bytes:
        received = self._socket.recv(65536)
        if not received:
            raise ConnectionError("The server hung up.")
        return received

    def _keep(self, cookie: bytes) -> None:
        name, _, value = cookie.split(b";")[0].partition(b"=")
        self._cookies[name] = value


def csrf_token(page: bytes) -> str:
    found = _TOKEN.search(page)
    if not found:
        raise ValueError("This page holds no form with a token.")
    return found.group(1).decode()
