"""Contact, imprint and team pages of today in eight languages, made up for this purpose: what `try extract` finds.

    modern.py --program build/release/leadstream [--misses people] [--pages FOLDER]

Each page of `pages/` has its facts in `pages/gold.json`; what stands under `optional` neither helps nor harms.
"""

import argparse
import collections
import json
import pathlib
import re
import sys

from ask import ask
from contacts import Count, folded

PAGES = pathlib.Path(__file__).resolve().parent / "pages"
TARGETS = {"emails": 0.97, "phones": 0.95, "faxes": 0.95, "social": 0.95, "people": 0.80, "titles": 0.75,
           "organization": 0.90, "addresses": 0.85, "streets": 0.85}
needs_data = False


def profile(address):
    bare = re.sub(r"^(https?:)?//(www\.|m\.)?", "", address.strip().lower()).split("?")[0].rstrip("/")
    return re.sub(r"^twitter\.com/", "x.com/", bare)


def place(address, city="city"):
    return folded((address.get("postal_code") or "") + " " + (address.get(city) or ""))


def compare(counts, page, got):
    """Adds what one page should give and gave to the counts."""
    name, free = page["file"], page["optional"]
    counts["emails"].add(name, map(str.lower, page["emails"]), map(str.lower, got["emails"]))
    counts["phones"].add(name, page["phones"], got["phones"], page["faxes"] + free.get("phones", []))
    counts["faxes"].add(name, page["faxes"], got["faxes"])
    counts["social"].add(name, map(profile, page["social"]), map(profile, got["social"]))
    spare = set(map(folded, free.get("people", [])))
    people = [p for p in got["people"] if folded(p["name"]) not in spare]
    counts["people"].add(name, {folded(p["name"]) for p in page["people"]}, {folded(p["name"]) for p in people})
    counts["titles"].add(name, {folded(p["name"] + " " + p["title"]) for p in page["people"] if p["title"]},
                         {folded(p["name"] + " " + p["title"]) for p in people if p.get("title")})
    accepted = set(map(folded, [page["organization"], *page["organization_also_accepted"]]))
    found = folded(got["organization"].get("name"))
    counts["organization"].add(name, {"right"}, {"right"} if found in accepted else {found} - {""})
    skipped = set(free.get("addresses", []))
    places = [a for a in got["addresses"] if a.get("postal_code") not in skipped]
    counts["addresses"].add(name, map(place, page["addresses"]), {place(a, "locality") for a in places})
    counts["streets"].add(name, {folded(a["street"]) for a in page["addresses"]},
                          {folded(a.get("street")) for a in places} - {""})


def score(program, folder):
    pages = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    asked = [{"path": str(folder / page["file"]), "url": page["url"]} for page in pages]
    counts = collections.defaultdict(Count)
    for page, got in zip(pages, ask(program, "extract", asked)):
        compare(counts, page, got)
    return pages, counts


def figures(options):
    pages, counts = score(options.leadstream, PAGES)
    for name, count in counts.items():
        note = f"P {count.precision():.3f} R {count.recall():.3f}, {count.wanted} on {len(pages)} pages"
        yield f"modern pages: {name} F1", count.f1(), TARGETS[name], note


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--program", default="build/release/leadstream")
    options.add_argument("--pages", type=pathlib.Path, default=PAGES)
    options.add_argument("--misses", nargs="*", default=[], help="also print the pages where these kinds differ")
    given = options.parse_args()
    _, counts = score(given.program, given.pages)
    for name, count in counts.items():
        print(count.line(name))
    for name in given.misses:
        for page, missing, extra in counts[name].misses:
            print(f"{name:12s} {page:28s} missing {missing} extra {extra}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
