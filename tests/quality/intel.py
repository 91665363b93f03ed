"""Growth signals and pain points in sentences: how many are found, and how much of what is found is right."""

import pathlib

from ask import ask

FILES = pathlib.Path(__file__).resolve().parents[1].joinpath("data").glob("intel_*.txt")
GROWTH = {"funding_announcements", "hiring_spree", "new_office_locations", "product_launches", "recent_job_postings"}
needs_data = False


def rows():
    for file in sorted(FILES):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield line.split(" | ", 3)


def figures(options):
    cases = list(rows())
    answers = ask(options.leadstream, "intel",
                  [{"text": sentence, "kind": kind, "company": "Acme"} for _, _, kind, sentence in cases])
    for name, wanted in (("growth signals", True), ("pain points", False)):
        hits = misses = alarms = 0
        for (label, sign, _, _), answer in zip(cases, answers):
            if (label in GROWTH) != wanted:
                continue
            found = {one["type"] for one in answer["growth_signals"]} | {one["category"] for one in answer["pain_points"]}
            hits += sign == "+" and label in found
            misses += sign == "+" and label not in found
            alarms += sign == "-" and label in found
        yield f"intel: {name} recall", hits / (hits + misses), 0.9, f"{hits} of {hits + misses} sentences"
        yield f"intel: {name} precision", hits / max(1, hits + alarms), 0.9, f"{alarms} false alarms"
