"""List and detail of leads over HTTP, requests per second of processor time, beside the same in FastAPI.

Fills a SQLite file with made-up leads, then serves it by leadstream and by tests/bench/reference/fastapi_leads.py, one
after the other, under the same load (wrk, 64 connections). Without wrk, fastapi or uvicorn it says so and leaves that
out. exports.py uses the same leads.
"""

import contextlib
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import time
import uuid

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
import harness  # noqa: E402
import open_load  # noqa: E402
from figure import Figure  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK")
INDUSTRIES = ["dentist", "bakery", "hotel", "bank", "restaurant", "software", "car_repair", "lawyer", "optician", "florist"]
CITIES = ["Vaduz", "Schaan", "Zürich", "Berlin", "Wien", "Lyon", "Torino", "Utrecht", "Porto", "Gdańsk"]
TECHNOLOGIES = ["wordpress", "shopify", "nginx", "php", "react", "google analytics", "stripe", "typo3"]
BREAKDOWN = json.dumps([{"name": name, "points": 30, "available": 70, "weighted": 12.5, "criteria": [
    {"name": "email_found", "points": 20, "state": "yes", "evidence": ["info@example.test"]},
    {"name": "phone_found", "points": 0, "state": "unknown", "evidence": []}]}
    for name in ("contact_completeness", "business_indicators", "data_quality", "engagement_potential")])


def rows_of(count, dice):
    """(company, details, contacts, facets, words) of each made-up lead."""
    start = int(time.time() * 1000) - 90 * 86_400_000
    for number in range(count):
        at = start + number * (90 * 86_400_000) // count
        key = uuid.UUID(int=(at << 80) | (7 << 76) | (2 << 62) | dice.getrandbits(60)).bytes
        name, industry, city = f"Firma {number}", dice.choice(INDUSTRIES), dice.choice(CITIES)
        site, score = f"https://firma{number}.test/", min(100, int(dice.gauss(48, 18)) if number else 50)
        score = max(0, score)
        place = json.dumps({"city": city, "state": None, "country": "LI", "street": f"Weg {number % 90}"})
        text = f"{city}\n\nli\n9490\nweg {number % 90}".lower()
        company = ("default", key, name, industry, site, f"Weg {number % 90}", city, "9490", "LI", place, score, at, at,
                   2, f"info@firma{number}.test", "+4232390101", industry, text)
        details = ("default", key, json.dumps({"growth_signals": [], "technology_stack": ["WordPress"],
                                               "pain_points": []}),
                   json.dumps([{"field": "name", "value": name, "source": "overpass", "url": site, "fetched_at": at,
                                "method": "osm_tag", "confidence": 1}] * 8))
        contacts = [("default", uuid.uuid4().bytes, key, place_, f"Person {place_}", f"p{place_}@firma{number}.test", at)
                    for place_ in range(2)]
        facets = [("default", "has", "email", key), ("default", "has", "phone", key), ("default", "source", "overpass", key)]
        facets += [("default", "technology", t, key) for t in dice.sample(TECHNOLOGIES, 2)]
        if number % 500 == 0:
            facets.append(("default", "signal", "funding", key))
        yield company, details, contacts, facets, ("default", key, f"firma {number} {industry} {city.lower()}")


def fill(path, count):
    database = sqlite3.connect(path)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -2000000"):
        database.execute("PRAGMA " + pragma)
    write = database.executemany
    batch, dice = [], random.Random(1)

    def flush():
        write("INSERT INTO companies (tenant_id, id, name, industry, website, street, city, postal_code, country, "
              "location, lead_score, created_at, updated_at, contact_count, primary_email, primary_phone, "
              f"industry_text, location_text) VALUES ({','.join('?' * 18)})", [row[0] for row in batch])
        write("INSERT INTO lead_details (tenant_id, company_id, intelligence, provenance) VALUES (?, ?, ?, ?)",
              [row[1] for row in batch])
        write("INSERT INTO score_breakdowns (tenant_id, company_id, total, rules_version, categories) "
              "VALUES (?, ?, ?, 1, ?)", [(*row[0][:2], row[0][10], BREAKDOWN) for row in batch])
        write("INSERT INTO contacts (tenant_id, id, company_id, position, name, email, created_at) "
              "VALUES (?, ?, ?, ?, ?, ?, ?)", [c for row in batch for c in row[2]])
        write("INSERT INTO lead_facets VALUES (?, ?, ?, ?)", [f for row in batch for f in row[3]])
        write("INSERT INTO lead_texts (tenant_id, company_id, words) VALUES (?, ?, ?)", [row[4] for row in batch])
        database.commit()
        batch.clear()

    for row in rows_of(count, dice):
        batch.append(row)
        if len(batch) == 20_000:
            flush()
    flush()
    database.execute("INSERT INTO lead_words (lead_words) VALUES ('rebuild')")
    database.commit()
    database.execute("PRAGMA journal_mode = WAL")
    database.close()


def processor_seconds(pids):
    total = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def load(directory, port, key, paths, seconds, pids):
    """(requests, processor seconds, slowest of 95 %, failures) of wrk with 64 connections over the paths."""
    script = directory / "load.lua"
    head = f'wrk.headers["Authorization"] = "Bearer {key}"\n' if key else ""
    listed = ",".join(json.dumps(path) for path in paths)
    script.write_text(head + f"local paths = {{{listed}}}\nlocal at = 0\n"
                      "request = function() at = at % #paths + 1; return wrk.format('GET', paths[at]) end\n"
                      "done = function(s, l, r) io.write(string.format('{\"requests\":%d,\"p95\":%d,\"failed\":%d}\\n', "
                      "s.requests, l:percentile(95), s.errors.status + s.errors.connect + s.errors.read + "
                      "s.errors.timeout)) end\n")
    before = processor_seconds(pids)
    output = subprocess.run(["wrk", "-t1", "-c64", f"-d{seconds}s", "-s", script, f"http://127.0.0.1:{port}"],
                            capture_output=True, text=True, check=True).stdout
    seen = json.loads(output.strip().splitlines()[-1])
    return seen["requests"], processor_seconds(pids) - before, seen["p95"] / 1000, seen["failed"]


def measure(name, directory, port, key, pids, ids, seconds):
    figures = {}
    for what, paths in (("list", LISTS), ("detail", [f"/api/v1/leads/{one}" for one in ids])):
        load(directory, port, key, paths, 1, pids)
        requests, spent, slow, failed = load(directory, port, key, paths, seconds, pids)
        figures[what] = requests / max(spent, 0.01)
        print(f"  {name:10} {what:7} {figures[what]:10,.0f} requests per processor second   p95 {slow:7.1f} ms   "
              f"{requests / seconds:9,.0f}/s   {failed} failed", flush=True)
    return figures


@contextlib.contextmanager
def reference(file):
    """The port and process id of the FastAPI program on that file; nothing when it cannot run."""
    python = "/usr/bin/python3"
    if subprocess.run([python, "-c", "import fastapi, uvicorn"], capture_output=True, check=False).returncode != 0:
        print("  fastapi or uvicorn is not installed (python3-fastapi, python3-uvicorn): no reference")
        yield None
        return
    port = harness.free_port()
    served = subprocess.Popen([python, "-m", "uvicorn", "--app-dir", HERE / "reference", "fastapi_leads:app", "--port", str(port),
                               "--log-level", "error"], env=os.environ | {"LEADSTREAM_DATABASE": str(file)})
    try:
        harness.wait_until(lambda: reachable(port), 20, "the reference to listen")
        yield port, served.pid
    finally:
        served.terminate()
        served.wait()


def reachable(port):
    import socket
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


LISTS = ["/api/v1/leads?limit=20", "/api/v1/leads?limit=20&offset=40", "/api/v1/leads?score_min=60&industry=dent&limit=20"]


def under_load(server, ids, seconds, report):
    """How long answers take while 300 lists and 500 details a second come from 64 connections."""
    paths = {"list": LISTS, "detail": [f"/api/v1/leads/{one}" for one in ids]}
    rates = {"list": 300, "detail": 500}
    open_load.Load(server.port, server.key, rates, paths, 3).run()  # what the disk holds comes into memory
    seen = open_load.Load(server.port, server.key, rates, paths, seconds).run()
    for kind, bar in (("list", 20), ("detail", 5)):
        report.add(Figure(f"p95 of a {kind} under 300 lists and 500 details/s", seen.p95(kind), "ms", bar, at_most=True,
                          note=f"{len(seen.taken[kind])} requests, {seen.failed} failed, what the client needs included"))


def slow_ones(server):
    """Every filter once by itself, with its time: what an index must serve."""
    for query in ("", "location=vaduz", "q=firma+77", "q=zurich", "technology=wordpress", "technology=wordpress,php",
                  "signal=funding", "has_email=false", "status=new", "status=contacted", "company_size=11-50",
                  "sort=name", "sort=-created_at&has_phone=true", "sort=-updated_at&source=overpass&score_min=70",
                  "created_since=2026-01-01", "offset=100000"):
        begun = time.monotonic()
        page = server.json("GET", f"/api/v1/leads?{query}")
        print(f"  {query or 'no filter':45} {1000 * (time.monotonic() - begun):8.1f} ms   {page['total_count']:,} leads")


def data_directory(options, directory, leads):
    """A data directory with so many leads: a kept one (`--database`), filled when it is new, or one for this run."""
    data = options.database / str(leads) if options.database else directory / f"{leads}"
    if not (data / "leadstream.db").exists():
        data.mkdir(parents=True)
        subprocess.run([options.leadstream, "migrate", "--storage.directory", data], check=True, capture_output=True)
        print(f"filling {leads:,} leads", flush=True)
        fill(data / "leadstream.db", leads)
    return data


def some_ids(file, count=2000):
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        last = database.execute("SELECT max(row) FROM companies").fetchone()[0]
        rows = random.Random(2).sample(range(1, last + 1), min(last, count))
        marks = ",".join("?" * len(rows))
        return [str(uuid.UUID(bytes=row[0])) for row in database.execute(
            f"SELECT id FROM companies WHERE row IN ({marks})", rows)]


@contextlib.contextmanager
def serving(options, directory, data):
    """leadstream on that data directory, asked by its operator."""
    idle = type("Nothing", (), {"port": 1})
    server = harness.Leadstream(options.leadstream, directory, idle,
                                settings={"storage.directory": data, "log.level": "warning"})
    try:
        yield server
    finally:
        server.stop()


def compare(options, report):
    if shutil.which("wrk") is None:
        print("wrk is not installed: lists and details are not measured")
        return
    with harness.work_directory(options.keep) as directory:
        data = data_directory(options, directory, options.leads)
        file = data / "leadstream.db"
        ids = some_ids(file)
        print(f"lists and details of {options.leads:,} leads, 64 connections", flush=True)
        with serving(options, directory, data) as server:
            slow_ones(server)
            under_load(server, ids, options.seconds, report)
            ours = measure("leadstream", directory, server.port, server.key, [server.process.pid], ids, options.seconds)
        with reference(file) as other:
            if other is None:
                return
            theirs = measure("FastAPI", directory, other[0], None, [other[1]], ids, options.seconds)
        for what, bar in (("list", 8), ("detail", 5)):
            report.add(Figure(f"{what}s a processor second, times FastAPI", ours[what] / theirs[what], "times", bar,
                              note=f"{ours[what]:,.0f} beside {theirs[what]:,.0f}"))
