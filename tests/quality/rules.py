#!/usr/bin/env python3
"""Measures `leadstream try robots` and `try clean` on test suites that others wrote: how many cases agree.

    rules.py --program build/release/leadstream --data ../shared/data [--misses]

What differs is named with --misses; docs/decisions says which differences are meant.
"""
import argparse
import json
import os
import sys

from ask import ask


def load(data, path):
    with open(os.path.join(data, path), encoding="utf-8") as file:
        return json.load(file)


def robots(program, data):
    for suite in ("google", "protego", "reppy", "robots_parser_js"):
        cases = [c for c in load(data, f"robots/{suite}_cases.json") if c.get("basis") != "Google extension"]
        answers = ask(program, "robots", [
            {"user_agent": c["user_agent"] or "", "url": c["url"],
             **({"robots": c["robots_body"]} if "robots_body" in c else {"robots_base64": c["robots_body_b64"]})}
            for c in cases])
        yield f"robots {suite}", [(c, a.get("allowed"), c["expected_allowed"]) for c, a in zip(cases, answers)]


def directives(program, data):
    cases = load(data, "robots/crawl_delay_and_sitemap_cases.json")
    answers = ask(program, "robots", [
        {"user_agent": c.get("user_agent") or "none", "url": "http://site.local/", "robots": c["robots_body"]}
        for c in cases])
    yield "robots directives", [
        (c, a["sitemaps" if c["directive"] == "sitemaps" else "crawl_delay"], c["expected"])
        for c, a in zip(cases, answers)]


def emails(program, data):
    cases = [c for c in load(data, "email/isemail_cases.json")
             if c["category"] in ("ISEMAIL_VALID_CATEGORY", "ISEMAIL_ERR")]
    answers = ask(program, "clean", [{"field": "email", "value": c["address"]} for c in cases])
    yield "email isemail", [(c, a.get("ok"), c["practical_valid"]) for c, a in zip(cases, answers)]


def phones(program, data):
    cases = [(c, n) for c in load(data, "phone/example_numbers.json")
             for n in ("e164", "national", "international", "rfc3966")
             if c["valid_in_8_12_57"] and (c["region"], n) != ("001", "national")]
    answers = ask(program, "clean", [{"field": "phone", "value": c[n], "region": c["region"]} for c, n in cases])
    yield "phone examples", [(c, a.get("value"), c["e164"]) for (c, _), a in zip(cases, answers)]


def domains(program, data):
    cases = [c for c in load(data, "psl/vectors.json") if c["input"]]
    answers = ask(program, "clean", [{"field": "website", "value": c["input"]} for c in cases])
    # A website is stored as punycode; the list is written in both forms.
    yield "public suffixes", [
        (c, a.get("registrable_domain"), c["registrable_domain"] and c["registrable_domain"].encode("idna").decode())
        for c, a in zip(cases, answers)]


def names(program, data):
    cases = load(data, "entity_resolution/cleanco/basename_cases.json")
    answers = ask(program, "clean", [{"field": "name", "value": c["input"]} for c in cases])
    yield "legal forms cleanco", [(c, a.get("core"), c["expected"]) for c, a in zip(cases, answers)]


MEASURES = (robots, directives, emails, phones, domains, names)
# Differences that docs/decisions/0001-urls-robots-and-names.md explains.
MEANT = {"legal forms cleanco": 8, "robots directives": 1}
needs_data = True


def figures(options):
    """(name, value, target, note): the share of each suite that agrees."""
    for measure in MEASURES:
        for name, rows in measure(options.leadstream, options.data):
            agreed = sum(found == wanted for _, found, wanted in rows)
            meant = MEANT.get(name, 0)
            note = f"{agreed} of {len(rows)} agree" + (f", {meant} differ on purpose" if meant else "")
            yield f"suite: {name}", agreed / len(rows), (len(rows) - meant) / len(rows), note


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default="build/release/leadstream")
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if not os.path.isdir(options.data):
        print(f"rules: {options.data} is not here, skipped")
        return 0
    for measure in MEASURES:
        for name, rows in measure(options.program, options.data):
            agreed = sum(found == wanted for _, found, wanted in rows)
            print(f"{name:24} {agreed:5} of {len(rows):5} agree")
            for case, found, wanted in rows if options.misses else []:
                if found != wanted:
                    print("   ", json.dumps(case, ensure_ascii=False)[:300], "->", found, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
