#!/usr/bin/env python3
"""Searches as people write them find what is meant and no more, over real OpenStreetMap extracts.

Industries that no list knows, places in any case and with postcodes, places that do not exist, and a watch over leads
that are known already.
"""

import json
import re
import subprocess

import harness

EXTRACTS = harness.ROOT.parent / "shared/data/osm"


class Country:
    """A server and the small internet with a country's extract."""

    def __init__(self, options, directory, name):
        extract = EXTRACTS / f"{name}.json"
        self.options = options
        self.elements = [one["tags"] for one in json.loads(extract.read_text())["elements"] if one["tags"].get("name")]
        self.web = harness.Simweb(options.simweb, directory, overpass_data=extract, name=f"web-{name}")
        self.server = harness.Leadstream(options.leadstream, directory, self.web, polite=False, name=name,
                                         settings={"sources.websites.enabled": "off"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.stop()
        self.web.stop()

    def find(self, industry, location):
        """(names of the leads, errors) of a search."""
        job = self.server.wait_job(self.server.search(industry, location, max_results=1000), 60)
        return {row["company_name"] for row in self.server.lead_rows(job_id=job["job_id"])}, job["errors"]

    def count(self, wanted):
        return len({tags["name"] for tags in self.elements if wanted(tags)})

    def watch(self, *more):
        command = [self.options.leadstream, "search", "--industry", "hairdresser", "--location", "VADUZ", "--watch",
                   "--server", f"http://127.0.0.1:{self.server.port}", "--storage.directory", str(self.server.data)]
        done = subprocess.run([*command, *more], capture_output=True, text=True, timeout=60)
        if done.returncode:
            raise harness.Failure(f"the watch ended with {done.returncode}: {done.stderr}")
        return done.stdout.splitlines()


def expect(what, got, wanted):
    if got != wanted:
        raise harness.Failure(f"{what}: {got}, not {wanted}")
    print(f"  {what}: {got}", flush=True)


def check_industries(andorra):
    cars, _ = andorra.find("car", "Andorra")
    expect("leads for cars", len(cars), andorra.count(lambda tags: tags.get("shop") == "car"))
    word = re.compile(r"(?i)(^|[\W\d_])happy($|[\W\d_])")
    happy, _ = andorra.find("happy", "andorra")
    expect("leads for a word that no tag says", len(happy), andorra.count(lambda tags: word.search(tags["name"])))


def check_places(country):
    vaduz, _ = country.find("restaurant", "Vaduz")
    expect("leads of Vaduz", len(vaduz), country.count(
        lambda tags: tags.get("amenity") == "restaurant" and tags.get("addr:city") == "Vaduz"))
    for written in ("VADUZ", "vaduz, liechtenstein", "9490 Vaduz"):
        expect(f"the same for {written}", country.find("restaurant", written)[0] == vaduz, True)
    expect("leads of a postcode", len(country.find("restaurant", "9490")[0]), country.count(
        lambda tags: tags.get("amenity") == "restaurant" and tags.get("addr:postcode") == "9490"))
    nothing, errors = country.find("restaurant", "Atlantis")
    expect("leads of a place that is none", len(nothing), 0)
    expect("what is said of it", [one["reason"] for one in errors], ["nothing_found"])
    whole, _ = country.find("bank", "Liechtenstein")
    for written in ("Fürstentum Liechtenstein", "furstentum liechtenstein", "relation 1155955", "R1155955"):
        expect(f"banks of {written}", country.find("bank", written)[0] == whole, True)
    expect("restaurants of FL-9490 Vaduz", country.find("restaurant", "FL-9490 Vaduz")[0] == vaduz, True)
    for industry, place, said in (("snorkelling", "Vaduz", "the industry is not known"), ("farm", "Atlantis", "no area or place"),
                                  ("snorkelling", "Atlantis", "the industry is not known, either")):
        message = country.find(industry, place)[1][0]["message"]
        expect(f"that of {industry} in {place} is said: {said}", said in message, True)


def check_watch(country):
    first = [line for line in country.watch() if line[0] == "+"]
    expect("a first watch shows new leads", bool(first), True)
    again = [line for line in country.watch() if line[0] == "="]
    expect("a second shows as many known ones", len(again), len(first))
    messages = [json.loads(line) for line in country.watch("--json")]
    known = [one["data"]["company_name"] for one in messages if one["type"] == "company_known"]
    expect("and so as JSON", len(known), len(first))


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    if not EXTRACTS.exists():
        print(f"skipped: {EXTRACTS} is not there")
        return 0
    with harness.work_directory(options.keep) as directory:
        with Country(options, directory, "andorra") as andorra:
            check_industries(andorra)
        with Country(options, directory, "liechtenstein") as liechtenstein:
            check_places(liechtenstein)
            check_watch(liechtenstein)
    return 0


if __name__ == "__main__":
    harness.run(main)
