"""A real HTTP server on loopback that can be told how to answer, or how not to."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Asked"], None]


@dataclass
class Gateway:
    """What was asked, and what is answered."""

    port: int = 0
    answer: Answer = lambda asked: asked.say(200, b"OK")
    requests: list[tuple[str, str, bytes]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    connections: set[int] = field(default_factory=set)

    def url(self, rest: str, scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self.port}{rest}"


class Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5
    gateway: Gateway

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.gateway.requests.append((self.command, self.path, self.rfile.read(length)))
        self.gateway.headers.append({name.title(): value for name, value in self.headers.items()})
        self.gateway.connections.add(self.client_address[1])
        self.gateway.answer(self)

    do_POST = do_GET

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, content: bytes) -> None:
        """Bytes as they are, and good-bye."""
        self.wfile.write(content)
        self.close_connection = True

    def log_message(self, *words: object) -> None:
        pass


class _Quiet(ThreadingHTTPServer):
    """A caller who has hung up is no news here."""

    daemon_threads = False

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def gateway(answer: Answer | None = None, context: object = None) -> Iterator[Gateway]:
    told = Gateway(**({"answer": answer} if answer else {}))
    server = _Quiet(("127.0.0.1", 0), type("AskedHere", (Asked,), {"gateway": told}))
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    told.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def hang(asked: Asked) -> None:
    """Longer than the carrier waits."""
    time.sleep(0.6)
    asked.close_connection = True
