"""The sector (two digits) of NAICS phrases that the classifier was never trained on."""

import csv
import hashlib

from ask import ask

SURE = 0.7
KEPT_ASIDE = 51  # phrases whose SHA-256 begins with a lower byte
needs_data = True


def phrases(path):
    with open(path, encoding="utf-8", newline="") as file:
        for code, phrase in list(csv.reader(file))[1:]:
            if hashlib.sha256(phrase.encode()).digest()[0] < KEPT_ASIDE:
                yield code, phrase


def figures(options):
    cases = list(phrases(options.data / "industry/naics2007_index.csv"))
    answers = ask(options.leadstream, "classify", [{"text": phrase} for _, phrase in cases])
    answered = [(code, answer) for (code, _), answer in zip(cases, answers)
                if answer["naics"] and answer["confidence"] >= SURE]
    right = sum(answer["naics"][:2] == code[:2] for code, answer in answered)
    yield "industry: right of the answered", right / max(1, len(answered)), 0.80, f"{right} of {len(answered)}"
    yield "industry: answered at confidence 0.7", len(answered) / len(cases), 0.60, f"{len(answered)} of {len(cases)}"
