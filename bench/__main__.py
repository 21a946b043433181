"""`python -m bench`: all parts in a few minutes; `--only rush,ladder` picks some; `--long` takes its time."""

import argparse
import json
import os
import platform
import tempfile
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench import board, growth, ladder, memory, office, phone, rush, startup, weights, worker
from bench.lines import Line, table

PARTS = {
    "weights": weights,
    "startup": startup,
    "ladder": ladder,
    "phone": phone,
    "rush": rush,
    "worker": worker,
    "growth": growth,
    "board": board,
    "office": office,
    "memory": memory,
}
RESULTS = Path(__file__).parent / "results"


def main() -> None:
    reader = argparse.ArgumentParser(prog="bench", description=__doc__)
    reader.add_argument("--only", default=",".join(PARTS), help=f"some of {','.join(PARTS)}")
    reader.add_argument("--long", action="store_true", help="more rounds, and memory after 50,000 requests")
    chosen = reader.parse_args()
    names = chosen.only.split(",")
    unknown = set(names) - PARTS.keys()
    if unknown:
        reader.error(f"no such part: {', '.join(sorted(unknown))}")

    began = datetime.now(UTC)
    said = [f"{began:%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, {os.cpu_count()} cores"]
    print(said[0])
    measured: dict[str, list[Line]] = {}
    for name in names:
        measured[name] = _measure(name, chosen.long)
        said.append(table(PARTS[name].TITLE, measured[name]))
        print(said[-1], flush=True)
    said.append(_summary([line for lines in measured.values() for line in lines]))
    print(said[-1])
    _keep(began, said, measured)


def _measure(name: str, long: bool) -> list[Line]:
    with tempfile.TemporaryDirectory(prefix=f"portal-bench-{name}-") as folder:
        start = time.monotonic()
        lines = list(PARTS[name].measure(Path(folder), long))
        return [*lines, Line("", f"({time.monotonic() - start:.0f} s)")]


def _summary(lines: list[Line]) -> str:
    met = sum(line.met is True for line in lines)
    missed = [line.what for line in lines if line.met is False]
    return "\n".join([f"\n{met} bars met, {len(missed)} not met", *(f"  not met: {what}" for what in missed)])


def _keep(began: datetime, said: list[str], measured: dict[str, list[Line]]) -> None:
    RESULTS.mkdir(exist_ok=True)
    place = RESULTS / f"{began:%Y%m%dT%H%M%S}"
    place.with_suffix(".txt").write_text("\n".join(said) + "\n")
    facts = {name: [asdict(line) for line in lines] for name, lines in measured.items()}
    place.with_suffix(".json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
