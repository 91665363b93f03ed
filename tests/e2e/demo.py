#!/usr/bin/env python3
"""Shows leadstream at work on a small internet of this machine.

Without options it stays open at the end and says where to look; with --once it ends with one line of JSON and status 0
only if what was found is right and complete, nothing was impolite and every step worked.
"""

import asyncio
import csv
import io
import json
import threading
import time

import compare
import harness
import politeness
import websocket

TARGET = 0.95


def say(text):
    print(text, flush=True)


class Watcher(threading.Thread):
    """Shows the leads of a job as the WebSocket brings them, and remembers what came."""

    def __init__(self, server, shown=12):
        super().__init__(daemon=True)
        self.server, self.shown = server, shown
        self.seen, self.sequence, self.ready, self.problem = {}, [], threading.Event(), None
        self.first = None

    def run(self):
        try:
            asyncio.run(self.watch())
        except (OSError, asyncio.IncompleteReadError, websocket.Closed) as problem:
            self.problem = problem
        self.ready.set()

    async def watch(self):
        socket = await websocket.WebSocket.connect(self.server.port, key=self.server.key)
        answer = await socket.subscribe()
        if answer["type"] != "subscribed":
            raise OSError(f"no subscription: {answer}")
        self.ready.set()
        while True:
            message = await socket.receive()
            if "seq" in message and message["type"] != "position":
                self.sequence.append(message["seq"])
            if message["type"] == "company_update":
                self.show(message["data"])

    def show(self, lead):
        self.first = self.first or time.monotonic()
        if lead["id"] not in self.seen and len(self.seen) < self.shown:
            say(f"    lead {len(self.seen) + 1:4}  score {lead['lead_score']:3}  {lead['company_name']}"
                f"  {lead.get('email') or ''}  {lead.get('phone') or ''}")
        elif lead["id"] not in self.seen and len(self.seen) == self.shown:
            say("    …")
        self.seen[lead["id"]] = lead


def check_sequence(watcher):
    if watcher.problem:
        raise harness.Failure(f"the WebSocket broke: {watcher.problem}")
    if watcher.sequence != sorted(set(watcher.sequence)):
        raise harness.Failure("events came twice or out of order on the WebSocket")


def check_csv(server, leads):
    status, headers, content = server.request("GET", "/api/v1/export/csv?fields=name,email,phone,score,website,city")
    if status != 200 or "leads.csv" not in (headers.get("Content-Disposition") or ""):
        raise harness.Failure(f"CSV export gave status {status}: {content[:200]!r}")
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    if len(rows) != len(leads):
        raise harness.Failure(f"the CSV has {len(rows)} rows for {len(leads)} leads")
    return rows


def fast_part(options, directory, result):
    """Many companies on own hosts, politeness off."""
    say(f"[1] {options.companies} companies on own hosts, politeness off (some seconds)")
    web = harness.Simweb(options.simweb, directory, options.companies, options.seed, "light", "fast", industry="dentist")
    server = harness.Leadstream(options.leadstream, directory, web, polite=False, name="fast-leadstream")
    say(f"    simweb on port {web.port}, leadstream on port {server.port}")
    watcher = Watcher(server)
    watcher.start()
    watcher.ready.wait(10)
    begin = time.monotonic()
    job = server.search("dentist", "Simland", max_results=2 * options.companies)  # some are listed twice
    say(f"    job {job} answered after {(time.monotonic() - begin) * 1000:.0f} ms; leads as they arrive:")
    state = server.wait_job(job, 60)
    seconds = time.monotonic() - begin
    leads = server.leads()
    say(f"    {len(leads)} leads, the first after {(watcher.first or begin) - begin:.2f} s, all after {seconds:.2f} s; "
        f"{len(state['errors'])} errors of sites; peak memory {server.peak_memory() / 2**20:.0f} MiB")
    harness.wait_until(lambda: len(watcher.seen) >= len(leads), 5, "the WebSocket to show every lead")
    check_sequence(watcher)
    rows = check_csv(server, leads)
    say(f"    CSV export has {len(rows)} rows; first: {', '.join(list(rows[0].values())[:4])}")
    counts = compare.compare(leads, web.truth())
    say("[2] compared with the truth of the small internet")
    compare.report(counts, 5)
    result["jobs"] += 1
    result["leads_found"] += len(leads)
    return counts, web, server


def polite_part(options, directory, result):
    """A few foreign hosts with the default politeness, in real time."""
    say(f"[3] {options.polite_companies} companies with the default politeness in real time (20 to 40 seconds)")
    web = harness.Simweb(options.simweb, directory, options.polite_companies, options.seed + 1, "none", "polite",
                         industry="bakery")
    server = harness.Leadstream(options.leadstream, directory, web, polite=True, name="polite-leadstream")
    try:
        begin = time.monotonic()
        job = server.search("bakery", "Simland")
        last = [-1]

        def progress(state):
            if state["progress"] >= last[0] + 20:
                last[0] = state["progress"]
                say(f"    {time.monotonic() - begin:5.1f} s  {state['progress']:3} %  {state['results_count']} leads")

        server.wait_job(job, 120, progress)
        seconds = time.monotonic() - begin
        leads = server.leads()
    finally:
        server.stop()
        web.stop()
    counts = compare.compare(leads, web.truth())
    compare.report(counts, 5)
    requests = web.requests()
    violations = politeness.check(requests, web.truth())
    for violation in violations[:10]:
        say(f"    impolite: {violation}")
    hosts = len({entry["host"] for entry in requests})
    say(f"    {len(requests)} requests to {hosts} hosts in {seconds:.1f} s, {len(violations)} violations "
        "(rate, slots, rest, robots.txt, user agent; from the server's log)")
    result["jobs"] += 1
    result["leads_found"] += len(leads)
    result["politeness_violations"] = len(violations)
    result["companies_per_hour_polite"] = round(len(leads) / seconds * 3600)
    return counts


def stay(server, web):
    say(f"\nThe server stays open. Look at\n"
        f"  curl -H \"Authorization: Bearer $(cat {server.data}/local.key)\" http://127.0.0.1:{server.port}/api/v1/leads?score_min=60\n"
        f"  the same with /api/v1/export/csv\n"
        f"  leadstream search --server http://127.0.0.1:{server.port} --industry dentist --location Vaduz --watch\n"
        f"  simweb: http://127.0.0.1:{web.port}/ with a Host header, log {web.log}\n"
        f"Press Ctrl-C to end.")
    try:
        server.process.wait()
    except KeyboardInterrupt:
        pass


def main():
    options = harness.arguments(
        __doc__.splitlines()[0],
        once={"action": "store_true", "help": "end with one line of JSON instead of staying open"},
        companies={"type": int, "default": 120, "help": "companies of the fast part"},
        polite_companies={"type": int, "default": 12, "help": "companies of the polite part"})
    begin = time.monotonic()
    result = {"jobs": 0, "leads_found": 0, "recall": 0.0, "precision": 0.0, "seconds": 0.0,
              "politeness_violations": 0, "companies_per_hour_polite": 0}
    with harness.work_directory(options.keep) as directory:
        server = web = None
        try:
            counts, web, server = fast_part(options, directory, result)
            counts = counts + polite_part(options, directory, result)
            result["recall"] = round(min(one.recall() for one in counts), 4)
            result["precision"] = round(min(one.precision() for one in counts), 4)
            result["seconds"] = round(time.monotonic() - begin, 1)
            say("[4] the least recall and precision of companies, emails and phones over both parts decide")
            if not options.once:
                stay(server, web)
            status = server.stop()
            if status != 0:
                raise harness.Failure(f"leadstream ended with status {status} after SIGTERM:\n{server.tail()}")
        finally:
            for program in (server, web):
                if program and program.alive():
                    program.kill()
    good = min(result["recall"], result["precision"]) >= TARGET and result["politeness_violations"] == 0
    say(json.dumps(result))
    return 0 if good else 1


if __name__ == "__main__":
    harness.run(main)
