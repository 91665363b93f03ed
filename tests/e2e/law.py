#!/usr/bin/env python3
"""Erasure: no file of the data directory has the address any more, and the next crawl does not bring it back."""

import json
import pathlib
import sqlite3
import subprocess
import sys
import time
import urllib.parse

import harness

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import postgres  # noqa: E402


def check(holds, what):
    if not holds:
        raise harness.Failure(what)
    print(f"ok: {what}")


class Places:
    """Where a text stands: files of the data directory, and tables of the database where that is PostgreSQL."""

    def __init__(self, cluster=None):
        self.cluster = cluster

    def settings(self):
        return {"storage.url": self.cluster.url() + "law"} if self.cluster else {}

    def of(self, server, text):
        wanted = text.encode().lower()
        found = [str(path) for path in sorted(server.data.rglob("*")) if path.is_file() and wanted in path.read_bytes().lower()]
        return found + (self.tables(text) if self.cluster else [])

    def tables(self, text):
        names = self.cluster.psql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", "law").split()
        count = "SELECT '{0}' WHERE EXISTS (SELECT FROM {0} t WHERE strpos(lower(t::text), lower('{1}')) > 0)"
        return self.cluster.psql(" UNION ALL ".join(count.format(name, text) for name in names), "law").split()


def crawl(server):
    server.wait_job(server.search("dentist", "Simland"), 120)


def check_neighbours(server):
    """What only looks alike stays, and what another tenant has."""
    other = {"Authorization": "Bearer " + server.json("POST", "/api/v1/keys", {"name": "b", "scopes": ["admin"], "tenant": "b"}, 201)["key"]}
    rows = (b"name,website,email\nZwei AG,https://www.zwei.example,info@zwei.example\n"
            b"Notzwei AG,https://notzwei.example,info@notzwei.example\n")
    for who in ({}, other):
        status, _, told = server.request("POST", "/api/v1/imports", rows, {"Content-Type": "text/csv", **who})
        check(status == 200 and json.loads(told)["stored"] == 2, "two companies of neighbouring names")
    server.json("POST", "/api/v1/erasures", {"domain": "zwei.example"})
    mine = {row["company_name"]: row for row in server.lead_rows()}
    check("Zwei AG" not in mine and mine["Notzwei AG"]["website"] == "https://notzwei.example"
          and mine["Notzwei AG"]["email"] == "info@notzwei.example", "the erased one is gone, its neighbour is whole")
    theirs = json.loads(server.request("GET", "/api/v1/leads", headers=other)[2])["leads"]
    check({row["email"] for row in theirs} == {"info@zwei.example", "info@notzwei.example"}, "another tenant keeps its own")


def check_retention(options, directory, web, places):
    """What is over is in no export, however soon it is asked for."""
    chosen = places.settings() | {"law.retention": "import = 3s", "server.public_url": "https://leads.example.com",
                                   "storage.secret_key": (directory / "leadstream-data" / "secret.key").read_text().strip()}
    server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=chosen, name="brief")
    rows = b"name,website,email\nKurz AG,https://www.kurz.example,info@kurz.example\n"
    begun = time.monotonic()
    stored = server.request("POST", "/api/v1/imports", rows, {"Content-Type": "text/csv"})[0]
    check(stored == 200 and "Kurz AG" in {row["company_name"] for row in server.lead_rows()}, "a company is imported")
    lead = next(row for row in server.lead_rows() if row["company_name"] == "Kurz AG")
    notice = server.request("GET", f"/api/v1/leads/{lead['id']}/notice")[2].decode()
    check("https://leads.example.com/opt-out" in notice and "data from import for 3 seconds" in notice,
          "its notice says where to object, and how long data are kept")
    harness.wait_until(lambda: b"Kurz AG" not in server.request("GET", "/api/v1/export/csv")[2], 6,
                       "an export without what is over")
    check(time.monotonic() - begun >= 3, "it is exported until its time is over, not longer")
    check("Kurz AG" not in {row["company_name"] for row in server.lead_rows()}, "nor listed")
    server.stop()


def check_under_way(options, directory, web, places):
    """An address that is erased while its job still runs and somebody reads a snapshot."""
    server = harness.Leadstream(options.leadstream, directory, web, polite=False, name="under-way")
    job = server.search("dentist", "Simland")
    found = harness.wait_until(lambda: [row["email"] for row in server.lead_rows() if row["email"]], 60, "an address to be found")
    reader = sqlite3.connect(f"file:{server.data}/leadstream.db?mode=ro", uri=True, isolation_level=None)
    reader.execute("BEGIN").execute("SELECT count(*) FROM companies").fetchone()
    erased = subprocess.run([options.leadstream, "erase", "--email", found[0], "--quiet", "--storage.directory", server.data,
                             "--server", f"http://127.0.0.1:{server.port}"], capture_output=True)
    check(erased.returncode == 0, f"an address is erased while its job runs {erased.stderr.decode()}")
    server.wait_job(job, 120)
    check(places.of(server, found[0]), "the log has it while a snapshot needs it")
    reader.close()
    harness.wait_until(lambda: not places.of(server, found[0]), 10, "all files to be without what was erased")
    check(True, "no file has it once the snapshot is over, though nothing is written any more")
    server.stop()


def check_law(options, places):
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, 20, options.seed, "none", "web", industry="dentist")
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=places.settings())
        server.json("POST", "/api/v1/webhooks", {"url": "https://hooks.example/x"}, 201)
        crawl(server)
        leads = [lead for lead in server.leads() if any(c["email"] for c in lead["contacts"])]
        address = next(c["email"] for c in leads[0]["contacts"] if c["email"])
        check(places.of(server, address), f"{address} is stored before")
        known = server.json("POST", "/api/v1/access", {"email": address})["leads"]
        check(known and any(p["value"] == address for p in known[0]["provenance"]), "access shows it with its source")
        colleagues = {c["email"] for lead in known for c in lead["contacts"]} - {address}
        check(not colleagues, f"and tells nothing of colleagues {colleagues}")
        told = server.json("POST", "/api/v1/access", {"email": address})
        check(told["purpose"] and told["lawful_basis"] and "hooks.example" in {r["name"] for r in told["recipients"]},
              "it says why the data are there, and who gets them")
        for suffix in ("co.uk", "github.io"):
            status = server.request("POST", "/api/v1/erasures", {"domain": suffix})[0]
            check(status == 400, f"{suffix} is a public suffix and is not erased ({status})")
        check(server.json("POST", "/api/v1/access", {"email": "nobody@stranger.example"})["recipients"] == [],
              "of whom nothing is known, nobody got anything")
        receipt = server.json("POST", "/api/v1/erasures", {"email": address})
        check(receipt["leads"] >= 1 and receipt["observations"] >= 1, f"the receipt counts: {json.dumps(receipt)}")
        left = places.of(server, address)
        check(not left, f"no file has it any more {left}")
        crawl(server)
        left = places.of(server, address)
        check(not left, f"the next crawl does not bring it back {left}")
        check(server.request("POST", "/api/v1/access", {"email": address})[0] == 451, "asked for again it is 451")
        check(any(e["id"] == receipt["id"] for e in server.json("GET", "/api/v1/erasures")["erasures"]), "the receipt stays")

        other = next(lead for lead in server.leads() if lead["company"]["website"])
        domain = other["company"]["website"].split("/")[2].removeprefix("www.")
        server.json("POST", "/api/v1/erasures", {"domain": domain})
        url = f"/api/v1/leads/{other['company']['id']}"
        status, _, told = server.request("GET", url)
        check(status == 451, f"a company goes by its domain; its address is answered 451 ({status})")
        name, street = other["company"]["name"], other["company"]["location"].get("street") or "?"
        check(not any(word.encode() in told for word in (domain, name, street)), "which tells nothing of it")
        check(server.request("GET", url + "/notice")[0] == 451 and server.request("PATCH", url, {"notes": "x"}, {"If-Match": "*"})[0] == 451,
              "nor is there more to do with it")
        unknown = server.request("GET", "/api/v1/leads/01900000-0000-7000-8000-000000000abc")[0]
        check(unknown == 404, "what never was is 404")
        crawl(server)
        left = places.of(server, domain)
        check(not left, f"and does not come back: no file names {domain} {left}")
        left = places.of(server, name)
        check(not left, f"nor is its name anywhere {left}")

        third = next(c["email"] for lead in server.leads() for c in lead["contacts"] if c["email"])
        browser = {"Authorization": "none", "Content-Type": "application/x-www-form-urlencoded", "Origin": "null",
                   "Sec-Fetch-Site": "same-origin"}

        def send(**fields):
            return server.request("POST", "/opt-out", urllib.parse.urlencode(fields).encode(), browser)

        page = send(email=third)
        check(page[0] == 200 and b"<form method=\"post\"" in page[2], "the public page asks to confirm")
        token = page[2].decode().split('name="token" value="')[1].split('"')[0]
        check(send(email=third, token="x")[0] == 403, "without its confirmation nothing happens")
        done = send(email=third, token=token)
        check(done[0] == 200, f"and erases ({done[0]})")
        check(not places.of(server, third), "the address is gone")
        listed = [s for s in server.json("GET", "/api/v1/suppressions")["suppressions"] if s["scope"] == "everyone"]
        check([s["reason"] for s in listed] == ["opt_out"], f"an operator sees that somebody opted out {listed}")
        status = server.request("POST", "/api/v1/suppressions/remove", {"email": third})[0]
        check(status == 404, f"which is not the tenant's own ({status})")
        server.json("POST", "/api/v1/suppressions/remove", {"email": third, "scope": "everyone"})
        check(not [s for s in server.json("GET", "/api/v1/suppressions")["suppressions"] if s["scope"] == "everyone"],
              "and may take it back")
        server.json("POST", "/api/v1/suppressions", {"email": third}, 201)
        reasons = {s["reason"] for s in server.json("GET", "/api/v1/suppressions")["suppressions"]}
        check({"manual", "erasure"} <= reasons, f"reasons are told apart {reasons}")
        check_neighbours(server)
        notice = server.request("GET", f"/api/v1/leads/{server.lead_rows()[0]['id']}/notice")[2].decode()
        check("Art. 14" in notice and "overpass" in notice, "a notice names rights and sources")
        server.stop()
        check(not places.of(server, address), "nor does the stopped data directory have it")
        check_retention(options, directory, web, places)
        if not places.cluster:
            check_under_way(options, directory, web, places)
        web.stop()


def main():
    options = harness.arguments(__doc__.splitlines()[0], database={"choices": ["sqlite", "postgres", "both"], "default": "sqlite"})
    if options.database != "postgres":
        check_law(options, Places())
    if options.database != "sqlite" and postgres.find("postgres"):
        cluster = postgres.Cluster()
        try:
            cluster.psql("CREATE DATABASE law OWNER app")
            print("on PostgreSQL:")
            check_law(options, Places(cluster))
        finally:
            cluster.close()
    print("law: all well")
    return 0


if __name__ == "__main__":
    harness.run(main)
