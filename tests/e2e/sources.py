#!/usr/bin/env python3
"""Sources from outside: Places past its cap of 60, its key, its budget and its storage rule; directories by recipe; the
fallback from one source to the next; a breaker that opens after exactly five failures. One check a line."""

import asyncio
import collections
import http.server
import json
import re
import sqlite3
import subprocess
import threading

import archive
import compare
import harness
import politeness
import websocket

TRADE = "dentist"


def settings_of(web, **chosen):
    return {"sources.google.endpoint": "http://places.test", "sources.google.key": "simweb-key",
            "sources.google.job_budget": 100, "sources.google.day_budget": 100} | chosen


def rows_of(server, sql, *values):
    """What the store holds."""
    database = sqlite3.connect(f"file:{next(server.data.glob('*.db'))}?mode=ro", uri=True)
    try:
        return database.execute(sql, values).fetchall()
    finally:
        database.close()


def stored_values(file):
    """Every text of every table."""
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")]
        return [str(value) for table in tables for row in database.execute(f"SELECT * FROM {table}") for value in row
                if not isinstance(value, bytes)]
    finally:
        database.close()


def log_of(server, job_id):
    """The job's log, from the store's events."""
    rows = rows_of(server, "SELECT payload FROM events WHERE type = 'job_log' ORDER BY seq")
    return [entry for entry in (json.loads(row[0]) for row in rows) if entry["job_id"] == job_id]


def asked(web, host):
    return [one for one in web.requests() if one.get("host") == host]


def run_job(options, directory, web, name, max_results, checks, location="Simland", **settings):
    server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=settings, name=name)
    try:
        job = server.search(TRADE, location, max_results)
        state = server.wait_job(job, 300)
        checks(server, state, log_of(server, job))
    finally:
        server.stop()


def expect(right, what):
    if not right:
        raise harness.Failure(what)


def check_cap(options, directory):
    web = harness.Simweb(options.simweb, directory, 500, options.seed, industry=TRADE, name="cap")
    listed = {one["place_id"] for one in web.truth() if one["place_id"]}

    def whole(server, state, log):
        found = [one for one in log if one["step"] == "found" and one["source"] == "google"]
        expect(len(found) == 1, f"no summary in the log: {log}")
        count = rows_of(server, "SELECT count(DISTINCT record_id) FROM scraped_data WHERE source = 'google' "
                                "AND record_id <> ''")[0][0]
        expect(count == len(listed), f"{count} places stored of {len(listed)}: {found[0]['message']}")
        figures = server.request("GET", "/metrics")[2].decode()
        expect('leadstream_fetches_total{outcome="good",source="google"}' in figures, f"not counted as Google's: {figures}")
        print(f"cap: {count} of {len(listed)} places behind a cap of 60, {len(asked(web, 'places.test'))} requests; "
              f"{found[0]['message']}")

    run_job(options, directory, web, "cap", 2000, whole, **settings_of(
        web, **{"sources.google.storage": "agreement", "sources.overpass.enabled": "off",
                "sources.websites.enabled": "off"}))
    web.stop()


def check_terms(options, directory):
    web = harness.Simweb(options.simweb, directory, 40, options.seed, industry=TRADE, name="terms")
    truth = {one["place_id"]: one for one in web.truth() if one["place_id"]}

    def kept(server, state, log):
        rows = rows_of(server, "SELECT record_id, raw_data FROM scraped_data WHERE source = 'google'")
        for record, raw in rows:
            said = json.loads(raw)
            expect(not said.get("facts") and not said.get("people"), f"kept against the terms: {raw}")
            for place in said.get("places", []):
                expect(not place.get("street") and not place.get("city"), f"an address was kept: {raw}")
        tasks = rows_of(server, "SELECT payload FROM tasks WHERE state = 'done'")
        expect(not any(row[0] for row in tasks), "a task that is done keeps its payload")
        with_site = sum(1 for i, one in enumerate(web.truth()) if one["place_id"] and one["id"] % 20 != 19)
        leads = server.lead_rows()
        expect(len(leads) >= 0.97 * with_site, f"{len(leads)} leads of {with_site} places with a website")
        expect(points_of(server) > 0, "no lead has coordinates")
        expect(b"places.test" not in archive.archived_bytes(server.data), "answers were archived against the terms")
        print(f"terms: {len(leads)} leads named by their own websites, of {with_site} places with one; "
              f"{len(rows)} observations of Google with ids and coordinates alone")

    settings = settings_of(web, **{"sources.overpass.enabled": "off"})
    run_job(options, directory, web, "terms", 200, kept, **settings)
    forget_in_time(options, directory, web, settings)
    web.stop()


def points_of(server):
    """Leads that are shown with coordinates, in lists and in the export alike."""
    shown = [row for row in server.leads() if (row["company"].get("location") or {}).get("latitude") is not None]
    status, _, content = server.request("GET", "/api/v1/export/json")
    exported = [one for one in json.loads(content) if (one.get("location") or {}).get("latitude") is not None] \
        if status == 200 else shown
    return max(len(shown), len(exported))


def forget_in_time(options, directory, web, settings):
    """The server is started again a month later, by the clock of what it stored."""
    file = next((directory / "terms-data").glob("*.db"))
    points = set(re.findall(r'latitude\\*":(-?[\d.]+)', "\n".join(stored_values(file))))
    expect(points, "no coordinates are stored")
    database = sqlite3.connect(file)
    database.execute("UPDATE scraped_data SET scraped_at = scraped_at - 30 * 86400000 + 3000 WHERE source = 'google'")
    database.commit()
    database.close()
    server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=settings, name="terms")
    try:
        harness.wait_until(lambda: points_of(server) == 0, 15, "the coordinates to be forgotten after thirty days")
        left = rows_of(server, "SELECT count(*), min(record_id) FROM scraped_data WHERE source = 'google'")[0]
        held = [value for value in stored_values(file) if any(point in value for point in points)]
        expect(not held, f"coordinates are still stored: {held[:3]}")
        expect(left[0] > 0 and left[1], f"the ids of the places are kept for ever: {left}")
        print(f"terms: after thirty days no coordinates are left in any table, {left[0]} ids are")
    finally:
        server.stop()


def check_key(options, directory):
    web = harness.Simweb(options.simweb, directory, 40, options.seed, industry=TRADE, name="key")

    def fell_back(server, state, log):
        expect(any(e["reason"] == "invalid_key" for e in state["errors"]), f"no word of the key: {state['errors']}")
        expect(len(asked(web, "places.test")) == 1, "a bad key was tried again")
        expect(any(e["step"] == "fallback" and e["source"] == "overpass" for e in log), f"no fallback: {log}")
        expect(state["results_count"] > 0, "the fallback found nothing")
        print(f"key: a bad key is asked once and named, overpass gave {state['results_count']} leads instead")

    run_job(options, directory, web, "key", 50, fell_back,
            **settings_of(web, **{"sources.google.key": "wrong", "sources.websites.enabled": "off"}))
    web.stop()


def check_budget(options, directory):
    web = harness.Simweb(options.simweb, directory, 500, options.seed, industry=TRADE, name="budget")

    def kept(server, state, log):
        count = len(asked(web, "places.test"))
        expect(count == 10, f"{count} requests for a budget of 10")
        expect(any(e["reason"] == "over_budget" for e in state["errors"]), f"{state['errors']}")
        print(f"budget: {count} requests for a budget of ten, then: "
              f"{next(e['message'] for e in state['errors'] if e['reason'] == 'over_budget')}")

    run_job(options, directory, web, "budget", 2000, kept, **settings_of(
        web, **{"sources.google.job_budget": 1, "sources.google.request_cost": 0.1,
                "sources.google.storage": "agreement", "sources.overpass.enabled": "off",
                "sources.websites.enabled": "off"}))
    web.stop()


def check_recipes(options, directory):
    web = harness.Simweb(options.simweb, directory, 150, options.seed, industry=TRADE, name="recipes")
    wanted = {one["name"] for one in web.truth() if one["yellow_pages"] or one["json_directory"]}

    def both(server, state, log):
        names = {row["company_name"] for row in server.lead_rows()}
        found = len([one for one in wanted if one in names])
        expect(len(names) >= 0.97 * len(wanted), f"{len(names)} leads of {len(wanted)}")
        print(f"recipes: {len(names)} leads of {len(wanted)} companies in an HTML and a JSON directory "
              f"({found} by the very name)")

    run_job(options, directory, web, "recipes", 500, both, **{
        "sources.directories": "yellow_pages = http://yellow.test, json_directory = http://directory.test",
        "sources.overpass.enabled": "off", "sources.websites.enabled": "off"})
    web.stop()


class Switchable:
    """A source that fails until it is told to work; counts what it is asked."""

    def __init__(self):
        self.works, self.count = False, 0
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                outer.count += 1
                self.rfile.read(int(self.headers["Content-Length"]))
                body = b'{"places":[]}' if outer.works else b'{"error":{"code":503,"status":"UNAVAILABLE"}}'
                self.send_response(200 if outer.works else 503)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


async def breaker_steps(server, source, seen):
    socket = await websocket.WebSocket.connect(server.port, key=server.key)
    await socket.subscribe()
    while True:
        try:
            message = await socket.receive()
        except websocket.Closed:
            return
        if message["type"] == "source_update" and message["data"]["source"] == source:
            seen.append(message["data"]["breaker"])


def check_breaker(options, directory):
    web = harness.Simweb(options.simweb, directory, 40, options.seed, industry=TRADE, name="breaker")
    down = Switchable()
    settings = settings_of(web, **{
        "sources.google.endpoint": "http://down.test", "sources.websites.enabled": "off",
        "sources.google.breaker_cooldown": "2s",
        "fetch.host_overrides": f"down.test = 127.0.0.1:{down.port}, *.test = 127.0.0.1:{web.port}"})
    server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=settings, name="breaker")
    seen = []
    loop = asyncio.new_event_loop()
    threading.Thread(target=lambda: loop.run_until_complete(breaker_steps(server, "google", seen)), daemon=True).start()
    try:
        jobs = []
        for _ in range(2):
            jobs.append(server.search(TRADE, "Simland", 20))
            state = server.wait_job(jobs[-1], 120)
            expect(state["results_count"] > 0, "overpass was not asked instead")
        expect(down.count == 5, f"the breaker opened after {down.count} failures")
        expect(any(e["reason"] == "circuit_open" for e in state["errors"]), f"{state['errors']}")
        harness.wait_until(lambda: seen == ["open"], 10, f"the open breaker on the WebSocket: {seen}")
        down.works = True
        threading.Event().wait(2.5)  # the cool-down
        jobs.append(server.search(TRADE, "Simland", 20))
        server.wait_job(jobs[-1], 120)
        harness.wait_until(lambda: seen == ["open", "half_open", "closed"], 10, f"the closed breaker: {seen}")
        steps = [(e["step"], jobs.index(e["job_id"])) for job in jobs for e in log_of(server, job)
                 if e["step"].startswith("breaker")]
        expect(steps == [("breaker_opened", 1), ("breaker_probed", 2), ("breaker_closed", 2)], f"log: {steps}")
        down.works = False
        for _ in range(2):
            server.wait_job(server.search(TRADE, "Simland", 20), 120)
        harness.wait_until(lambda: seen[-1] == "open", 10, f"the breaker to open again: {seen}")
        status = subprocess.run([options.leadstream, "sources", "reset", "google", "--storage.directory", str(server.data),
                                 "--server", f"http://127.0.0.1:{server.port}"], capture_output=True).returncode
        states = {one["name"]: one["breaker"] for one in server.json("GET", "/api/v1/sources")["sources"]}
        expect(status == 0 and states["google"] == "closed", f"reset gave {status}, the breaker is {states['google']}")
        down.works, before = True, down.count
        server.wait_job(server.search(TRADE, "Simland", 20), 120)
        expect(down.count > before, "a source that was reset is not asked")
        status = server.request("POST", "/api/v1/sources/nowhere/reset", {})[0]
        expect(status == 404, f"a source that is none was reset: {status}")
        print("breaker: open after exactly 5 failures, overpass asked instead, one probe after the cool-down, closed; "
              "each step on the WebSocket and in the job's log; reset by hand it is asked at once")
    finally:
        server.stop()
        web.stop()


def check_reviews(options, directory):
    """The text of reviews feeds pain points where the rule lets it be kept."""
    web = harness.Simweb(options.simweb, directory, 40, options.seed, industry=TRADE, name="reviews")

    def told(server, state, log):
        rows = rows_of(server, "SELECT raw_data FROM scraped_data WHERE source = 'google'")
        points = [fact for row in rows for fact in json.loads(row[0]).get("facts", []) if fact["field"] == "pain_point"]
        expect(points and all(one["method"] == "review" for one in points), f"no pain point of a review: {points[:2]}")
        print(f"reviews: {len(points)} pain points of {len(rows)} places: {points[0]['value']!r}")

    run_job(options, directory, web, "reviews", 200, told, **settings_of(
        web, **{"sources.google.storage": "agreement", "sources.google.reviews": "on",
                "sources.overpass.enabled": "off", "sources.websites.enabled": "off"}))
    web.stop()


def check_news(options, directory):
    web = harness.Simweb(options.simweb, directory, 60, options.seed, industry=TRADE, name="news")

    def signals(server, state, log):
        rows = rows_of(server, "SELECT s.source_url, s.raw_data, c.name FROM scraped_data s JOIN companies c "
                               "ON c.tenant_id = s.tenant_id AND c.id = s.company_id WHERE s.source = 'news'")
        facts = [(url, name, fact) for url, raw, name in rows for fact in json.loads(raw)["facts"]]
        dated = {name for _, name, fact in facts if fact["field"] == "recent_activity"}
        feeds = {one["name"] for one in web.truth() if one["feed"] and one["website"]}
        expect(len(dated) >= 0.9 * len(feeds), f"{len(dated)} of {len(feeds)} feeds were read")
        # The search knows the company by the name that the directory gives it.
        wanted = {one["press"] for one in web.truth() if one["press"] and one["listed_name"] == one["name"]}
        found = {fact["value"].rstrip(".") for url, _, fact in facts if url.startswith("http://news.test/")}
        missing = {one for one in wanted if not any(one.endswith(value) for value in found)}
        expect(len(missing) <= 0.1 * len(wanted), f"{len(missing)} of {len(wanted)} press headlines are missing: {missing}")
        press = {one["press"] for one in web.truth()}
        others = {value for value in found if not any(one.endswith(value) for one in press)}
        expect(not others, f"news of others: {others}")
        own = [fact for url, _, fact in facts if fact["field"] == "growth_signal" and "news.test" not in url]
        expect(own and all("|2026-" in fact["detail"] for fact in own), f"signals of feeds without a date: {own[:2]}")
        print(f"news: {len(dated)} of {len(feeds)} feeds read with {len(own)} signals of growth, {len(wanted) - len(missing)} "
              f"of {len(wanted)} headlines of the press found, none of others")

    run_job(options, directory, web, "news", 200, signals,
            **{"sources.news_feed": "http://news.test/rss?q={company}"})
    web.stop()


def check_switch(options, directory):
    """A source that was switched off stays off after a restart."""
    web = harness.Simweb(options.simweb, directory, 0, options.seed, name="switch")
    for expected in (True, False, True):
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, name="switch")
        try:
            sources = {one["name"]: one["enabled"] for one in server.json("GET", "/api/v1/sources")["sources"]}
            expect(sources["overpass"] == expected, f"overpass is {sources['overpass']} after a restart")
            server.json("PATCH", "/api/v1/sources/overpass", {"enabled": not expected})
        finally:
            server.stop()
    web.stop()
    print("switch: a source that was switched is so after a restart")


def check_all(options, directory):
    """A job over all sources with a fifth of the hosts faulty."""
    web = harness.Simweb(options.simweb, directory, options.companies, options.seed, "light", industry=TRADE, name="all")

    def found(server, state, log):
        leads = server.leads()
        counts = compare.compare(leads, web.truth())
        towns = compare.Counts("towns")
        for lead, company in compare.match(leads, web.truth()):
            if lead and company:
                city = (lead["company"].get("location") or {}).get("city") or ""
                towns.add(company["name"], {compare.plain(city)} - {""}, {compare.plain(company["city"])})
        compare.report(counts + [towns], 3)
        expect(counts[0].recall() >= 0.98, "too few companies")
        expect(all(one.recall() >= 0.95 for one in counts[1:] + [towns]), "too few facts")
        reached = {compare.bare_host(row[0]) for row in rows_of(
            server, "SELECT DISTINCT source_url FROM scraped_data WHERE source = 'website'")}
        with_site = [one for one in web.truth() if one["website"]]
        missed = [one for one in with_site if compare.bare_host(one["website"]) not in reached]
        expect(len(missed) <= 0.15 * len(with_site), f"{len(missed)} of {len(with_site)} websites were not read")
        named = " ".join(json.dumps(one) for one in state["errors"])
        unnamed = [one["host"] for one in missed if compare.bare_host(one["host"]) not in named]
        expect(not unnamed, f"failures without a name: {unnamed}")
        rates = {one["name"]: one["success_rate"] for one in server.json("GET", "/api/v1/sources")["sources"]}
        expect(min(rates.values()) >= 0.85, f"success by source: {rates}")
        faulty = sum(1 for one in web.truth() if one["faults"])
        print(f"all: {len(leads)} leads from {sorted({one['source'] for one in log})}; {faulty} of "
              f"{len(web.truth())} hosts faulty, {len(with_site) - len(missed)} of {len(with_site)} websites read, "
              f"{len(state['errors'])} failures named, success by source {rates}")

    run_job(options, directory, web, "all", 3 * options.companies, found, **settings_of(
        web, **{"sources.google.storage": "agreement", "sources.news_feed": "http://news.test/rss?q={company}",
                "sources.directories": "yellow_pages = http://yellow.test, json_directory = http://directory.test"}))
    web.stop()


def check_twenty(options, directory):
    """Twenty jobs at once, polite: the limits hold for their sum, by the log of the servers that were asked."""
    web = harness.Simweb(options.simweb, directory, 6, options.seed, industry=TRADE, name="twenty")
    settings = settings_of(web, **{"sources.google.storage": "agreement", "jobs.running": 20, "sources.websites.pages": 3,
                                   "sources.directories": "json_directory = http://directory.test"})
    server = harness.Leadstream(options.leadstream, directory, web, settings=settings, name="twenty")
    try:
        jobs = [server.search(TRADE, "Simland", 20 + number) for number in range(20)]
        for job in jobs:
            server.wait_job(job, 400)
    finally:
        server.stop()
        web.stop()
    interfaces = {"places.test": politeness.Limits(30, 3, 1.0), "directory.test": politeness.Limits(100, 1, 1.0),
                  "boards.test": politeness.Limits(60, 2, 1.0)}
    violations = politeness.check(web.requests(), web.truth(), interfaces=interfaces)
    for violation in violations[:10]:
        print(f"  {violation}")
    expect(not violations, f"{len(violations)} violations")
    counts = collections.Counter(one["host"] for one in web.requests() if one["host"] in interfaces | {"overpass.test": 0})
    print(f"twenty: {len(jobs)} jobs at once, {len(web.requests())} requests ({dict(counts)}), no limit exceeded")


CHECKS = [check_cap, check_terms, check_key, check_budget, check_recipes, check_breaker, check_reviews,
          check_news, check_switch, check_all, check_twenty]
SLOW = [check_cap, check_twenty]


def main():
    options = harness.arguments(__doc__, only={"default": "", "help": "only the check of this name"},
                                companies={"type": int, "default": 200, "help": "of the check over all sources"},
                                quick={"action": "store_true", "help": "without the checks that take minutes"})
    with harness.work_directory(options.keep) as directory:
        for check in CHECKS:
            if options.only in check.__name__ and not (options.quick and check in SLOW):
                check(options, directory)


if __name__ == "__main__":
    harness.run(main)
