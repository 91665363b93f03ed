#!/usr/bin/env python3
"""CRMs that behave like the real ones (simweb's HubSpot and Salesforce, a plain sink here): partial failures, limits,
sessions that end, budgets, a crash in the middle. No record twice, none missing, what is sent is what the dry run showed."""

import http.client
import http.server
import json
import threading

import harness


def check(holds, what):
    if not holds:
        raise harness.Failure(what)
    print(f"ok: {what}")


class Sink(http.server.ThreadingHTTPServer):
    """A plain JSON-over-HTTP endpoint that keeps rows by their key and drops every sixth connection."""

    def __init__(self):
        sink = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                row = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                with sink.guard:
                    sink.requests += 1
                    lost = sink.requests == 6
                    if not lost:
                        sink.rows[row["key"]] = row
                if lost:
                    self.close_connection = True
                    self.connection.close()
                    return
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.guard, self.rows, self.requests = threading.Lock(), {}, 0
        threading.Thread(target=self.serve_forever, daemon=True).start()


def held(crm, host):
    """What a stand-in holds."""
    connection = http.client.HTTPConnection("127.0.0.1", crm.port, timeout=10)
    connection.request("GET", "/", headers={"Host": host})
    content = json.loads(connection.getresponse().read())
    connection.close()
    return content


def push(server, target, expect="completed", **query):
    path = f"/api/v1/crm/{target}/push?" + "&".join(f"{k}={v}" for k, v in query.items())
    run = server.json("POST", path, {}, 202)

    def ended():
        found = [r for r in server.json("GET", "/api/v1/crm/runs")["runs"] if r["id"] == run["id"]]
        return found[0] if found and found[0]["state"] != "running" else None

    run = harness.wait_until(ended, 120, f"the push to {target} to end")
    check(run["state"] == expect, f"the push to {target}: {run}")
    return run


def push_all(server, target):
    """Pushes until every record was taken: CRMs refuse some at first sight."""
    for _ in range(4):
        run = push(server, target)
        if not run["failed"]:
            return run
        records = server.json("GET", f"/api/v1/crm/{target}/records?failed=true&limit=1000")["records"]
        check(len(records) == run["failed"] and all(r["error"] for r in records), f"{run['failed']} failed, the log says why")
    raise harness.Failure(f"{target} does not take all")


def differences(server, target):
    return server.json("POST", f"/api/v1/crm/{target}/push?dry_run=true", {})["differences"]


def settings(web, crm, sink, **more):
    hosts = ["hubspot.test", "salesforce.test", "instance.salesforce.test"]
    return {"fetch.host_overrides": ", ".join([f"{host} = 127.0.0.1:{crm.port}" for host in hosts] + [f"*.test = 127.0.0.1:{web.port}"]),
            "fetch.allowed_ports": f"80, {sink.server_port}", "fetch.allowed_networks": "127.0.0.0/8",
            "crm.hubspot.url": "http://hubspot.test", "crm.hubspot.token": "simweb-key",
            "crm.salesforce.url": "http://salesforce.test", "crm.salesforce.client_id": "simweb",
            "crm.salesforce.client_secret": "simweb-key", "crm.salesforce.allow_duplicates": "on",
            "crm.http.url": f"http://127.0.0.1:{sink.server_port}/sink/{{{{id}}}}",
            "crm.http.body": '{"key": {{id}}, "text": "Dear {{company_name}}", "score": {{lead_score}}}',
            "crm.http.requests_per_day": "1000"} | more


def fill(server, companies):
    """Leads by a search, with people, and by an import, many."""
    server.wait_job(server.search("dentist", "Simland"), 120)
    rows = "name,website,email,city\n" + "".join(
        f"Firma {i} Bau AG,https://firma{i}.example,info@firma{i}.example,Vaduz\n" for i in range(companies))
    status, _, content = server.request("POST", "/api/v1/imports", rows.encode(), {"Content-Type": "text/csv"})
    check(status == 200 and json.loads(content)["new_leads"] == companies, f"{companies} companies are imported")
    return {lead["company"]["id"]: lead for lead in server.leads()}


def check_hubspot(crm, leads, planned):
    there = held(crm, "hubspot.test")
    companies = {c["leadstream_external_id"]: c for c in there["companies"].values()}
    check(len(companies) == len(there["companies"]) == len(leads), f"HubSpot has all {len(leads)} companies, none twice")
    wanted = {d["contact_id"]: d for d in planned if d["contact_id"]}
    contacts = {c["leadstream_external_id"]: (i, c) for i, c in there["contacts"].items()}
    check(len(contacts) == len(there["contacts"]) == len(wanted) > 0, f"and {len(wanted)} contacts, none twice")
    check(all(d["properties"].items() <= companies[d["lead_id"]].items() for d in planned if not d["contact_id"]) and
          all(d["properties"].items() <= contacts[i][1].items() for i, d in wanted.items()),
          "all as the dry run showed")
    own = {i: c["leadstream_external_id"] for i, c in there["companies"].items()}
    check(all(own[there["company_of"][contacts[i][0]]] == d["lead_id"] for i, d in wanted.items()), "each contact stands with its company")


def check_salesforce(crm, leads, planned):
    there = held(crm, "salesforce.test")
    accounts, contacts = there["objects"]["Account"], there["objects"].get("Contact", {})
    wanted = {d["contact_id"]: d for d in planned if d["contact_id"]}
    check(set(accounts) == set(leads), "Salesforce has all accounts")
    check(set(contacts) == set(wanted) and len(wanted) > 0, f"and {len(wanted)} contacts, those with a name")
    check(all(contacts[i]["AccountKey"] == d["lead_id"] for i, d in wanted.items()), "each with its account")
    check(there["tokens"] > 1, f"over {there['tokens']} sessions")


def main():
    options = harness.arguments(__doc__.splitlines()[0], companies={"type": int, "default": 900})
    sink = Sink()
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, 30, options.seed, "none", "web", industry="dentist")
        crm = harness.Simweb(options.simweb, directory, 0, options.seed, "hostile", "crm")
        chosen = settings(web, crm, sink)
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=chosen)
        leads = fill(server, options.companies)

        planned = differences(server, "hubspot")
        check(held(crm, "hubspot.test")["requests"] == 0 and len(planned) > len(leads), "a dry run sends nothing")
        server.json("POST", "/api/v1/crm/hubspot/push", {}, 202)
        harness.wait_until(lambda: len(held(crm, "hubspot.test")["companies"]) > 100, 60, "the first batches")
        server.kill()
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=chosen)
        push_all(server, "hubspot")
        check_hubspot(crm, leads, planned)
        check(not differences(server, "hubspot"), "then nothing differs any more")
        before = held(crm, "hubspot.test")["requests"]
        run = push(server, "hubspot")
        check(run["unchanged"] == len(planned) and held(crm, "hubspot.test")["requests"] == before, "and nothing is sent")

        planned = differences(server, "salesforce")
        push_all(server, "salesforce")
        check_salesforce(crm, leads, planned)

        some = ",".join(list(leads)[:40])
        run = push(server, "http", lead_ids=some)
        check(len(sink.rows) == 40 == run["created"], "the plain sink has a row a lead, though a connection broke")
        row = next(iter(sink.rows.values()))
        check(row["text"].startswith("Dear ") and isinstance(row["score"], int), f"made by the template: {row}")
        server.stop()

        # Budgets: ours is never exceeded, theirs ends the push for the day.
        fresh = settings(web, crm, sink, **{"crm.http.requests_per_day": "45", "crm.http.fields": "id = id, company_name = name, lead_score = score, x = city"})
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=fresh)
        before = sink.requests
        run = push(server, "http", "failed", lead_ids=some)
        check("budget" in run["message"] and sink.requests <= 45, f"the day's budget holds over restarts: {sink.requests} requests")
        server.stop()
        crm.stop()
        crm = harness.Simweb(options.simweb, directory, 0, options.seed, "none", "poor", crm_day=3)
        changed = settings(web, crm, sink, **{"crm.hubspot.fields": "name = name, city = city", "crm.hubspot.contacts": ""})
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=changed)
        run = push(server, "hubspot", "failed")
        there = held(crm, "hubspot.test")
        check("DAILY" in run["message"] and there["requests"] == 4 and len(there["companies"]) == 300, f"HubSpot's day ends it: {run['message']}")
        server.stop()
        crm.stop()
        web.stop()
    print("crm: all well")
    return 0


if __name__ == "__main__":
    harness.run(main)
