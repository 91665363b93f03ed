#!/usr/bin/env python3
"""What is kept of the web and of directories: a second job costs almost no requests, the files are WARC that others read, a
replay changes nothing and asks nobody, beside a running server too, and brings back every lead that was lost; robots
decisions are shown, and a domain that opted out is left alone at once."""

import base64
import gzip
import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import urllib.parse
import zlib

import harness


def check(condition, text):
    print(("ok      " if condition else "FAILED  ") + text)
    return 0 if condition else 1


def members(data):
    """The gzip members of a file, each unpacked."""
    while data:
        unpacker = zlib.decompressobj(31)
        yield unpacker.decompress(data) + unpacker.flush()
        data = unpacker.unused_data


def fields(block):
    return {line.split(b":", 1)[0].decode().lower(): line.split(b":", 1)[1].strip().decode()
            for line in block.split(b"\r\n")[1:] if b":" in line}


def read_warc(path):
    """(fields, content) of each record, by the rules of WARC 1.1 alone."""
    for record in members(path.read_bytes()):
        if not record.startswith(b"WARC/1.1\r\n") or not record.endswith(b"\r\n\r\n"):
            raise harness.Failure(f"{path}: a record does not begin or end as it must")
        head, rest = record.split(b"\r\n\r\n", 1)
        about = fields(head)
        length = int(about["content-length"])
        if len(rest) != length + 4:
            raise harness.Failure(f"{path}: a record is {len(rest) - 4} bytes long and says {length}")
        yield about, rest[:length]


def check_warc(folder):
    """Problems with the files of an archive, and how many records of each kind there are."""
    problems, kinds, ids, bodies = [], {}, set(), {}
    for path in sorted(folder.glob("*.warc.gz")):
        for number, (about, content) in enumerate(read_warc(path)):
            kind = about["warc-type"]
            kinds[kind] = kinds.get(kind, 0) + 1
            if (kind == "warcinfo") != (number == 0):
                problems.append(f"{path.name}: record {number} is {kind}")
            if not re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", about["warc-record-id"]) or about["warc-record-id"] in ids:
                problems.append(f"{path.name}: record id {about['warc-record-id']}")
            ids.add(about["warc-record-id"])
            if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", about["warc-date"]):
                problems.append(f"{path.name}: date {about['warc-date']}")
            if kind == "response":
                head, body = content.split(b"\r\n\r\n", 1)
                digest = "sha256:" + base64.b32encode(hashlib.sha256(body).digest()).decode()
                if digest != about["warc-payload-digest"]:
                    problems.append(f"{path.name}: the digest of {about['warc-target-uri']} is wrong")
                if int(fields(head)["content-length"]) != len(body):
                    problems.append(f"{path.name}: the length of {about['warc-target-uri']} is wrong")
                bodies[about["warc-record-id"]] = digest
            if kind == "revisit" and bodies.get(about["warc-refers-to"]) != about["warc-payload-digest"]:
                problems.append(f"{path.name}: a revisit refers to another body")
    return problems, kinds


def archived_bytes(data):
    """All that the archive's files hold, unpacked."""
    return b"".join(record for path in sorted((data / "archive").glob("*.warc.gz"))
                    for record in members(path.read_bytes())) + (data / "archive" / "index.db").read_bytes()


def shown(leads, *besides):
    """What a user sees of leads, without moments and what is named besides."""
    hidden = {"created_at", "updated_at", "provenance", "version", *besides}

    def bare(value):
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key not in hidden and not key.endswith("_at")}
        return [bare(one) for one in value] if isinstance(value, list) else value

    return json.dumps(sorted((bare(lead) for lead in leads), key=json.dumps), sort_keys=True)


def replay(options, data, job, *more):
    return subprocess.run([options.leadstream, "replay", job, "--storage.directory", str(data), *more], capture_output=True,
                          text=True, timeout=240)


def lose_leads(data):
    """Takes every lead and all that was ever seen out of a store."""
    database = sqlite3.connect(next(data.glob("*.db")))
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("DELETE FROM companies")
    database.execute("DELETE FROM scraped_data")
    database.commit()
    database.close()


def check_lost(options, directory, simweb, server, job, leads):
    """What the archive holds is enough to make all leads of a job again."""
    lost = directory / "lost-data"
    shutil.copytree(server.data, lost)
    lose_leads(lost)
    before = len(simweb.requests())
    done = replay(options, lost, job)
    failures = check(done.returncode == 0, f"replay without leads: {done.stdout.strip()} {done.stderr[-500:]}")
    again = harness.Leadstream(options.leadstream, directory, simweb, polite=False, settings=settings(), name="lost")
    found = again.leads()
    again.stop()
    failures += check(shown(found, "id") == shown(leads, "id"), f"{len(found)} of {len(leads)} leads are made again, the same ones")
    return failures + check(len(simweb.requests()) == before, "nobody was asked for them")


def settings():
    return {"jobs.running": 4}


def main():
    options = harness.arguments(__doc__.splitlines()[0], companies={"type": int, "default": 30})
    failures = 0
    with harness.work_directory(options.keep) as directory:
        simweb = harness.Simweb(options.simweb, directory, options.companies, options.seed, "light", industry="hotel")
        server = harness.Leadstream(options.leadstream, directory, simweb, polite=False, settings=settings())
        try:
            first = server.search("hotel", "Simland", 500)
            server.wait_job(first, 240)
            asked_first = [one for one in simweb.requests() if one["host"] != "overpass.test"]
            leads = server.leads()
            second = server.search("hotel", "Simland", 500)
            server.wait_job(second, 240)
            asked_both = [one for one in simweb.requests() if one["host"] != "overpass.test"]
            more = len(asked_both) - len(asked_first)
            failures += check(more * 10 <= len(asked_first),
                              f"{len(asked_first)} requests to websites, {more} more by the same job again")
            failures += check(shown(server.leads()) == shown(leads), "the second job changes no lead")

            first_leads, before = leads, len(simweb.requests())
            beside = replay(options, server.data, first, "--client.server", f"http://127.0.0.1:{server.port}")
            failures += check(beside.returncode == 0, f"replay beside the server: {beside.stdout.strip()} {beside.stderr[-500:]}")
            failures += check(shown(server.leads()) == shown(leads) and len(simweb.requests()) == before,
                              "it changes no lead and asks nobody")
            steps = [one["entry"]["step"] for one in server.json("GET", f"/api/v1/scrape/jobs/{first}/log?limit=1000")["entries"]
                     if one["entry"]["source"] == "archive"]
            failures += check(steps == ["replay", "replayed"], f"the job's log says so: {steps}")
            status, _, _ = server.request("POST", "/api/v1/scrape/jobs/0190a0a0-0000-7000-8000-0000000000aa/replay")
            failures += check(status == 404, f"a replay of no job is {status}")

            with_site = [row for row in server.lead_rows() if row.get("website")]
            decisions = server.json("GET", f"/api/v1/companies/{with_site[0]['id']}/robots")["decisions"]
            failures += check(decisions and all(one["robots_url"].endswith("/robots.txt") for one in decisions),
                              f"{len(decisions)} robots decisions about {with_site[0]['website']}")
            ruled = [one for lead in with_site
                     for one in server.json("GET", f"/api/v1/companies/{lead['id']}/robots")["decisions"]
                     if one["rule"]]
            failures += check(all(one["line"] for one in ruled), f"{len(ruled)} decisions name their rule and line")
            status, _, page = server.request("GET", "/bot")
            failures += check(status == 200 and b"User-agent: LeadstreamBot" in page, "/bot says how to stop it")

            hosts = sorted({urllib.parse.urlsplit(lead["website"]).hostname for lead in with_site})
            bare = hosts[0].removeprefix("www.")
            server.json("PUT", f"/api/v1/opt-outs/{bare}", {"note": "test"})
            before = len(simweb.requests())
            state = server.wait_job(server.search("hotel", "Simland", 501), 240)
            touched = [one for one in simweb.requests()[before:] if one["host"].removeprefix("www.") == bare]
            named = [one for one in state["errors"] if "opted_out" in json.dumps(one)]
            failures += check(not touched and named, f"{bare} opted out: {len(touched)} requests, "
                                                     f"{len(named)} errors that say so")
            leads = server.leads()
            failures += check(server.stop() == 0, "the server ends in order")
        finally:
            if server.alive():
                server.kill()
        problems, kinds = check_warc(server.data / "archive")
        failures += check(not problems and kinds.get("response") and kinds.get("request"), f"WARC records {kinds}; problems {problems[:3]}")

        failures += check_lost(options, directory, simweb, server, first, first_leads)
        before = len(simweb.requests())
        done = replay(options, server.data, first)
        failures += check(done.returncode == 0, f"replay: {done.stdout.strip()} {done.stderr[-500:]}")
        failures += check(len(simweb.requests()) == before, "the replay sends no request")
        again = harness.Leadstream(options.leadstream, directory, simweb, polite=False, settings=settings())
        try:
            failures += check(shown(again.leads()) == shown(leads), "the same rules give the same leads")
            gone = hosts[-1].removeprefix("www.")
            kept = archived_bytes(again.data).count(gone.encode())
            again.json("POST", "/api/v1/erasures", {"domain": gone})
            again.stop()
            left = archived_bytes(again.data).count(gone.encode())
            failures += check(kept > 0 and left == 0, f"{gone} erased: it stood {kept} times in the archive, {left} left")
            problems, _ = check_warc(again.data / "archive")
            failures += check(not problems, f"what is left are sound WARC files: {problems[:3]}")
        finally:
            if again.alive():
                again.kill()
            simweb.stop()
    return 1 if failures else 0


if __name__ == "__main__":
    harness.run(main)
