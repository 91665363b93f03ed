#!/usr/bin/env python3
"""Holds a running server to its description: every operation of /openapi.json is asked as it documents, with its own
examples and with faults, and every answer must be a documented one whose content fits its schema.

The description itself is strict (no object takes members that it does not name), so a field that is not documented
fails; a path that it does not know must be answered 404, a method 405. What an operation needs (a job, a lead) is
made by a search of a small internet.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import re
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import harness  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

UNKNOWN = "0190a0a0-0000-7000-8000-00000000dead"
FORM = "application/x-www-form-urlencoded"
WORKER_SECRET = "whsec_" + base64.b64encode(b"a secret of a worker in a test").decode()
#: Operations that end the process's or the credential's use of the rest, asked last.
LAST = {"delete"}


class Contract:
    def __init__(self, server):
        self.server = server
        self.document = json.loads(server.request("GET", "/openapi.json")[2])
        self.faults, self.asked, self.statuses = [], 0, {}
        self.samples = {}

    def fault(self, text):
        self.faults.append(text)
        print(f"  FAULT {text}")

    def resolve(self, part):
        while "$ref" in part:
            node = self.document
            for name in part["$ref"].lstrip("#/").split("/"):
                node = node[name.replace("~1", "/").replace("~0", "~")]
            part = node
        return part

    def operations(self):
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                yield path, method, operation

    def check_schema(self, where, schema, value):
        """The schema with the document's components beside it, so that its references resolve."""
        whole = {"components": self.document["components"], **schema}
        validator = jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())
        for problem in list(validator.iter_errors(value))[:3]:
            place = "/".join(str(step) for step in problem.absolute_path)
            self.fault(f"{where}: {place}: {problem.message[:300]}")

    def check_answer(self, where, operation, status, headers, content):
        self.asked += 1
        self.statuses.setdefault(operation["operationId"], set()).add(status)
        responses = operation["responses"]
        response = responses.get(str(status)) or (responses.get("default") if status >= 500 else None)
        if response is None:
            self.fault(f"{where}: status {status} is not documented: {content[:200]!r}")
            return
        response = self.resolve(response)
        for name in response.get("headers", {}):
            if name not in headers and status < 300:
                self.fault(f"{where}: the documented header {name} is missing")
        media = response.get("content")
        kind = (headers.get("Content-Type") or "").split(";")[0]
        if media is None:
            if content:
                self.fault(f"{where}: content of {len(content)} bytes is not documented for {status}")
        elif kind not in media:
            self.fault(f"{where}: Content-Type {kind} is not documented for {status}")
        elif kind.endswith("json"):
            self.check_schema(where, media[kind]["schema"], json.loads(content))

    def path_of(self, path, operation):
        """The path with an example or a real id in place of its parameter."""
        for parameter in map(self.resolve, operation.get("parameters", [])):
            if parameter["in"] == "path":
                known = self.id_for(path)
                value = known if known != UNKNOWN else parameter.get("example", UNKNOWN)
                path = path.replace("{%s}" % parameter["name"], urllib.parse.quote(str(value)))
        return path

    def id_for(self, path):
        for beginning, value in sorted(self.samples.items(), key=lambda s: -len(s[0])):
            if path.startswith(beginning):
                return value
        return UNKNOWN

    def query_of(self, operation):
        """One query for each documented parameter, with its example, its values or its bounds; and one of all."""
        each = []
        for parameter in map(self.resolve, operation.get("parameters", [])):
            if parameter["in"] != "query" or parameter["name"] in ("cursor", "offset"):
                continue
            schema = self.resolve(parameter["schema"])
            values = ([parameter["example"]] if "example" in parameter else schema.get("enum"))
            if values is None:
                values = {"boolean": ["true", "false"], "integer": [schema.get("minimum", 0), schema.get("maximum", 9)],
                          }.get(schema["type"]) or [UNKNOWN if schema.get("format") == "uuid" else "name"]
            each += [{parameter["name"]: value} for value in values]
        return each

    def headers_of(self, operation):
        return {p["name"]: str(p["example"]) for p in map(self.resolve, operation.get("parameters", []))
                if p["in"] == "header" and p.get("required") and "example" in p}

    def body_of(self, operation):
        body = operation.get("requestBody")
        if body is None:
            return None
        text = self.resolve(body)["content"].get("text/csv")
        if text is not None:
            return text["example"].encode()
        form = self.resolve(body)["content"].get(FORM)
        if form is not None:
            return urllib.parse.urlencode(form["example"]).encode()
        media = self.resolve(body)["content"].get("application/json")
        if media is None or "example" not in media:
            return None
        self.check_schema(f"{operation['operationId']}: its example", media["schema"], media["example"])
        return self.fill(media["example"])

    def fill(self, example):
        """The example with the ids of things that exist in place of "{lead}" and its like."""
        text = json.dumps(example)
        return json.loads(re.sub(r"\{(\w+)\}", lambda m: str(self.samples.get(m.group(1), UNKNOWN)), text))

    def ask(self, method, path, operation, query=None, body=None, headers=None, key=True):
        target = path + ("?" + urllib.parse.urlencode(query) if query else "")
        head = {**self.headers_of(operation), **(headers or {})}
        if isinstance(body, bytes):
            taken = self.resolve(operation["requestBody"])["content"]
            head["Content-Type"] = FORM if FORM in taken else "text/csv"
        if not key:
            head["Authorization"] = ""
        elif {"worker": []} in operation.get("security", []):
            head |= self.signed(body)
        status, answered, content = self.server.request(method.upper(), target, body, head)
        self.check_answer(f"{method.upper()} {target}", operation, status, answered, content)
        return status, content

    def signed(self, body):
        """The headers of a worker's message, a new one each time."""
        name, now = f"msg_{self.asked}", str(int(time.time()))
        text = f"{name}.{now}.{json.dumps(body)}".encode()
        mark = hmac.new(base64.b64decode(WORKER_SECRET[6:]), text, hashlib.sha256).digest()
        return {"webhook-id": name, "webhook-timestamp": now, "webhook-signature": "v1," + base64.b64encode(mark).decode()}

    def exercise(self, path, method, operation):
        if "101" in operation["responses"]:
            self.ask(method, path, operation)
            return
        if operation["operationId"] == "cancel_job":
            self.samples[path] = self.server.search("hotel", "Simland", max_results=10_000)
        if operation["operationId"] == "confirm_opt_out":
            self.confirm_opt_out(method, path, operation)
        target, body = self.path_of(path, operation), self.body_of(operation)
        for query in [None] + self.query_of(operation):
            self.ask(method, target, operation, query, body)
        for parameter in map(self.resolve, operation.get("parameters", [])):
            if parameter["in"] == "path" and "{" in path:
                self.ask(method, path.replace("{id}", UNKNOWN), operation, None, body)
                self.ask(method, path.replace("{id}", "nothing"), operation, None, body)
        if method == "get" and self.query_of(operation):
            status, _ = self.ask(method, target, operation, {"not_documented": 1})
            if status != 400:
                self.fault(f"GET {target}: a parameter that is not documented gave {status}, not 400")
        if isinstance(body, dict):
            self.ask(method, target, operation, None, [])
            status, _ = self.ask(method, target, operation, None, {**body, "not_documented": 1})
            if status != 400:
                self.fault(f"{method} {target}: a member that is not documented gave {status}, not 400")
        if operation.get("security") != []:
            status, _ = self.ask(method, target, operation, None, body, key=False)
            if status != 401:
                self.fault(f"{method} {target}: without a credential it gave {status}, not 401")

    def confirm_opt_out(self, method, path, operation):
        """What the form of the page before it would send."""
        email = "linus@muster.example"
        _, page = self.ask(method, path, operation, None, urllib.parse.urlencode({"email": email}).encode())
        token = re.search(r'name="token" value="([^"]+)"', page.decode())[1]
        self.ask(method, path, operation, None, urllib.parse.urlencode({"email": email, "token": token}).encode())
        self.ask(method, path, operation, None, urllib.parse.urlencode({"email": email, "token": "x"}).encode())

    def operation(self, wanted):
        return next(o for o in self.operations() if o[2]["operationId"] == wanted)

    def converse(self, wanted, body, headers=None):
        """One documented request of a person's, without the operator's key. Gives headers and content."""
        path, method, operation = self.operation(wanted)
        answer = self.server.request(method.upper(), path, body, {"Authorization": "", **(headers or {})})
        self.check_answer(wanted, operation, *answer)
        return answer[1], answer[2]

    def exercise_sessions(self, setup_token):
        """A person sets the service up, comes back, takes another password and leaves."""
        email, first, second = "mary@example.com", "correct horse battery", "another horse battery"
        self.converse("set_up", {"token": setup_token, "email": email, "password": first})
        headers, content = self.converse("log_in", {"email": email, "password": first})
        session = {"Cookie": headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": json.loads(content)["csrf_token"],
                   "Origin": f"http://127.0.0.1:{self.server.port}"}
        self.converse("change_password", {"current_password": first, "new_password": second}, session)
        headers, content = self.converse("log_in", {"email": email, "password": second})
        session |= {"Cookie": headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": json.loads(content)["csrf_token"]}
        self.converse("log_out", None, session)

    def check_examples(self):
        """Documented examples of answers fit their own schemas."""
        for path, method, operation in self.operations():
            for status, response in operation["responses"].items():
                for kind, media in self.resolve(response).get("content", {}).items():
                    if "example" in media and kind.endswith("json"):
                        self.check_schema(f"{operation['operationId']} {status}: example", media["schema"],
                                          media["example"])

    def check_unknown(self):
        known = {path for path, _, _ in self.operations()}
        for path in ("/api/v1", "/api/v1/nothing", "/api/v1/leads/a/b", "/nothing"):
            status = self.server.request("GET", path)[0]
            if path not in known and status != 404:
                self.fault(f"GET {path}: not documented, yet answered {status}")
        for path, methods in self.document["paths"].items():
            if "{" not in path and "delete" not in methods:
                status, headers, _ = self.server.request("DELETE", path)
                if status != 405 or set(m.upper() for m in methods) - set(headers.get("Allow", "").split(", ")):
                    self.fault(f"DELETE {path}: {status}, Allow {headers.get('Allow')}")

    def check_cursor(self, path, name):
        """The pages behind the cursors are the list."""
        whole = json.loads(self.server.request("GET", f"{path}?limit=100")[2])[name]
        key = "id" if name == "leads" else "job_id"
        ids, cursor = [], None
        while True:
            query = {"limit": 3} | ({"cursor": cursor} if cursor else {})
            page = json.loads(self.server.request("GET", f"{path}?{urllib.parse.urlencode(query)}")[2])
            ids += [row[key] for row in page[name]]
            cursor = page["pagination"]["next_cursor"]
            if cursor is None:
                break
        if ids[:100] != [row[key] for row in whole]:
            self.fault(f"GET {path}: the pages by cursor are not the list")


def prepare(contract, server):
    """Something of each kind to ask for."""
    for industry in ("hotel", "bakery", "restaurant", "dentist"):
        job = server.search(industry, "Simland", max_results=24)
        server.wait_job(job, 120)
    leads = server.lead_rows()
    if len(leads) < 4:
        raise harness.Failure(f"the search found {len(leads)} leads; the contract needs some")
    status, _, made = server.request("POST", "/api/v1/webhooks", {"url": "http://hooks.test/leads"})
    if status != 201:
        raise harness.Failure(f"a webhook was answered {status}: {made[:200]!r}")
    used = server.json("POST", "/api/v1/score-profiles", {"name": "Small hotels", "company_sizes": ["1-10"]}, 201)
    server.json("PUT", "/api/v1/default-score-profile", {"id": used["id"]})
    profile = server.json("POST", "/api/v1/score-profiles", {"name": "Spare"}, 201)
    key = server.json("POST", "/api/v1/keys", {"name": "spare", "scopes": ["leads:read"]}, 201)
    contract.samples = {
        "/api/v1/keys/": key["id"], "/api/v1/score-profiles/": profile["id"],
        "/api/v1/webhooks/": json.loads(made)["id"], "/api/v1/crm/": "http",
        "/api/v1/scrape/": job, "/api/v1/leads/": leads[0]["id"], "/api/v1/companies/": leads[0]["id"],
        "profile": used["id"], "job": job, "lead": leads[0]["id"], "lead2": leads[1]["id"], "lead3": leads[2]["id"],
    }


def main():
    options = harness.arguments(__doc__)
    if jsonschema is None:
        print("skipped: python3-jsonschema is not installed (./dev setup)")
        return 0
    with harness.work_directory(options.keep) as directory:
        simweb = harness.Simweb(options.simweb, directory, companies=60, seed=options.seed)
        # Nothing leaves the machine: the examples' hosts are the small internet's.
        server = harness.Leadstream(options.leadstream, directory, simweb, polite=False, settings={
            "fetch.host_overrides": ", ".join(f"{host} = 127.0.0.1:{simweb.port}"
                                              for host in ("*.test", "example.com", "*.example.com")),
            "crm.http.url": "http://sink.test/{{id}}", "auth.worker_secrets": WORKER_SECRET})
        try:
            contract = Contract(server)
            prepare(contract, server)
            token = re.search(r"#setup=([\w-]+)", server.log_path.read_text())
            contract.exercise_sessions(token[1])
            user = server.json("POST", "/api/v1/users", {"email": "sam@example.org", "role": "operator",
                                                         "password": "seven green lamps at noon"}, 201)
            contract.samples["/api/v1/users/"] = user["id"]
            contract.check_examples()
            operations = sorted(contract.operations(), key=lambda o: (o[1] in LAST, o[1] == "post"))
            for path, method, operation in operations:
                contract.exercise(path, method, operation)
            contract.check_unknown()
            contract.check_cursor("/api/v1/leads", "leads")
            contract.check_cursor("/api/v1/scrape/jobs", "jobs")
            for _, _, operation in operations:
                if not any(status < 400 or status == 426 for status in contract.statuses[operation["operationId"]]):
                    contract.fault(f"{operation['operationId']}: no example of it was answered with success")
            print(f"contract: {len(operations)} operations, {contract.asked} answers checked, "
                  f"{len(contract.faults)} faults")
            return 1 if contract.faults else 0
        finally:
            server.stop()
            simweb.stop()


if __name__ == "__main__":
    harness.run(main)
