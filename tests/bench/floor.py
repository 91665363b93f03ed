"""The least that the service promises, measured against the running program on this machine's loopback.

Times are what a client written in Python sees, its own cost included. The small internet stands in for the web. The
first server stores the listings of all trades but one; the second reads the sites of that one and is then measured.
"""

import concurrent.futures
import http.client
import json
import random
import statistics
import sys
import time

import compare
import harness
import politeness
from figure import Figure

COMPANIES = 3600  # in 24 trades; a fifth of the hosts have faults that pass
TRADE = "bakery"  # the one whose sites are read
POLITE = 12  # sites of the job in real time
SUBMISSIONS = 200
USERS = 10
SECONDS = 5


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class User:
    """One client on a connection of its own that is kept; remembers how long every answer took, in milliseconds."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.taken, self.failed = {}, 0

    def ask(self, kind, path, body=None, expect=200):
        begin = time.perf_counter()
        content = json.dumps(body) if body else None
        self.connection.request("POST" if body else "GET", path, content, {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        self.taken.setdefault(kind, []).append((time.perf_counter() - begin) * 1000)
        self.failed += answer.status != expect
        return text


def together(port, users, work):
    """Runs `work(user, number)` for so many users at once; gives the users with what they measured."""
    everybody = [User(port) for _ in range(users)]
    with concurrent.futures.ThreadPoolExecutor(users) as pool:
        for done in [pool.submit(work, user, number) for number, user in enumerate(everybody)]:
            done.result()
    return everybody


def taken(users, kind=None):
    return [one for user in users for name, all in user.taken.items() if kind in (None, name) for one in all]


def fill(options, directory, web):
    """Stores the listings of all other trades; their sites are left alone."""
    settings = {"sources.websites.enabled": "off"}
    server = harness.Leadstream(options.leadstream, directory, web, False, settings, name="bench")
    try:
        trades = sorted({company["industry"] for company in web.truth()} - {TRADE})
        for job in [server.search(trade, "Simland", max_results=10_000) for trade in trades]:
            server.wait_job(job, 300)
    finally:
        server.stop()


def complete(lead, company):
    """Stored with every email address and phone number that the company shows, and no other."""
    return bool(lead and company) and compare.emails_of(lead) == set(company["emails"]) and (
        compare.phones_of(lead) == set(company["phones"]))


def success_rate(server, web, report):
    job = server.search(TRADE, "Simland", max_results=10_000)
    server.wait_job(job, 300)
    truth = [company for company in web.truth() if company["industry"] == TRADE]
    leads = server.leads(industry=TRADE)
    right = sum(complete(lead, company) for lead, company in compare.match(leads, truth))
    report.add(Figure("companies stored with all their contacts", 100 * right / len(truth), "%", 85,
                      note=f"of {len(truth)}, a fifth on faulty hosts; nothing missing, nothing wrong"))
    return job


def initiation(server, report):
    """Submissions of searches that find nothing more, so that the answer is measured and not the work after it."""
    criteria = {"industry": TRADE, "location": "Nowhere", "max_results": 1}

    def submit(user, _):
        for _ in range(SUBMISSIONS // users):
            user.ask("submit", "/api/v1/scrape/search", criteria, 202)

    for users in (1, USERS):
        asked = together(server.port, users, submit)
        times = taken(asked)
        who = "one after the other" if users == 1 else f"{users} at once"
        report.add(Figure(f"search initiation, {who}, average", statistics.mean(times), "ms", 200, at_most=True,
                          note=f"{len(times)} searches for one result, {sum(u.failed for u in asked)} failed"))
        report.add(Figure(f"search initiation, {who}, p95", percentile(times, 0.95), "ms"))

    def idle():
        jobs = server.json("GET", "/api/v1/scrape/jobs?limit=100")["jobs"]
        return all(job["status"] in harness.FINAL for job in jobs)

    harness.wait_until(idle, 120, "the submitted searches to end", 0.5)


def browse(port, users, ids, job):
    """So many users who read lists, leads and job states without a pause."""
    lists = ("", "score_min=40", "industry=dentist", "location=z%C3%BCrich", "offset=500", "score_min=20&industry=bak")
    end = time.monotonic() + SECONDS

    def read(user, number):
        choice = random.Random(number)
        while time.monotonic() < end:
            user.ask("list", "/api/v1/leads?limit=20&" + choice.choice(lists))
            user.ask("detail", "/api/v1/leads/" + choice.choice(ids))
            user.ask("status", f"/api/v1/scrape/status/{job}")

    return together(port, users, read)


def api(server, job, report):
    rows = server.lead_rows()
    ids = [row["id"] for row in rows]
    rate = {}
    for users in (1, USERS):
        asked = browse(server.port, users, ids, job)
        rate[users] = len(taken(asked)) / SECONDS
        if users == 1:
            report.add(Figure("API p95, 1 user", percentile(taken(asked), 0.95), "ms", 500, at_most=True,
                              note=f"{rate[1]:.0f} requests/s, {len(ids)} leads stored"))
    for kind in ("list", "detail", "status"):
        times = taken(asked, kind)
        report.add(Figure(f"API {kind} p95, {USERS} users", percentile(times, 0.95), "ms", 500, at_most=True,
                          note=f"p50 {percentile(times, 0.5):.1f} ms, {len(times)} requests"))
    report.add(Figure(f"lead retrieval, slowest of {USERS} users", max(taken(asked, 'detail')), "ms", 1000,
                      at_most=True, note="with contacts, intelligence, score and provenance"))
    report.add(Figure(f"requests that failed, {USERS} users", sum(user.failed for user in asked), "requests", 0,
                      at_most=True))
    report.add(Figure(f"rate of {USERS} users beside that of 1", 100 * rate[USERS] / rate[1], "%",
                      note=f"{rate[USERS]:.0f} requests/s, as many as this client can ask"))


def polite(options, directory, report):
    web = harness.Simweb(options.simweb, directory, POLITE, 2, "none", "polite", industry="bakery")
    server = harness.Leadstream(options.leadstream, directory, web, name="polite")
    try:
        begin = time.monotonic()
        server.wait_job(server.search("bakery", "Simland"), 180)
        seconds = time.monotonic() - begin
        leads = len(server.lead_rows())
    finally:
        server.stop()
        web.stop()
    requests = web.requests()
    report.add(Figure("companies an hour, default politeness", leads / seconds * 3600, "/h", 100,
                      note=f"{leads} companies, {len(requests)} requests in {seconds:.1f} s"))
    report.add(Figure("breaches of politeness", len(politeness.check(requests, web.truth())), "breaches", 0,
                      at_most=True, note="from the log of the asked hosts"))


def busy(options, directory, web, report):
    server = harness.Leadstream(options.leadstream, directory, web, False, name="bench")
    try:
        job = success_rate(server, web, report)
        initiation(server, report)
        api(server, job, report)
        report.add(Figure("peak memory of the server", server.peak_memory() / 2**20, "MiB"))
    finally:
        server.stop()


def measure(options, report):
    sys.setswitchinterval(0.0005)  # or the users wait for each other more than for the server
    with harness.work_directory(options.keep) as directory:
        print(f"storing the listings of {COMPANIES} companies, then reading {COMPANIES // 24} sites without politeness,"
              " as own hosts (half a minute)", flush=True)
        web = harness.Simweb(options.simweb, directory, COMPANIES, 1, "light")
        try:
            fill(options, directory, web)
            busy(options, directory, web, report)
        finally:
            web.stop()
        print(f"{POLITE} sites with the default politeness, in real time (half a minute)", flush=True)
        polite(options, directory, report)
