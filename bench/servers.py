"""Servers of one run: granian with the arguments of `make run`, on free ports, stopped by their process ids."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: As in the Makefile, but for host, port and workers.
GRANIAN = (
    *("--interface", "wsgi", "--blocking-threads", "4", "--no-ws"),
    *("--workers-kill-timeout", "1", "--log-level", "warning"),
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One running server. `pid` is granian's own; its workers are its children."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process, self.port = process, port

    @property
    def workers(self) -> list[int]:
        return _children(self._process.pid)

    def cpu_seconds(self) -> float:
        """Processor time all workers have used so far."""
        fields = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in self.workers]
        return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def serving(target: str, environ: Mapping[str, str], workers: int = 2) -> Iterator[Server]:
    """`target` is `module:app`, or `module:make()` for a function that makes the app."""
    port = free_port()
    factory = ["--factory"] if target.endswith("()") else []
    place = ["--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "granian"), *GRANIAN, *place, *factory, target.removesuffix("()")],
        cwd=ROOT,
        env={**os.environ, **environ, "PYTHONFAULTHANDLER": "1"},  # a worker that dies says where
    )
    try:
        _wait_until_it_answers(process, port)
        yield Server(process, port)
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    workers = _children(process.pid)
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        for pid in (*workers, process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


def _children(pid: int) -> list[int]:
    with suppress(FileNotFoundError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server does not answer.")


def portal_environ(folder: Path, database_url: str = "", kept: bool = False) -> dict[str, str]:
    """The settings of a portal whose database and keys lie in `folder`; nothing of the caller's own leaks in.

    `kept`: public pages come from memory, as they do for visitors; else each is made anew, which is what is measured.
    """
    for name in [name for name in os.environ if name.startswith("PORTAL_")]:
        del os.environ[name]
    return {
        "FLASK_APP": "wsgi",
        "PORTAL_INSTANCE": str(folder),
        "PORTAL_DATABASE_URL": database_url,
        "PORTAL_SEATS_PER_ADDRESS": "100000000",
        "PORTAL_PAGE_CACHE_MB": "16" if kept else "0",
    }


def build_portal(environ: Mapping[str, str], demo: bool = True) -> None:
    """A migrated database, filled with the demo association."""
    commands = [["db", "upgrade"], ["portal", "demo"]]
    for command in commands if demo else commands[:1]:
        subprocess.run(
            [sys.executable, "-m", "flask", *command],
            cwd=ROOT,
            env={**os.environ, **environ},
            check=True,
            capture_output=True,
        )


def build_bare(database_url: str) -> dict[str, str]:
    """A filled database for the bare apps; its settings. In a process of its own: the portal is not near."""
    subprocess.run([sys.executable, "-m", "bench.bare", database_url], cwd=ROOT, check=True)
    return {"BARE_DATABASE_URL": database_url}


def has(program: str) -> bool:
    return shutil.which(program) is not None
