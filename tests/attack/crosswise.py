"""Two tenants at work at the same time, each with its hands in the other's things: every route that takes an id, lists and
live updates while both search."""

import asyncio
import json
import threading

import harness
import tenants
from tools import attack

#: What stands in place of {id} on routes that are no tenant's.
NO_TENANT = ("/docs/", "/api/v1/sources/", "/api/v1/export/", "/api/v1/crm/", "/api/v1/opt-outs/")


def things_of(world, tenant):
    """An id for each beginning of a path."""
    job, leads, key, key_id = tenants.everything_of(world, tenant)
    ask = lambda path, body: json.loads(world.ask("POST", path, body, key)[2])
    token = f"token of {tenant} that stands nowhere"
    webhook = ask("/api/v1/webhooks", {"url": "http://hooks.test/x", "headers": {"X-Token": token}})
    world.secrets += [token, webhook["secret"]]
    profile = ask("/api/v1/score-profiles", {"name": f"profile of {tenant}"})
    return {"/api/v1/score-profiles/": profile["id"], "/api/v1/scrape/": job, "/api/v1/leads/": leads[0], "/api/v1/companies/": leads[0], "/api/v1/keys/": key_id,
            "/api/v1/webhooks/": webhook["id"],
            "/api/v1/users/": ask("/api/v1/users", {"email": f"cross@{tenant}.test", "password": "correct horse battery"})["id"]}


def operations(world):
    """(method, path, example of a body) of every route with an id that may be a tenant's."""
    for path, methods in world.server.json("GET", "/openapi.json")["paths"].items():
        if "{id}" not in path or path.startswith(NO_TENANT):
            continue
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            yield method.upper(), path, content.get("example", {} if method in ("post", "patch", "put") else None)


def snapshot(world, key, things):
    """What a tenant sees of its own and nobody else may change."""
    webhook = json.loads(world.ask("GET", f"/api/v1/webhooks/{things['/api/v1/webhooks/']}", bearer=key)[2])
    seen = [world.ask("GET", f"/api/v1/leads/{things['/api/v1/leads/']}", bearer=key)[::2],
            [webhook[name] for name in ("url", "headers", "events", "enabled", "old_secret_until")]]
    for path, beginning in (("/api/v1/keys", "/api/v1/keys/"), ("/api/v1/users", "/api/v1/users/")):
        seen.append(things[beginning] in world.ask("GET", path, bearer=key)[2].decode())
    return seen


class Load:
    """Asks for a tenant's lists over and over; whatever shows an id of the other one is kept. Not for its audit log, which
    tells rightly what it reached for."""

    def __init__(self, world, key, foreign):
        self.world, self.key, self.foreign = world, key, foreign
        self.asked, self.leaks, self.going = 0, [], True
        self.thread = threading.Thread(target=self.run)

    def run(self):
        paths = ("/api/v1/leads?limit=100", "/api/v1/scrape/jobs", "/api/v1/analytics", "/api/v1/webhooks",
                 "/api/v1/keys", "/api/v1/users", "/api/v1/export/csv?fields=id")
        while self.going:
            path = paths[self.asked % len(paths)]
            body = self.world.ask("GET", path, bearer=self.key)[2].decode(errors="replace")
            self.leaks += [f"{path} shows {one}" for one in self.foreign if one in body]
            self.asked += 1


@attack("A42", "two tenants crosswise over every route, under load")
def crosswise(world):
    things = {tenant: things_of(world, tenant) for tenant in ("a", "b")}
    keys = {tenant: tenants.everything_of(world, tenant)[2] for tenant in ("a", "b")}
    before = {tenant: snapshot(world, keys[tenant], things[tenant]) for tenant in ("a", "b")}
    loads = [Load(world, keys[own], set(things[other].values())) for own, other in ("ab", "ba") for _ in range(2)]
    complaints, tried = [], 0

    def reach(own, other):
        nonlocal tried
        for method, path, body in operations(world):
            beginning = max((each for each in things[other] if path.startswith(each)), key=len, default=None)
            if beginning is None:
                complaints.append(f"{path}: nobody says whose its id is")
                continue
            target = path.replace("{id}", things[other][beginning])
            status, _, answer = world.ask(method, target, body, keys[own], None if method == "GET" else {"If-Match": "*"})
            tried += 1
            if status not in (400, 404) or (status == 400 and method == "GET"):
                complaints.append(f"{method} {target} gave {status}: {answer[:120]!r}")

        leads = "/api/v1/leads/"
        status, _, answer = world.ask("POST", f"{leads}{things[own][leads]}/merge", {"with": [things[other][leads]]}, keys[own])
        if status not in (400, 404):
            complaints.append(f"{own} merges a lead of {other}: {status} {answer[:120]!r}")

    async def live():
        """Each tenant's updates while both search: no frame may name what belongs to the other."""
        sockets = {tenant: await tenants.subscribed(world, keys[tenant]) for tenant in ("a", "b")}
        jobs = {}
        for tenant, industry in (("a", "hotel"), ("b", "bakery")):
            made = await asyncio.to_thread(world.ask, "POST", "/api/v1/scrape/search",
                                           {"industry": industry, "location": "Simland", "max_results": 10}, keys[tenant])
            jobs[tenant] = json.loads(made[2])["job_id"]
        seen = {tenant: await tenants.until(
            sockets[tenant], lambda frame: frame["type"] == "job_update" and frame["data"]["job_id"] == jobs[tenant]
            and frame["data"]["status"] in harness.FINAL) for tenant in ("a", "b")}
        for own, other in ("ab", "ba"):
            text = json.dumps(seen[own])
            complaints.extend(f"a frame for {own} names {each}" for each in (jobs[other], *things[other].values()) if each in text)
        return sum(map(len, seen.values()))

    for load in loads:
        load.thread.start()
    try:
        reach("a", "b")
        reach("b", "a")
        for tenant in ("a", "b"):  # before their own searches change what they see
            if snapshot(world, keys[tenant], things[tenant]) != before[tenant]:
                complaints.append(f"something of {tenant} has changed")
        frames = asyncio.run(live())
    finally:
        for load in loads:
            load.going = False
        for load in loads:
            load.thread.join()
    for load in loads:
        complaints += load.leaks
    world.note(f"{tried} foreign requests, {frames} frames and {sum(load.asked for load in loads)} lists looked through")
    return complaints[0] if complaints else None
