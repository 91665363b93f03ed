"""A41 to A55: rights, tenants, what is put into queries."""

import asyncio
import json
import random
import statistics
import time
import urllib.parse

import harness
import websocket
from tools import attack, expect, first

UNKNOWN = "0190a0a0-0000-7000-8000-0000000000aa"


def everything_of(world, tenant):
    """(job id, lead ids, key) of a tenant that has searched."""
    if tenant not in world.keys:
        key, key_id = world.make_key(tenant, "admin")
        status, _, body = world.ask("POST", "/api/v1/scrape/search",
                                    {"industry": "dentist", "location": "Simland", "max_results": 20}, key)
        if status != 202:
            raise ConnectionError(f"a search of {tenant} gave {status}: {body[:200]}")
        job = json.loads(body)["job_id"]
        harness.wait_until(lambda: json.loads(world.ask("GET", f"/api/v1/scrape/status/{job}", bearer=key)[2])["status"]
                           in harness.FINAL, 60, f"the search of {tenant} to end", 0.1)
        rows = json.loads(world.ask("GET", "/api/v1/leads?limit=100", bearer=key)[2])["leads"]
        world.keys[tenant] = (job, [row["id"] for row in rows], key, key_id)
    return world.keys[tenant]


@attack("A41", "another tenant's things by their ids")
def foreign_reads(world):
    job, leads, key, _ = everything_of(world, "a")
    _, _, other, _ = everything_of(world, "b")
    if not leads:
        return "tenant a has no leads to steal"
    for path in (f"/api/v1/scrape/status/{job}", f"/api/v1/leads/{leads[0]}", f"/api/v1/scrape/jobs/{job}/log"):
        if world.status("GET", path, bearer=key) == 200:
            complaint = expect(path, world.status("GET", path, bearer=other), 404)
            if complaint:
                return complaint
    entries = world.ask("GET", "/api/v1/audit", bearer=other)[2].decode()
    return "the audit log shows another tenant's job" if job in entries else None


@attack("A42", "changing another tenant's things")
def foreign_writes(world):
    job, leads, _, key_id = everything_of(world, "a")
    _, _, other, _ = everything_of(world, "b")
    return first(expect("cancel", world.status("POST", f"/api/v1/scrape/jobs/{job}/cancel", {}, other), 404),
                 expect("key", world.status("DELETE", f"/api/v1/keys/{key_id}", bearer=other), 404),
                 expect("lead", world.status("PATCH", f"/api/v1/leads/{leads[0]}", {"status": "new"}, other,
                                             {"If-Match": "*"}), 404, 405))


async def subscribed(world, key, **wish):
    opened = await websocket.WebSocket.connect(world.server.port, key=key)
    await opened.subscribe(**wish)
    return opened


async def until(opened, is_last):
    """What comes up to the message that is_last() knows, that one included."""
    frames = []
    while not frames or not is_last(frames[-1]):
        frames.append(await asyncio.wait_for(opened.receive(), 60))
    return frames


@attack("A43", "another tenant's live updates")
def foreign_frames(world):
    job, _, key, _ = everything_of(world, "a")
    _, _, other, _ = everything_of(world, "b")

    async def listen():
        own = await subscribed(world, key)
        spies = [await subscribed(world, other, **wish) for wish in
                 ({}, {"job_id": job}, {"job_id": "*"}, {"job_id": "job:../a"}, {"since": {"epoch": "x", "seq": 0}})]
        status, _, body = await asyncio.to_thread(world.ask, "POST", "/api/v1/scrape/search",
                                                  {"industry": "bakery", "location": "Simland", "max_results": 5}, key)
        if status != 202:
            raise ConnectionError(f"a search of a gave {status}")
        fresh = json.loads(body)["job_id"]
        await until(own, lambda frame: frame["type"] == "job_update" and frame["data"]["job_id"] == fresh
                    and frame["data"]["status"] in harness.FINAL)
        seen = []
        for spy in spies:  # what came before the answer to one more subscription is all that came
            await spy.send({"type": "subscribe"})
            seen += await until(spy, lambda frame: frame["type"] in ("subscribed", "error"))
        return seen

    leaked = [frame["type"] for frame in asyncio.run(listen()) if frame["type"] in ("company_update", "job_update")]
    return f"tenant b saw {leaked} of tenant a" if leaked else None


@attack("A44", "an export with another tenant's ids")
def foreign_export(world):
    _, leads, _, _ = everything_of(world, "a")
    _, own, other, _ = everything_of(world, "b")
    wanted = urllib.parse.quote(",".join(leads[:2] + own[:1]))
    body = world.ask("GET", f"/api/v1/export/csv?fields=name&lead_ids={wanted}", bearer=other)[2].decode()
    return expect("lines", len(body.strip().splitlines()), 1 + len(own[:1]))


@attack("A45", "a tenant in body, query and header")
def named_tenant(world):
    _, leads, _, _ = everything_of(world, "a")
    key, _ = world.make_key("empty", "leads:read", "jobs:write")
    rows = json.loads(world.ask("GET", "/api/v1/leads", bearer=key, headers={"X-Tenant-Id": "a"})[2])["total_count"]
    return first(expect("header", rows, 0),
                 expect("query", world.status("GET", "/api/v1/leads?tenant_id=a", bearer=key), 400),
                 expect("body", world.status("POST", "/api/v1/scrape/search",
                                             {"industry": "x", "location": "y", "tenant_id": "a"}, key), 400))


def medians_of_404(world, key, *leads):
    times = {lead: [] for lead in leads}
    for _ in range(400):
        for lead, taken in random.sample(list(times.items()), len(times)):
            begin = time.perf_counter()
            status = world.status("GET", f"/api/v1/leads/{lead}", bearer=key)
            taken.append(time.perf_counter() - begin)
            if status != 404:
                raise ConnectionError(f"{lead} gave {status}")
    return [statistics.median(taken) for taken in times.values()]


@attack("A46", "counts, and the time of a 404")
def quiet_404(world):
    _, leads, _, _ = everything_of(world, "a")
    _, _, other, _ = everything_of(world, "b")
    for _ in range(5):  # what tells tenants apart does so every time; a busy machine does not
        foreign, unknown = medians_of_404(world, other, leads[0], UNKNOWN)
        world.note(f"median 404: {foreign * 1e6:.0f} us for another tenant's lead, {unknown * 1e6:.0f} us for one that is not there")
        if abs(foreign - unknown) < 0.1 * unknown:
            return None
    return "the times differ by more than 10 %, every time"


@attack("A47", "fields that nobody may set")
def mass_assignment(world):
    _, _, key, _ = everything_of(world, "a")
    search = {"industry": "x", "location": "y"}
    return first(*(expect(name, world.status("POST", "/api/v1/scrape/search", search | {name: 1}, key), 400)
                   for name in ("role", "tenant_id", "lead_score", "id", "created_at")),
                 expect("user", world.status("POST", "/api/v1/users", {"email": "m@a.test", "password": "correct horse battery",
                                                                       "id": UNKNOWN}, key), 400),
                 expect("tenant of a key", world.status("POST", "/api/v1/keys", {"name": "x", "scopes": ["leads:read"],
                                                                                 "tenant": "b"}, key), 400))


@attack("A48", "secrets as fields")
def secret_fields(world):
    _, _, key, _ = everything_of(world, "a")
    listed = world.ask("GET", "/api/v1/keys", bearer=key)[2] + world.ask("GET", "/api/v1/users", bearer=key)[2]
    return first(expect("fields", world.status("GET", "/api/v1/leads?fields=password_hash,secret", bearer=key), 400),
                 expect("include", world.status("GET", "/api/v1/leads?include=users", bearer=key), 400),
                 "a hash is shown" if b"hash" in listed or b"lk_" in listed else None)


@attack("A49", "a JSON key twice")
def duplicate_keys(world):
    body = b'{"industry":"x","industry":"y","location":"z"}'
    raw = world.head(f"Authorization: Bearer {world.server.key}", "Content-Type: application/json",
                     f"Content-Length: {len(body)}", method="POST", path="/api/v1/scrape/search") + body
    return expect("twice", world.raw_status(raw), 400)


@attack("A50", "a viewer at the admin's routes")
def viewer(world):
    key, _ = world.make_key("a", "leads:read", "jobs:read")
    complaints = [expect(path, world.status(method, path, {} if method != "GET" else None, key), 403) for method, path in (
        ("GET", "/api/v1/keys"), ("POST", "/api/v1/keys"), ("GET", "/api/v1/users"), ("GET", "/api/v1/audit"))]
    complaints += [expect(path, world.raw_status(world.head(f"Authorization: Bearer {key}", path=path)), 400, 403, 404)
                   for path in ("/api/v1/KEYS", "//api/v1/keys", "/api/v1/leads/../keys", "/api/v1/%2e%2e/keys", "/api/v1/k%65ys")]
    override = {"X-HTTP-Method-Override": "DELETE"}
    complaints.append(expect("override", world.status("POST", "/api/v1/keys", {}, key, override), 403))
    admin, _ = world.make_key("a", "admin")
    noted = lambda: {entry["action"] for entry in world.audited(admin) if entry["status"] == 403}
    harness.wait_until(lambda: {"GET /api/v1/users", "POST /api/v1/keys"} <= noted(), 5, "refusals in the audit log")
    return first(*complaints)


@attack("A51", "a scope that is not there")
def missing_scope(world):
    key, _ = world.make_key("a", "leads:read")
    return expect("search", world.status("POST", "/api/v1/scrape/search", {"industry": "x", "location": "y"}, key), 403)


@attack("A52", "forged X-Forwarded-For")
def forged_address(world):
    _, _, key, _ = everything_of(world, "a")
    world.ask("POST", "/api/v1/ws/tickets", {}, key, {"X-Forwarded-For": "203.0.113.9"})
    return "the audit log believed it" if b"203.0.113.9" in world.ask("GET", "/api/v1/audit?limit=1000", bearer=key)[2] else None


@attack("A53", "ten thousand jobs", slow=True)
def many_jobs(world):
    key, _ = world.make_key("flood", "jobs:write")
    for _ in range(200):
        status, headers, _ = world.ask("POST", "/api/v1/scrape/search", {"industry": "x", "location": "nowhere"}, key)
        if status == 429:
            return None if headers.get("Retry-After") else "429 without Retry-After"
    return "no quota after 200 jobs at once"


TRICKS = ["' OR '1'='1", "'; DROP TABLE leads--", "1 UNION SELECT 1", "\" OR \"\"=\"", "1; SELECT pg_sleep(5)", "%27", "\\", "/*"]


@attack("A54", "SQL in every parameter")
def sql(world):
    _, leads, key, _ = everything_of(world, "a")
    for name in ("industry", "location", "score_min", "limit", "offset", "sort", "order", "fields", "cursor", "q", "status", "tag"):
        for trick in TRICKS:
            begin = time.monotonic()
            status, _, body = world.ask("GET", f"/api/v1/leads?{name}={urllib.parse.quote(trick)}", bearer=key)
            if status not in (200, 400) or time.monotonic() - begin > 2:
                return f"{name}={trick}: {status} after {time.monotonic() - begin:.2f} s"
            if status == 200 and json.loads(body)["total_count"] > 0:
                return f"{name}={trick} found rows"
    after = json.loads(world.ask("GET", "/api/v1/leads", bearer=key)[2])["total_count"]
    return expect("rows afterwards", after >= len(leads), True)


@attack("A55", "wildcards, NUL, megabytes, broken UTF-8")
def texts(world):
    _, _, key, _ = everything_of(world, "a")
    head = f"Authorization: Bearer {key}"
    complaints = []
    for name, text in {"percent": "%25", "underscore": "_", "backslash": "%5C", "nul": "%00", "invalid": "%ff%fe",
                       "surrogate": "%ed%a0%80"}.items():
        answer = world.raw(world.head(head, "Connection: close", path=f"/api/v1/leads?industry={text}"))
        status = int(answer.split(b" ", 2)[1])
        if status == 200 and b'"total_count":0' not in answer:
            complaints.append(f"{name} matched rows")
        complaints.append(expect(name, status, 200, 400))
    complaints.append(expect("1 MB", world.raw_status(world.head(head, path="/api/v1/leads?industry=" + "a" * 2**20)), 414, 431))
    return first(*complaints)
