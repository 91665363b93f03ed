#!/usr/bin/env python3
"""The server is killed with -9 at random moments of a job, restarted each time, and loses nothing.

An undisturbed run gives the leads to expect. Then the same job is killed again and again; at the end the leads must be
equal and no page that was stored before a kill may have been fetched after it (stored pages are read from a copy of the
database, fetches from simweb's log).
"""

import json
import random
import re
import shutil
import sqlite3
import time

import harness

# Slow enough that many kills fall into the job, fast enough for a test.
PACE = {"sources.websites.requests_per_minute": 3000, "sources.websites.min_delay": "20ms",
        "sources.websites.max_delay": "80ms", "sources.websites.concurrent_sites": 12,
        "sources.overpass.requests_per_minute": 0, "sources.overpass.min_delay": "0s",
        "sources.overpass.max_delay": "0s"}


def canonical(leads):
    """Leads without ids and times, in one order."""
    def plain(lead):
        company = {key: value for key, value in lead["company"].items() if key not in ("id", "created_at", "updated_at")}
        contacts = [{key: value for key, value in one.items() if key not in ("id", "created_at")}
                    for one in lead["contacts"]]
        contacts.sort(key=lambda one: json.dumps(one, sort_keys=True))
        return json.dumps({"company": company, "contacts": contacts, "intelligence": lead.get("intelligence"),
                           "score": lead.get("score_breakdown")}, sort_keys=True)

    return sorted(plain(lead) for lead in leads)


def stored_pages(server, directory):
    """host/path of every page whose observations are in the database of a dead server."""
    copy = directory / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(server.data, copy)
    pages = set()
    for file in copy.glob("**/*"):
        if file.is_file() and file.read_bytes()[:15] == b"SQLite format 3":
            connection = sqlite3.connect(file)
            try:
                # What a feed tells of a page is not that page.
                rows = connection.execute(
                    "select distinct source_url from scraped_data where source <> 'news'").fetchall()
            except sqlite3.OperationalError as problem:
                if "no such table" not in str(problem):
                    raise
                rows = []
            connection.close()
            pages |= {re.sub(r"^https?://", "", url) for (url,) in rows if url and ".test" in url}
    return {page for page in pages if not page.startswith("overpass.test")}


def fetched_after(entries, moment):
    return {entry["host"] + entry["path"] for entry in entries if entry["start"] > moment and entry["status"] == 200}


def undisturbed(options, directory):
    web = harness.Simweb(options.simweb, directory, options.companies, options.seed, "light", "calm", industry="hotel")
    server = harness.Leadstream(options.leadstream, directory, web, name="calm-server", settings=PACE)
    try:
        begin = time.monotonic()
        server.wait_job(server.search("hotel", "Simland", max_results=10_000), 300)
        print(f"undisturbed: {time.monotonic() - begin:.1f} s, {len(web.requests())} requests", flush=True)
        return canonical(server.leads()), len(web.requests())
    finally:
        server.stop()
        web.stop()


def disturbed(options, directory):
    chance = random.Random(options.seed)
    web = harness.Simweb(options.simweb, directory, options.companies, options.seed, "light", "rough", industry="hotel")
    problems, kills, job, port = [], 0, None, harness.free_port()
    try:
        while True:
            server = harness.Leadstream(options.leadstream, directory, web, name="rough-server", settings=PACE, port=port)
            job = job or server.search("hotel", "Simland", max_results=10_000)
            end = time.monotonic() + (chance.uniform(0.0, options.longest) if kills < options.kills else 300)
            while time.monotonic() < end:  # the moment of the kill is chosen by chance, not by an event
                state = server.status(job)
                if state["status"] in harness.FINAL:
                    break
            else:
                if kills >= options.kills:
                    raise harness.Failure(f"the job did not end: {state}")
                server.kill()
                moment = time.monotonic()
                kills += 1
                stored = stored_pages(server, directory)
                print(f"kill {kills:2}: progress {state['progress']:3} %, {len(stored)} pages stored", flush=True)
                problems.append((moment, stored))
                continue
            leads = canonical(server.leads())
            server.stop()
            break
        entries = web.requests()
    finally:
        if server.alive():
            server.kill()
        web.stop()
    again = set()
    for moment, stored in problems:
        again |= stored & fetched_after(entries, moment)
    return leads, kills, again, len(entries), state


def main():
    options = harness.arguments(__doc__.splitlines()[0], companies={"type": int, "default": 200},
                                kills={"type": int, "default": 20},
                                longest={"type": float, "default": 1.2, "help": "longest time until a kill, seconds"})
    with harness.work_directory(options.keep) as directory:
        expected, calm_requests = undisturbed(options, directory)
        leads, kills, again, rough_requests, state = disturbed(options, directory)
    missing, extra = set(expected) - set(leads), set(leads) - set(expected)
    for calm, rough in list(zip(sorted(missing), sorted(extra)))[:5]:
        at = max(next((i for i, (x, y) in enumerate(zip(calm, rough)) if x != y), 0) - 200, 0)
        print(f"undisturbed: {calm[at:at + 500]}\nafter kills: {rough[at:at + 500]}")
    for page in sorted(again)[:10]:
        print(f"fetched again although stored: {page}")
    print(f"{kills} kills, job {state['status']}; {len(expected)} leads expected, {len(leads)} found, {len(missing)} "
          f"missing, {len(extra)} extra or different; {len(again)} stored pages fetched again; {calm_requests} requests "
          f"undisturbed, {rough_requests} with kills")
    good = sorted(expected) == sorted(leads) and not again and state["status"] == "completed"
    return 0 if good and kills >= min(options.kills, 5) else 1


if __name__ == "__main__":
    harness.run(main)
