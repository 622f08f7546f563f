"""The chain is data: no word of it stands in the engine or in the API."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORDS = (
    "aanmeld",
    "burgemeester",
    "casusoverleg",
    "casusregisseur",
    "conference",
    "handvat",
    "huiselijk",
    "jeugdhulp",
    "kindermishandeling",
    "politie",
    "procesregisseur",
    "reclassering",
    "referral",
    "referrer",
    "triage",
    "veilig",
    "wgs",
    "wijkteam",
    "wvggz",
    "wzd",
    "zsm",
)
PATTERN = re.compile("|".join(WORDS), re.IGNORECASE)
# What the houses are called is the subject of the product, and a header of HTTP has its own spelling.
NOT_THE_CHAIN = re.compile(r'Zorg- en Veiligheidshui(s|zen)|"Referrer-Policy": "no-referrer"')


def test_no_word_of_the_chain_stands_in_the_engine_or_the_api() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for room in ("engine", "api")
        for path in sorted((ROOT / room).rglob("*"))
        if path.suffix in {".py", ".json", ".sql"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for match in PATTERN.finditer(NOT_THE_CHAIN.sub("", line))
    ]

    assert found == []


def test_the_words_are_found_where_the_chain_does_stand() -> None:
    assert PATTERN.search((ROOT / "bpmn/chain.json").read_text(encoding="utf-8"))
