#!/usr/bin/env python3
"""Erasure: no file of the data directory has the address any more, and the next crawl does not bring it back."""

import json

import harness


def check(holds, what):
    if not holds:
        raise harness.Failure(what)
    print(f"ok: {what}")


def files_with(directory, text):
    wanted = text.encode().lower()
    return [str(path) for path in sorted(directory.rglob("*")) if path.is_file() and wanted in path.read_bytes().lower()]


def crawl(server):
    server.wait_job(server.search("dentist", "Simland"), 120)


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, 20, options.seed, "none", "web", industry="dentist")
        server = harness.Leadstream(options.leadstream, directory, web, polite=False)
        server.json("POST", "/api/v1/webhooks", {"url": "https://hooks.example/x"}, 201)
        crawl(server)
        leads = [lead for lead in server.leads() if any(c["email"] for c in lead["contacts"])]
        address = next(c["email"] for c in leads[0]["contacts"] if c["email"])
        check(files_with(server.data, address), f"{address} is stored before")
        known = server.json("POST", "/api/v1/access", {"email": address})["leads"]
        check(known and any(p["value"] == address for p in known[0]["provenance"]), "access shows it with its source")
        receipt = server.json("POST", "/api/v1/erasures", {"email": address})
        check(receipt["leads"] >= 1 and receipt["observations"] >= 1, f"the receipt counts: {json.dumps(receipt)}")
        left = files_with(server.data, address)
        check(not left, f"no file has it any more {left}")
        crawl(server)
        left = files_with(server.data, address)
        check(not left, f"the next crawl does not bring it back {left}")
        check(server.request("POST", "/api/v1/access", {"email": address})[0] == 451, "asked for again it is 451")
        check(any(e["id"] == receipt["id"] for e in server.json("GET", "/api/v1/erasures")["erasures"]), "the receipt stays")

        other = next(lead for lead in server.leads() if lead["company"]["website"])
        domain = other["company"]["website"].split("/")[2].removeprefix("www.")
        server.json("POST", "/api/v1/erasures", {"domain": domain})
        check(server.request("GET", f"/api/v1/leads/{other['company']['id']}")[0] == 404, "a company goes by its domain")
        crawl(server)
        left = files_with(server.data, domain)
        check(not any(domain in (l["website"] or "") for l in server.lead_rows()), f"and does not come back {left}")

        third = next(c["email"] for lead in server.leads() for c in lead["contacts"] if c["email"])
        page = server.request("GET", f"/opt-out?email={third.replace('@', '%40')}", headers={"Authorization": "none"})
        check(page[0] == 200 and b"<form method=\"post\"" in page[2], "the public page asks to confirm")
        target = page[2].decode().split('action="')[1].split('"')[0].replace("&amp;", "&")
        check(server.request("POST", target.split("&token")[0] + "&token=x", headers={"Authorization": "none"})[0] == 403,
              "without its confirmation nothing happens")
        done = server.request("POST", target, headers={"Authorization": "none"})
        check(done[0] == 200, f"and erases ({done[0]})")
        check(not files_with(server.data, third), "the address is gone")
        notice = server.request("GET", f"/api/v1/leads/{server.lead_rows()[0]['id']}/notice")[2].decode()
        check("Art. 14" in notice and "overpass" in notice, "a notice names rights and sources")
        server.stop()
        check(not files_with(server.data, address), "nor does the stopped data directory have it")
        web.stop()
    print("law: all well")
    return 0


if __name__ == "__main__":
    harness.run(main)
