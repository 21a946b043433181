"""Frameworks of competences: which codes each version has. Their names in words are in `portal.web.competences`."""

#: (framework, version) -> its codes. DigComp 2.2: Joint Research Centre of the European Commission, 2022.
CODES: dict[tuple[str, str], tuple[str, ...]] = {
    ("DigComp", "2.2"): tuple(
        f"{area}.{number}"
        for area, competences in enumerate((3, 6, 4, 4, 4), start=1)
        for number in range(1, competences + 1)
    ),
}


def is_known(framework: str, version: str, code: str) -> bool:
    """Whether this version of the framework has such a competence."""
    return code in CODES.get((framework, version), ())
