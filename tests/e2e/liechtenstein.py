#!/usr/bin/env python3
"""Searches over the real OpenStreetMap extract of Liechtenstein store exactly its businesses.

For several industries, in the whole country and by town: every stored lead's name, phones, emails, website and address
are compared with the extract by rules of this script. Websites are switched off.
"""

import collections
import json
import math
import re

import compare
import harness

EXTRACT = harness.ROOT.parent / "shared/data/osm/liechtenstein.json"
INDUSTRIES = {
    "restaurant": lambda tags: tags.get("amenity") == "restaurant",
    "hotel": lambda tags: tags.get("tourism") == "hotel",
    "bank": lambda tags: tags.get("amenity") == "bank",
    "hairdresser": lambda tags: tags.get("shop") == "hairdresser",
    "shop": lambda tags: "shop" in tags,
}
TOWNS = ["Vaduz", "Schaan", "Triesen", "Balzers"]
CALLING = {"LI": "423", "CH": "41", "AT": "43", "DE": "49"}


def values(tags, *keys):
    """The entries of tags that may hold lists."""
    found = []
    for key in keys:
        found += [part.strip() for part in re.split(r"[;,]", tags.get(key, "")) if part.strip()]
    return found


def international(number, country):
    """+CCNNN by the plain rules of the four countries; None for what is no number."""
    digits = re.sub(r"\(0\)|[^0-9+]", "", number)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith(CALLING.get(country, "423")) and len(digits) > 7:
        digits = "+" + digits  # the plus was forgotten: numbers of the country itself have seven digits
    if not digits.startswith("+"):
        digits = "+" + CALLING.get(country, "423") + digits.lstrip("0")
    return digits if 8 <= len(digits) <= 16 else None


def site(url):
    """Host and path of a website, as far as two spellings of it must agree."""
    url = re.sub(r"^https?://", "", url.strip(), flags=re.I)
    host, _, path = url.partition("/")
    return host.lower() + ("/" + path.rstrip("/") if path.rstrip("/") else "")


class Business:
    def __init__(self, element):
        tags = element["tags"]
        self.id = f"{element['type']}/{element['id']}"
        self.name = tags["name"]
        country = tags.get("addr:country", "LI")
        self.phones = {international(one, country) for one in values(tags, "phone", "contact:phone", "contact:mobile",
                                                                      "mobile")} - {None}
        self.emails = {one.lower() for one in values(tags, "email", "contact:email")}
        self.website = next(iter(values(tags, "website", "contact:website", "url")), "")
        street = tags.get("addr:street") or tags.get("addr:place") or ""
        self.street = f"{street} {tags.get('addr:housenumber', '')}".strip()
        self.postcode = tags.get("addr:postcode", "")
        self.city = tags.get("addr:city", "")
        point = element.get("center", element)
        self.point = (point.get("lat", 0), point.get("lon", 0))  # a relation may have no point
        self.tags = tags

    def join(self, other):
        self.id += "+" + other.id
        self.phones |= other.phones
        self.emails |= other.emails
        for field in ("website", "street", "postcode", "city"):
            setattr(self, field, getattr(self, field) or getattr(other, field))

    def metres_to(self, point):
        north = (self.point[0] - point[0]) * 111_195
        east = (self.point[1] - point[1]) * 111_195 * math.cos(math.radians(self.point[0]))
        return math.hypot(north, east)


def without_twins(businesses):
    """One entry for a business that is drawn twice, with what both say."""
    kept = []
    for one in businesses:
        same = next((other for other in kept if compare.plain(one.name) == compare.plain(other.name)
                     and one.metres_to(other.point) < 60), None)
        if same is None:
            kept.append(one)
        else:
            same.join(one)
    return kept


def differences(lead, business):
    """What the lead says otherwise than the extract."""
    company, place = lead["company"], lead["company"].get("location") or {}
    expected = {"phones": business.phones, "emails": business.emails,
                "website": site(business.website), "street": compare.plain(business.street),
                "postcode": business.postcode, "city": compare.plain(business.city)}
    stored = {"phones": compare.phones_of(lead), "emails": compare.emails_of(lead),
              "website": site(company.get("website") or ""), "street": compare.plain(place.get("street")),
              "postcode": place.get("postal_code") or "", "city": compare.plain(place.get("city"))}
    return [f"{business.id} {business.name}: {field} is {stored[field]!r}, the extract says {expected[field]!r}"
            for field in expected if stored[field] != expected[field]]


def city_of(element):
    return element["tags"].get("addr:city", "")


def nearest(lead, candidates):
    place = lead["company"].get("location") or {}
    point = (place.get("latitude") or 0, place.get("longitude") or 0)
    named = [one for one in candidates if compare.plain(one.name) == compare.plain(lead["company"]["name"])]
    named = named or [one for one in candidates if compare.same_name(one.name, lead["company"]["name"])
                      and one.metres_to(point) < 100]
    return min(named, key=lambda one: one.metres_to(point), default=None)


def check(leads, businesses, what):
    """The problems of one search, each a sentence."""
    free = list(businesses)
    problems = []
    for lead in leads:
        found = nearest(lead, free)
        if not found:
            problems.append(f"{what}: stored {lead['company']['name']!r}, which the extract does not have (again)")
            continue
        free.remove(found)
        problems += differences(lead, found)
    problems += [f"{what}: {one.id} {one.name} is missing" for one in free]
    fields = collections.Counter()
    for one in businesses:
        fields["phones"] += len(one.phones)
        fields["websites"] += bool(one.website)
        fields["streets"] += bool(one.street)
    print(f"  {what}: {len(leads)} leads for {len(businesses)} businesses "
          f"({fields['phones']} phones, {fields['websites']} websites, {fields['streets']} streets): "
          f"{len(problems)} problems", flush=True)
    return problems


def search(options, directory, web, industry, place, number):
    """A server of its own, so that no lead of another search is counted."""
    server = harness.Leadstream(options.leadstream, directory, web, polite=False, name=f"search-{number}",
                                settings={"sources.websites.enabled": "off"})
    try:
        server.wait_job(server.search(industry, place, max_results=1000), 60)
        return server.leads()
    finally:
        server.stop()


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    if not EXTRACT.exists():
        print(f"skipped: {EXTRACT} is not there")
        return 0
    elements = [one for one in json.loads(EXTRACT.read_text())["elements"] if one["tags"].get("name")]
    problems, number = [], 0
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, overpass_data=EXTRACT)
        try:
            for industry, wanted in INDUSTRIES.items():
                for place in ["Liechtenstein"] + TOWNS:
                    number += 1
                    expected = without_twins(Business(one) for one in elements
                                             if wanted(one["tags"]) and place in ("Liechtenstein", city_of(one)))
                    leads = search(options, directory, web, industry, place, number)
                    problems += check(leads, expected, f"{industry} in {place}")
        finally:
            web.stop()
    for problem in problems[:80]:
        print(problem)
    print(f"{number} searches, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    harness.run(main)
