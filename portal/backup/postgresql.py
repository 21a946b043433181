"""Copies of a PostgreSQL database, by its own programs: `pg_dump` reads one instant, whoever writes meanwhile."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy import URL

from portal.backup.problems import BadBackup

_MAGIC = b"PGDMP"
#: Everything that is there goes, in the transaction that brings the other: all or nothing.
_EMPTY = """
BEGIN;
SET lock_timeout = '60s';
DO $$ DECLARE one text; BEGIN
  FOR one IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'
  LOOP EXECUTE 'DROP TABLE IF EXISTS ' || one || ' CASCADE'; END LOOP;
END $$;
"""


class PostgresqlCopy:
    def __init__(self, url: URL) -> None:
        facts = {**url.query, "host": url.host, "port": url.port, "user": url.username, "dbname": url.database}
        told = {name: value for name, value in facts.items() if isinstance(value, str | int)}
        self._where = make_conninfo("", **told)
        # Not on the command line: everybody on the machine can read that.
        self._environ = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})

    def write(self, draft: Path) -> None:
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={draft}", self._where)

    def check(self, file: Path) -> None:
        with file.open("rb") as opened:
            if opened.read(len(_MAGIC)) != _MAGIC:
                raise BadBackup("It is no backup of a PostgreSQL database.")
        with self._script(file) as lines:  # reads and unpacks every row of it
            for _line in lines:
                pass

    def first(self, file: Path, table: str, column: str) -> str | None:
        with self._script(file, "--data-only", f"--table={table}") as lines:
            columns: list[str] | None = None
            for line in lines:
                if columns is not None:
                    values = dict(zip(columns, line.decode().rstrip("\n").split("\t"), strict=False))
                    found = None if line.startswith(b"\\.") else values.get(column)
                    for _rest in lines:
                        pass
                    return None if found == "\\N" else found
                copied = re.match(rb"COPY [\w.\"]+ \(([^)]*)\) FROM stdin;", line)
                columns = copied[1].decode().split(", ") if copied else None
        return None

    def put_back(self, file: Path) -> None:
        program = [_program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", self._where]
        with subprocess.Popen(  # noqa: S603  (a program of PostgreSQL, with settings of ours)
            program, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=self._environ
        ) as psql:
            assert psql.stdin is not None
            assert psql.stderr is not None
            try:
                psql.stdin.write(_EMPTY.encode())
                with self._script(file, "--no-owner", "--no-privileges") as lines:
                    for line in lines:
                        psql.stdin.write(line)
                # Only now: had the other end broken off, nothing would have changed.
                psql.stdin.write(b"\nCOMMIT;\n")
                psql.stdin.close()
            except BrokenPipeError:
                pass  # it says why below
            except BaseException:
                psql.kill()
                raise
            said = psql.stderr.read().decode(errors="replace")
            if psql.wait():
                raise BadBackup(f"Nothing was changed. PostgreSQL says: {_last_line(said)}")

    @contextmanager
    def _script(self, file: Path, *options: str) -> Iterator[Iterator[bytes]]:
        """The backup as lines of SQL."""
        command = [_program("pg_restore"), *options, "--file=-", str(file)]
        with subprocess.Popen(  # noqa: S603  (as above)
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as reading:
            assert reading.stdout is not None
            assert reading.stderr is not None
            try:
                yield iter(reading.stdout)
            except BaseException:
                reading.kill()
                raise
            said = reading.stderr.read().decode(errors="replace")
            if reading.wait():
                raise BadBackup(f"It is damaged: {_last_line(said)}")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603  (as above)
            [_program(program), *arguments], capture_output=True, env=self._environ, check=False
        )
        if done.returncode:
            raise BadBackup(f"{program} says: {_last_line(done.stderr.decode(errors='replace'))}")


def _last_line(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "nothing"


def _program(name: str) -> str:
    """Where a program of PostgreSQL lies: on the path, else the newest that Debian knows."""
    found = shutil.which(name) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
    )
    if found is None:
        raise BadBackup(f"{name} is missing. Install the client programs of PostgreSQL.")
    return found
