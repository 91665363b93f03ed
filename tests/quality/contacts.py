#!/usr/bin/env python3
"""Measures `leadstream try extract` on annotated pages: precision, recall and F1 of every kind of contact.

    contacts.py --program build/release/leadstream --gold ../shared/data/pages/gold.json [--misses emails]

The gold file is a list of pages with `file`, `emails`, `phones_e164`, `people`, `orgs` and annotated `entities`; the
pages lie beside it. Two plain regular expressions stand beside the program's figures.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import unicodedata

PLAIN_EMAIL = re.compile(r"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Z|a-z]{2,}\b")
PLAIN_PHONE = re.compile(r"(\+\d{1,3}[-.\s]?)?\(?\d{3}\)?[-.\s]?\d{3}[-.\s]?\d{4}")

TARGETS = {"emails": 0.97, "phones": 0.92, "people": 0.65, "organization": 0.80, "streets": 0.85, "postcodes": 0.85}
needs_data = True


def folded(text):
    return re.sub(r"[^\w]+", " ", unicodedata.normalize("NFKC", text or "").lower()).strip()


class Count:
    """Adds up sets of what should be found and what was."""

    def __init__(self):
        self.hits, self.found, self.wanted = 0, 0, 0
        self.misses = []

    def add(self, page, wanted, found, optional=()):
        wanted, found = set(wanted), set(found)
        found -= set(optional) - wanted
        self.hits += len(wanted & found)
        self.found += len(found)
        self.wanted += len(wanted)
        if wanted != found:
            self.misses.append((page, sorted(wanted - found), sorted(found - wanted)))

    def precision(self):
        return self.hits / self.found if self.found else 0.0

    def recall(self):
        return self.hits / self.wanted if self.wanted else 0.0

    def f1(self):
        return 2 * self.hits / (self.found + self.wanted) if self.hits else 0.0

    def line(self, name):
        return (f"{name:16s} gold {self.wanted:5d} found {self.found:5d}  "
                f"P {self.precision():.3f} R {self.recall():.3f} F1 {self.f1():.3f}")


def run(program, pages, folder, region):
    lines = "".join(
        json.dumps({"id": p["file"], "path": os.path.join(folder, p["file"]), "region": region,
                    "url": p.get("base_url") or "http://page.invalid/"}) + "\n" for p in pages)
    done = subprocess.run(program, input=lines, capture_output=True, text=True, check=False)
    return {a["id"]: a for a in map(json.loads, done.stdout.splitlines())}


def plain(page, folder):
    with open(os.path.join(folder, page["file"]), encoding="latin-1") as source:
        text = source.read()
    phones = {"+1" + re.sub(r"\D", "", m.group(0))[-10:] for m in PLAIN_PHONE.finditer(text)}
    return {m.group(0).lower() for m in PLAIN_EMAIL.finditer(text)}, phones


def undisguised(text):
    text = re.sub(r"\s*\[?\bat\b\]?\s*", "@", text.lower())
    return re.sub(r"\s*\[?\bdot\b\]?\s*", ".", text)


def entities(page, kind):
    return {folded(e["text"]) for e in page["entities"] if e["type"] == kind}


def score(pages, answers, folder):
    counts = collections.defaultdict(Count)
    for page in pages:
        got, name = answers[page["file"]], page["file"]
        emails, phones = plain(page, folder)
        wanted_emails = {e.lower() for e in page["emails"]}
        wanted_phones = {p for p in page["phones_e164"] if p}
        faxes = {f["e164"] for f in page["faxes"] if f["e164"]}
        disguised = {undisguised(e) for e in page.get("emails_obfuscated_text", [])}
        counts["emails"].add(name, wanted_emails, {e.lower() for e in got["emails"]}, disguised)
        counts["plain emails"].add(name, wanted_emails, emails)
        counts["phones"].add(name, wanted_phones, got["phones"], faxes)
        counts["plain phones"].add(name, wanted_phones, phones, faxes)
        counts["faxes"].add(name, faxes, got["faxes"])
        counts["people"].add(name, {folded(p) for p in page["people"]}, {folded(p["name"]) for p in got["people"]})
        accepted = {folded(o) for o in page["orgs"]}
        organization = folded(got["organization"].get("name"))
        if accepted:
            right = organization in accepted
            counts["organization"].add(name, {"right"}, {"right"} if right else {organization} if organization else set())
        counts["streets"].add(name, entities(page, "STREET"), {folded(a.get("street")) for a in got["addresses"]} - {""})
        counts["postcodes"].add(
            name, entities(page, "ZIPCODE"), {folded(a.get("postal_code")) for a in got["addresses"]} - {""})
    return counts


def annotated(gold):
    with open(gold, encoding="utf-8") as source:
        return [p for p in json.load(source) if p.get("annotated")]


def figures(options):
    """(name, value, target, note) of each kind of contact; F1, or how many of the annotated are found."""
    folder = options.data / "pages"
    pages = annotated(folder / "gold.json")
    counts = score(pages, run([options.leadstream, "try", "extract"], pages, folder, "US"), folder)
    for name, count in counts.items():
        note = f"P {count.precision():.3f} R {count.recall():.3f}, {count.wanted} annotated on {len(pages)} pages"
        if name in ("streets", "postcodes"):
            yield f"pages: {name} found", count.recall(), TARGETS[name], note
        else:
            yield f"pages: {name} F1", count.f1(), TARGETS.get(name), note


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--program", default="build/release/leadstream")
    options.add_argument("--gold", default="../shared/data/pages/gold.json")
    options.add_argument("--region", default="US")
    options.add_argument("--misses", help="also print the pages where this kind differs")
    given = options.parse_args()
    if not os.path.exists(given.gold):
        print(f"skipped: {given.gold} is not there")
        return 0
    pages = annotated(given.gold)
    folder = os.path.dirname(given.gold)
    program = given.program.split() + ([] if " " in given.program else ["try", "extract"])
    counts = score(pages, run(program, pages, folder, given.region), folder)
    for name, count in counts.items():
        print(count.line(name))
    for page, missing, extra in counts[given.misses].misses if given.misses else []:
        print(page, "missing", missing, "extra", extra)
    return 0


if __name__ == "__main__":
    sys.exit(main())
