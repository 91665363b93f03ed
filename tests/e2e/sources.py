#!/usr/bin/env python3
"""Sources from outside: Places past its cap of 60, its key, its budget and its storage rule; directories by recipe; the
fallback from one source to the next; a breaker that opens after exactly five failures. One check a line."""

import asyncio
import http.server
import json
import sqlite3
import threading

import harness
import websocket

TRADE = "dentist"


def settings_of(web, **chosen):
    return {"sources.google.endpoint": "http://places.test", "sources.google.key": "simweb-key",
            "sources.google.job_budget": 100, "sources.google.day_budget": 100} | chosen


def log_of(server, job_id):
    """The job's log, from the store's events."""
    database = sqlite3.connect(f"file:{next(server.data.glob('*.db'))}?mode=ro", uri=True)
    try:
        rows = database.execute("SELECT payload FROM events WHERE type = 'job_log' ORDER BY seq").fetchall()
    finally:
        database.close()
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
        records = sqlite3.connect(f"file:{next(server.data.glob('*.db'))}?mode=ro", uri=True).execute(
            "SELECT count(DISTINCT record_id) FROM scraped_data WHERE source = 'google' AND record_id <> ''")
        count = records.fetchone()[0]
        expect(count == len(listed), f"{count} places stored of {len(listed)}: {found[0]['message']}")
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
        database = sqlite3.connect(f"file:{next(server.data.glob('*.db'))}?mode=ro", uri=True)
        rows = database.execute("SELECT record_id, raw_data FROM scraped_data WHERE source = 'google'").fetchall()
        for record, raw in rows:
            said = json.loads(raw)
            expect(not said.get("facts") and not said.get("people"), f"kept against the terms: {raw}")
            for place in said.get("places", []):
                expect(not place.get("street") and not place.get("city"), f"an address was kept: {raw}")
        tasks = database.execute("SELECT payload FROM tasks").fetchall()
        names = [one["name"] for one in truth.values()]
        expect(not any(name in row[0] for row in tasks for name in names), "a name of a place stands in a task")
        with_site = sum(1 for i, one in enumerate(web.truth()) if one["place_id"] and one["id"] % 20 != 19)
        leads = server.lead_rows()
        expect(len(leads) >= 0.97 * with_site, f"{len(leads)} leads of {with_site} places with a website")
        print(f"terms: {len(leads)} leads named by their own websites, of {with_site} places with one; "
              f"{len(rows)} observations of Google with ids and coordinates alone")

    run_job(options, directory, web, "terms", 200, kept,
            **settings_of(web, **{"sources.overpass.enabled": "off"}))
    web.stop()


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
        message = await socket.receive()
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
        print("breaker: open after exactly 5 failures, overpass asked instead, one probe after the cool-down, closed; "
              "each step on the WebSocket and in the job's log")
    finally:
        server.stop()
        web.stop()


CHECKS = [check_cap, check_terms, check_key, check_budget, check_recipes, check_breaker]


def main():
    options = harness.arguments(__doc__, only={"default": "", "help": "only the check of this name"})
    with harness.work_directory(options.keep) as directory:
        for check in CHECKS:
            if options.only in check.__name__:
                check(options, directory)


if __name__ == "__main__":
    harness.run(main)
