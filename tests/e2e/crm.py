#!/usr/bin/env python3
"""CRM stand-ins that behave like the real ones: partial failures, limits, an expired token, a crash in the middle."""

import http.server
import json
import threading

import harness


def check(holds, what):
    if not holds:
        raise harness.Failure(what)
    print(f"ok: {what}")


class Standin(http.server.ThreadingHTTPServer):
    """HubSpot, Salesforce and a plain sink in memory, with their rules."""

    def __init__(self):
        crm = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                with crm.guard:
                    status, answer, headers = crm.answer(self.path, self.headers, body)
                if status is None:
                    self.close_connection = True
                    self.connection.close()
                    return
                content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_PATCH = do_POST

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.guard = threading.Lock()
        self.base = f"http://127.0.0.1:{self.server_port}"
        self.companies, self.accounts, self.rows = {}, {}, {}
        self.requests, self.script, self.bad, self.tokens = 0, [], set(), 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def answer(self, path, headers, body):
        self.requests += 1
        if path == "/services/oauth2/token":
            if b"client_secret=s%2Bcret" not in body:
                return 400, {"error": "invalid_client", "error_description": "invalid client credentials"}, {}
            self.tokens += 1
            return 200, {"access_token": f"token{self.tokens}", "instance_url": self.base, "token_type": "Bearer"}, {}
        if self.script:
            fault = self.script.pop(0)
            if fault is not None:
                return fault
        if path.startswith("/crm/objects/2026-09/companies/batch/upsert"):
            return self.hubspot(headers, json.loads(body))
        if path.startswith("/services/data/v61.0/composite/sobjects/Account/Leadstream_Id__c"):
            return self.salesforce(headers, json.loads(body))
        if path.startswith("/sink"):
            row = json.loads(body)
            self.rows[row["key"]] = row
            return 200, {"ok": True}, {}
        return 404, {"message": "no such path"}, {}

    def hubspot(self, headers, said):
        if headers["Authorization"] != "Bearer hub-token":
            return 401, {"status": "error", "category": "INVALID_AUTHENTICATION", "message": "bad token"}, {}
        if not 1 <= len(said["inputs"]) <= 100:
            return 400, {"status": "error", "category": "VALIDATION_ERROR", "message": "1 to 100 inputs"}, {}
        results, errors = [], []
        for one in said["inputs"]:
            if one["idProperty"] != "leadstream_external_id":
                return 400, {"status": "error", "message": "Unable to perform update/upsert by non-unique 0-2 property"}, {}
            if one["properties"].get("name") in self.bad:
                errors.append({"status": "error", "category": "VALIDATION_ERROR", "message": "industry is no option",
                               "context": {"objectWriteTraceId": [one["objectWriteTraceId"]]}})
                continue
            fresh = one["id"] not in self.companies
            self.companies[one["id"]] = one["properties"]
            results.append({"id": "9" + one["id"][-6:], "new": fresh,
                            "properties": one["properties"] | {"leadstream_external_id": one["id"]}})
        return (207 if errors else 200), {"status": "COMPLETE", "results": results, "numErrors": len(errors),
                                          "errors": errors}, {"X-HubSpot-RateLimit-Daily-Remaining": "1000"}

    def salesforce(self, headers, said):
        if headers["Authorization"] != f"Bearer token{self.tokens}":
            return 401, [{"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}], {}
        if len(said["records"]) > 200:
            return 400, [{"message": "too many", "errorCode": "EXCEEDED_MAX_SIZE_REQUEST"}], {}
        out = []
        for one in said["records"]:
            if one["Name"] in self.bad:
                out.append({"success": False, "errors": [{"statusCode": "DUPLICATES_DETECTED",
                                                          "message": "Use one of these records?", "fields": []}]})
                continue
            fresh = one["Leadstream_Id__c"] not in self.accounts
            self.accounts[one["Leadstream_Id__c"]] = one
            out.append({"id": "001" + one["Leadstream_Id__c"][-12:], "success": True, "errors": [], "created": fresh})
        return 200, out, {"Sforce-Limit-Info": "api-usage=18/15000"}


def push(server, target, expect="completed", **query):
    path = f"/api/v1/crm/{target}/push?" + "&".join(f"{k}={v}" for k, v in query.items())
    run = server.json("POST", path, {}, 202)

    def ended():
        found = [r for r in server.json("GET", "/api/v1/crm/runs")["runs"] if r["id"] == run["id"]]
        return found[0] if found and found[0]["state"] != "running" else None

    run = harness.wait_until(ended, 60, f"the push to {target} to end")
    check(run["state"] == expect, f"the push to {target}: {run}")
    return run


def differences(server, target):
    return server.json("POST", f"/api/v1/crm/{target}/push?dry_run=true", {})["differences"]


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    crm = Standin()
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, 30, options.seed, "none", "web", industry="dentist")
        chosen = {"fetch.allowed_ports": f"80, {crm.server_port}", "fetch.allowed_networks": "127.0.0.0/8",
                  "crm.hubspot.url": crm.base, "crm.hubspot.token": "hub-token",
                  "crm.salesforce.url": crm.base, "crm.salesforce.client_id": "app",
                  "crm.salesforce.client_secret": "s+cret", "crm.http.url": crm.base + "/sink/{{id}}",
                  "crm.http.body": '{"key": {{id}}, "text": "Dear {{company_name}}", "score": {{lead_score}}}',
                  "crm.http.requests_per_day": "1000"}
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=chosen)
        server.wait_job(server.search("dentist", "Simland"), 120)
        leads = {row["id"]: row for row in server.lead_rows()}
        unlucky = next(iter(leads.values()))["company_name"]

        planned = differences(server, "hubspot")
        check(crm.requests == 0, "a dry run sends nothing")
        crm.bad = {unlucky}
        busy = (429, {"status": "error", "errorType": "RATE_LIMIT", "policyName": "TEN_SECONDLY_ROLLING"}, {"Retry-After": "1"})
        crm.script = [busy, (500, {}, {}), (200, b"<html>", {}), None]
        run = push(server, "hubspot", expect="completed")
        check(run["failed"] == sum(l["company_name"] == unlucky for l in leads.values()), "a bad record fails alone")
        check(len(crm.companies) == len(leads) - run["failed"], "all others are there, none twice")
        sent = {d["lead_id"]: d["properties"] for d in planned}
        check(all(sent[i] == p for i, p in crm.companies.items()), "what was sent is what the dry run showed")
        failed = server.json("GET", "/api/v1/crm/hubspot/records?failed=true")["records"]
        check(len(failed) == run["failed"] and "VALIDATION_ERROR" in failed[0]["error"], "the log says why")
        check([d["lead_id"] for d in differences(server, "hubspot")] == [f["lead_id"] for f in failed],
              "the next dry run shows what failed alone")
        crm.bad = set()
        run = push(server, "hubspot")
        check(run["unchanged"] == len(leads) - len(failed) and len(crm.companies) == len(leads), "a second push sends the rest")

        crm.script = [(200, [{"success": True, "id": "x"}], {}), (500, [], {})]
        run = push(server, "salesforce")
        check(len(crm.accounts) == len(leads), "Salesforce has all, though an answer was odd")
        crm.tokens += 1  # the session ends
        server.json("POST", "/api/v1/erasures", {"domain": "nobody.test"})
        run = push(server, "salesforce")
        check(run["unchanged"] == len(leads), "nothing changed, nothing is sent")

        crm.script = [None] * 5 + [(None, None, {})]
        run = push(server, "http")
        check(len(crm.rows) == len(leads), "the plain sink has a row a lead")
        row = next(iter(crm.rows.values()))
        check(row["text"].startswith("Dear ") and isinstance(row["score"], int), f"made by the template: {row}")

        crm.script = [(429, {"policyName": "DAILY", "errorType": "RATE_LIMIT"}, {})]
        crm.companies.clear()
        check(not differences(server, "hubspot"), "what a CRM lost by itself is not our difference")
        server.stop()

        # A crash in the middle: the sink gets each lead once more at most, none is missing.
        crm.rows.clear()
        fresh = {key: value for key, value in chosen.items()} | {"crm.http.fields": "id = id, company_name = name, lead_score = score, x = city",
                                                               "crm.http.requests_per_10s": "8"}
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=fresh)
        server.json("POST", "/api/v1/crm/http/push", {}, 202)
        harness.wait_until(lambda: len(crm.rows) > 3, 20, "the first rows")
        server.kill()
        before = dict(crm.rows)
        requests = crm.requests
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=fresh | {"crm.http.requests_per_10s": "1000"})
        run = push(server, "http")
        check(set(crm.rows) >= set(before) and len(crm.rows) == run["updated"] + run["unchanged"],
              f"after kill -9 the rest was sent: {run}")
        check(crm.requests - requests <= len(leads) - len(before) + 1, "and at most one record again")
        server.stop()
        web.stop()
    print("crm: all well")
    return 0


if __name__ == "__main__":
    harness.run(main)
