#!/usr/bin/env python3
"""PostgreSQL and the server die under load, and nothing that a client was promised is lost or done twice.

First the server ends itself right before and right after commits (LEADSTREAM_CRASH_AT) while searches are posted with
Idempotency-Keys. Then PostgreSQL crashes and restarts again and again while several clients post and read. The clients
keep a record of every answer; at the end the jobs must be those of the record: each acknowledged one is there, each key
has one job, every job ended, and the numbers of events are dense.
"""

import json
import os
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness  # noqa: E402
import postgres  # noqa: E402

#: Searches that end at once: nothing is asked of anybody.
QUICK = {"sources.overpass.enabled": "off", "sources.websites.enabled": "off", "auth.required": "on",
         "limits.jobs_running": 0, "limits.jobs_per_day": 0, "limits.key_requests_per_minute": 0}


class Record:
    """What clients were told: by key, the job that was acknowledged, or None."""

    def __init__(self):
        self.jobs, self.refused, self.broken, self.faults = {}, 0, 0, []
        self.lock = threading.Lock()

    def post(self, server, key):
        """Posts one search; gives whether it was acknowledged."""
        with self.lock:
            self.jobs.setdefault(key, None)
        try:
            status, headers, content = server.request(
                "POST", "/api/v1/scrape/search", {"industry": "hotel", "location": "Simland", "max_results": 1},
                {"Idempotency-Key": key})
        except OSError:
            with self.lock:
                self.broken += 1
            return False
        with self.lock:
            if status == 202:
                job = json.loads(content)["job_id"]
                if self.jobs[key] not in (None, job):
                    self.faults.append(f"{key} was given {self.jobs[key]} and {job}")
                self.jobs[key] = job
                return True
            self.refused += 1
            if status not in (409, 503):
                self.faults.append(f"{key} was answered {status}: {content[:200]!r}")
            elif status == 503 and not headers.get("Retry-After"):
                self.faults.append("503 without Retry-After")
        return False

    def repeat_unknown(self, server):
        """What got no answer is asked again, with the same key."""
        for key in [key for key, job in self.jobs.items() if job is None]:
            harness.wait_until(lambda k=key: self.post(server, k), 30, f"{key} to be accepted", 0.2)

    def check(self, server):
        for key in list(self.jobs)[::7]:
            self.post(server, key)
        wanted = set(self.jobs.values())
        if len(wanted) != len(self.jobs):
            self.faults.append(f"{len(self.jobs)} keys have {len(wanted)} jobs")
        harness.wait_until(lambda: self.all_final(server), 90, "all jobs to end", 0.5)
        stored = {job["job_id"] for job in jobs_of(server)}
        for kind, ids in (("lost", wanted - stored), ("made twice", stored - wanted)):
            if ids:
                self.faults.append(f"{len(ids)} jobs were {kind}: {sorted(ids)[:3]}")

    @staticmethod
    def all_final(server):
        return all(job["status"] in harness.FINAL for job in jobs_of(server))


def jobs_of(server):
    jobs, cursor = [], ""
    while cursor is not None:
        page = server.json("GET", f"/api/v1/scrape/jobs?limit=100{cursor and '&cursor=' + cursor}")
        jobs += page["jobs"]
        cursor = page["pagination"]["next_cursor"]
    return jobs


def start(options, directory, web, url, port, crash=None):
    os.environ.pop("LEADSTREAM_CRASH_AT", None)
    if crash:
        os.environ["LEADSTREAM_CRASH_AT"] = crash
    try:
        return harness.Leadstream(options.leadstream, directory, web, port=port,
                                  settings=QUICK | {"storage.url": url})
    finally:
        os.environ.pop("LEADSTREAM_CRASH_AT", None)


def crash_windows(options, directory, web, url, port, record):
    """The server ends in every window of a commit: the n-th one, before and after."""
    for window in ("before_commit", "after_commit"):
        for turn in range(options.first_turn, options.first_turn + options.turns):
            number = 0
            try:
                server = start(options, directory, web, url, port, f"{window}:{turn}")
            except harness.Failure as problem:
                if "status 137" not in str(problem):
                    raise
                print(f"crash {window}:{turn}: while it started", flush=True)
                continue
            while server.alive():
                record.post(server, f"{window}-{turn}-{number}")
                number += 1
                if number > 200:
                    raise harness.Failure(f"{window}:{turn} was never reached")
            print(f"crash {window}:{turn}: after {number} requests, status {server.process.wait()}", flush=True)
    server = start(options, directory, web, url, port)
    record.repeat_unknown(server)
    return server


# Seconds between two turns of a client.
PACE = 0.02


class Load:
    """Clients that post and read until they are told to stop."""

    def __init__(self, server, record, clients):
        self.server, self.record, self.over = server, record, threading.Event()
        self.not_live = 0
        self.threads = [threading.Thread(target=self.work, args=(n,)) for n in range(clients)]
        for thread in self.threads:
            thread.start()

    def work(self, number):
        turn = 0
        while not self.over.wait(PACE):
            self.record.post(self.server, f"load-{number}-{turn}")
            turn += 1
            try:
                self.not_live += self.server.request("GET", "/health/live")[0] != 200
                self.server.request("GET", "/api/v1/leads?limit=5")
            except OSError as problem:
                self.record.faults.append(f"a connection was refused: {problem}")

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join()


def restarts(options, cluster, server, record):
    """PostgreSQL crashes under load; the server stays, says so, and goes on soon after it is back."""
    load = Load(server, record, options.clients)
    slowest = 0.0
    try:
        for turn in range(options.restarts):
            begun = len(record.jobs)
            harness.wait_until(lambda: len(record.jobs) >= begun + 20, 15, "requests between two restarts")
            cluster.stop()
            down = harness.wait_until(lambda: server.request("GET", "/health/ready")[0] == 503, 15, "readiness to fail")
            cluster.start()
            begin = time.monotonic()
            harness.wait_until(lambda: server.request("GET", "/health/ready")[0] == 200, 10, "readiness within 10 s")
            slowest = max(slowest, time.monotonic() - begin)
            print(f"restart {turn + 1}: told {down}, ready again after {time.monotonic() - begin:.1f} s", flush=True)
    finally:
        load.stop()
    if load.not_live:
        record.faults.append(f"/health/live failed {load.not_live} times")
    return slowest


def dense_events(cluster, database, record):
    rows = cluster.psql("SELECT tenant_id, count(*), min(seq), max(seq) FROM events GROUP BY tenant_id", database)
    for row in rows.split():
        tenant, count, first, last = row.split("|")
        if int(last) - int(first) + 1 != int(count):
            record.faults.append(f"the events of {tenant} have gaps: {row}")
    return rows.strip()


def main():
    options = harness.arguments(__doc__.splitlines()[0], restarts={"type": int, "default": 10},
                                clients={"type": int, "default": 4}, turns={"type": int, "default": 8},
                                first_turn={"type": int, "default": 10})
    try:
        cluster = postgres.Cluster(fsync=True)
    except FileNotFoundError as problem:
        print(f"skipped: {problem}")
        return 0
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, companies=5, seed=options.seed)
        record, port, server = Record(), harness.free_port(), None
        try:
            cluster.psql("CREATE DATABASE faults OWNER app")
            server = crash_windows(options, directory, web, cluster.url() + "faults", port, record)
            process = server.process.pid
            slowest = restarts(options, cluster, server, record)
            record.repeat_unknown(server)
            record.check(server)
            events = dense_events(cluster, "faults", record)
            if not server.alive() or server.process.pid != process:
                record.faults.append("the server did not survive")
            print(f"{len(record.jobs)} keys, {record.refused} answers were refusals, {record.broken} connections broke; "
                  f"slowest recovery {slowest:.1f} s; events {events}")
        finally:
            if server and server.alive():
                server.stop()
            web.stop()
            cluster.close()
    for fault in record.faults[:20]:
        print(f"FAULT {fault}")
    return 1 if record.faults else 0


if __name__ == "__main__":
    harness.run(main)
