"""List and detail of leads over HTTP, requests per second of processor time, beside the same in FastAPI.

Fills a SQLite file and a PostgreSQL server of its own with made-up leads, then serves each by leadstream and by
tests/bench/reference/fastapi_leads.py, one after the other, under the same load (wrk, 64 connections). The processor
time of the database counts. Without wrk, fastapi, uvicorn, PostgreSQL or psycopg2 it says so and leaves that out.
exports.py uses the same leads.
"""

import contextlib
import dataclasses
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
sys.path[:0] = [str(HERE.parent / "e2e"), str(HERE.parent / "support")]
import harness  # noqa: E402
import made_up_leads  # noqa: E402
import open_load  # noqa: E402
import postgres  # noqa: E402
from figure import Figure  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(pids):
    """What the processes have used, with their children that have ended."""
    total = 0
    for pid in pids() if callable(pids) else pids:
        with contextlib.suppress(FileNotFoundError):  # a child that has just ended: its parent knows
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += sum(int(ticks) for ticks in fields[11:15])
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
def reference(database, driver="sqlite3"):
    """The port and process id of the FastAPI program on that database; nothing when it cannot run."""
    python = "/usr/bin/python3"
    if subprocess.run([python, "-c", f"import fastapi, uvicorn, {driver}"], capture_output=True, check=False).returncode:
        print(f"  fastapi, uvicorn or {driver} is not installed (python3-fastapi, python3-uvicorn, python3-psycopg2): "
              "no reference")
        yield None
        return
    port = harness.free_port()
    served = subprocess.Popen([python, "-m", "uvicorn", "--app-dir", HERE / "reference", "fastapi_leads:app", "--port", str(port),
                               "--log-level", "error"], env=os.environ | {"LEADSTREAM_DATABASE": str(database)})
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


def under_load(server, filled, seconds, report):
    """How long answers take while 300 lists and 500 details a second come from 64 connections."""
    paths = {"list": LISTS, "detail": [f"/api/v1/leads/{one}" for one in filled.ids]}
    rates = {"list": 300, "detail": 500}
    open_load.Load(server.port, server.key, rates, paths, 3).run()  # what the disk holds comes into memory
    seen = open_load.Load(server.port, server.key, rates, paths, seconds).run()
    for kind, bar in (("list", 20), ("detail", 5)):
        report.add(Figure(f"p95 of a {kind}, {filled.name}, 300 lists and 500 details/s", seen.p95(kind), "ms", bar, at_most=True,
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
        made_up_leads.fill_sqlite(data / "leadstream.db", leads)
    return data


def some_ids(file, count=2000):
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        last = database.execute("SELECT max(row) FROM companies").fetchone()[0]
        rows = random.Random(2).sample(range(1, last + 1), min(last, count))
        marks = ",".join("?" * len(rows))
        return [str(uuid.UUID(bytes=row[0])) for row in database.execute(
            f"SELECT id FROM companies WHERE row IN ({marks})", rows)]


@contextlib.contextmanager
def serving(options, directory, settings):
    """leadstream with those settings, asked by its operator."""
    idle = type("Nothing", (), {"port": 1})
    server = harness.Leadstream(options.leadstream, directory, idle, settings=settings | {"log.level": "warning"})
    try:
        yield server
    finally:
        server.stop()


@dataclasses.dataclass
class Filled:
    """A database with made-up leads: how leadstream and the reference reach it, and the process that serves it."""

    name: str
    settings: dict
    address: str
    driver: str
    ids: list
    bars: dict
    process: int = 0

    def pids(self, server):
        """The server's process, and those of the database."""
        if not self.process:
            return [server]
        parents = {}
        for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # it has just ended
                parents[int(status.parent.name)] = int(status.read_text().rsplit(")", 1)[1].split()[1])
        return [server, self.process, *(pid for pid, parent in parents.items() if parent == self.process)]


@contextlib.contextmanager
def sqlite_filled(options, directory):
    data = data_directory(options, directory, options.leads)
    file = data / "leadstream.db"
    yield Filled("SQLite", {"storage.directory": data}, str(file), "sqlite3", some_ids(file), {"list": 8, "detail": 5})


@contextlib.contextmanager
def postgres_filled(options, directory):
    if not postgres.find("postgres"):
        print("PostgreSQL is not installed: lists and details are not measured on it")
        yield None
        return
    cluster = postgres.Cluster()
    try:
        cluster.psql("CREATE DATABASE leads OWNER app")
        settings = {"storage.directory": directory / "beside", "storage.url": cluster.url() + "leads"}
        subprocess.run([options.leadstream, "migrate", *(part for name, value in settings.items() for part in
                                                         (f"--{name}", str(value)))], check=True, capture_output=True)
        print(f"filling {options.leads:,} leads on PostgreSQL", flush=True)
        made_up_leads.fill_postgres([postgres.find("psql"), "-h", cluster.folder, "-U", "super", "-d", "leads"],
                                    options.leads)
        ids = cluster.psql("SELECT id FROM companies ORDER BY id::text LIMIT 2000", "leads").split()
        yield Filled("PostgreSQL", settings, cluster.url() + "leads", "psycopg2", ids, {"list": 3, "detail": 3},
                     cluster.server.pid)
    finally:
        cluster.close()


def compare_on(options, directory, filled, report):
    print(f"lists and details of {options.leads:,} leads on {filled.name}, 64 connections", flush=True)
    with serving(options, directory, filled.settings) as server:
        slow_ones(server)
        under_load(server, filled, options.seconds, report)
        ours = measure("leadstream", directory, server.port, server.key, lambda: filled.pids(server.process.pid), filled.ids,
                       options.seconds)
    with reference(filled.address, filled.driver) as other:
        if other is None:
            return
        theirs = measure("FastAPI", directory, other[0], None, lambda: filled.pids(other[1]), filled.ids, options.seconds)
    for what, bar in filled.bars.items():
        report.add(Figure(f"{what}s a processor second on {filled.name}, times FastAPI", ours[what] / theirs[what], "times",
                          bar, note=f"{ours[what]:,.0f} beside {theirs[what]:,.0f}"))


def compare(options, report):
    if shutil.which("wrk") is None:
        print("wrk is not installed: lists and details are not measured")
        return
    for filled_database in (sqlite_filled, postgres_filled):
        with harness.work_directory(options.keep) as directory, filled_database(options, directory) as filled:
            if filled:
                compare_on(options, directory, filled, report)
