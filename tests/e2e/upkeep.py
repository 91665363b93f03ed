#!/usr/bin/env python3
"""What an operator does with leads and their database while the server runs.

Leads are merged and taken apart, and are what they were; a score profile is changed and its leads follow; a backup is taken
while searches are posted, and a server on its restored copy has all that was acknowledged before, and tells subscribers that
they missed something. `--postgres` does the same on PostgreSQL.
"""

import asyncio
import json
import pathlib
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness  # noqa: E402
import postgres  # noqa: E402
import websocket  # noqa: E402

bad = 0


def expect(what, condition, told=""):
    global bad
    bad += not condition
    print(f"{'ok  ' if condition else 'FAIL'} {what} {'' if condition else told}", flush=True)


def detail(server, lead):
    return server.json("GET", f"/api/v1/leads/{lead}")


async def position(server):
    socket = await websocket.WebSocket.connect(server.port, key=server.key)
    answer = await socket.subscribe()
    socket.abort()
    return answer


async def resumed(server, since):
    socket = await websocket.WebSocket.connect(server.port, key=server.key)
    answer = await socket.subscribe(since={"epoch": since["epoch"], "seq": since["seq"]})
    messages = []
    try:
        while answer["recovered"]:
            messages.append(await asyncio.wait_for(socket.receive(), 2))
    except asyncio.TimeoutError:
        pass
    socket.abort()
    return answer, messages


def merge_and_undo(server):
    rows = server.lead_rows()
    first, second = rows[0]["id"], rows[1]["id"]
    for lead, tag in ((first, "one"), (second, "two")):
        mark = ("PATCH", f"/api/v1/leads/{lead}", {"tags": [tag], "notes": tag}, {"If-Match": "*"})
        status, marked, _ = server.request(*mark)
        expect("a lead is marked", status == 200)
        expect("the same mark changes nothing", server.request(*mark)[1]["ETag"] == marked["ETag"])
    before = {lead: detail(server, lead) for lead in (first, second)}
    since = asyncio.run(position(server))
    merged = server.json("POST", f"/api/v1/leads/{first}/merge", {"with": [second]})
    kept = merged["company"]["id"]
    gone = second if kept == first else first
    expect("two leads are one", len(server.lead_rows()) == len(rows) - 1 and merged["tags"] == ["one", "two"])
    expect("the other is gone", server.request("GET", f"/api/v1/leads/{gone}")[0] in (404, 410))
    _, messages = asyncio.run(resumed(server, since))
    expect("subscribers hear of the merge", any(m.get("data", {}).get("change") == "merged" for m in messages), messages)
    parted = server.json("POST", f"/api/v1/leads/{kept}/unmerge")
    expect("it comes apart into both", {lead["company"]["id"] for lead in parted["leads"]} == {first, second})
    for lead, was in before.items():
        now = detail(server, lead)
        expect("and each is what it was", now == was, [key for key in was if was[key] != now.get(key)])
    job = server.search("hotel", "Simland", max_results=24)
    server.wait_job(job, 120)
    ids = {row["id"] for row in server.lead_rows()}
    expect("a later search does not join them", {first, second} <= ids)
    return first


def profiles(server):
    only_contacts = {"contact_completeness": 1, "business_indicators": 0, "data_quality": 0, "engagement_potential": 0}
    made = server.json("POST", "/api/v1/score-profiles", {"name": "Reachable"}, 201)
    server.wait_job(server.search("dentist", "Simland", max_results=10, score_profile="reachable"), 120)
    rows = server.lead_rows(industry="dentist")
    lead = rows[0]["id"]
    shown = detail(server, lead)["score_breakdown"]
    expect("leads name their profile", shown["profile"] == {"id": made["id"], "name": "Reachable", "version": 1}, shown)
    status, headers, _ = server.request("GET", f"/api/v1/score-profiles/{made['id']}")
    etag = headers["ETag"]
    body = {"name": "Reachable", "weights": only_contacts}
    path = f"/api/v1/score-profiles/{made['id']}"
    expect("a profile is changed under its version", server.request("PUT", path, body, {"If-Match": etag})[0] == 200)
    expect("and only once", server.request("PUT", path, body, {"If-Match": etag})[0] == 412)

    def follows():
        told = detail(server, lead)["score_breakdown"]
        return told["total"] == round(told["contact_completeness"]) and told["business_indicators"] == 0

    harness.wait_until(follows, 10, "the lead to be scored by the changed profile")
    expect("its leads follow", detail(server, lead)["company"]["lead_score"] ==
           detail(server, lead)["score_breakdown"]["total"])
    expect("a removed one", server.request("DELETE", path, None, {"If-Match": "*"})[0] == 200)
    harness.wait_until(lambda: detail(server, lead)["score_breakdown"]["profile"] is None
                       and detail(server, lead)["score_breakdown"]["business_indicators"] is not None
                       and not follows(), 10, "the lead to be scored by the settings")
    expect("a search cannot name it any more", server.request("POST", "/api/v1/scrape/search", {
        "industry": "dentist", "location": "Simland", "score_profile": "Reachable"})[0] == 400)


def command(options, *words):
    return subprocess.run([options.leadstream, *map(str, words)], capture_output=True, text=True, check=False)


def profile_commands(options, server):
    def run(*words, status=0):
        ended = command(options, "profiles", *words, "--server", f"http://127.0.0.1:{server.port}")
        expect(f"profiles {' '.join(words)}", ended.returncode == status, ended.stderr)
        return ended

    def job_profile():
        job = server.search("dentist", "Simland", max_results=1)
        return server.status(job)["criteria"]["score_profile"]

    made = json.loads(run("create", "Small Hotels", "--size", "1-10", "--points", "email_found=40", "--json").stdout)
    expect("what is said is kept", (made["company_sizes"], made["points"]["email_found"]) == (["1-10"], 40), made)
    expect("a table names it", "Small Hotels" in run("list").stdout)
    run("edit", "small hotels", "--industry", "hotel", "--size", "")
    shown = json.loads(run("show", "Small hotels", "--json").stdout)
    expect("edit keeps what it does not name", (shown["points"]["email_found"], shown["industries"],
           shown["company_sizes"], shown["version"]) == (40, ["hotel"], [], 2), shown)
    run("edit", "small hotels", "--weight", "contact_completeness=2", status=2)
    run("create", "Small hotels", status=1)
    expect("a mistyped name is met with the nearest", "Small Hotels" in run("show", "Smal Hotels", status=3).stderr)
    run("use", "Small Hotels")
    expect("searches are scored by the one in use", job_profile() == made["id"])
    expect("the list shows it", "(in use)" in run("list").stdout)
    run("use", "--none")
    expect("and by the settings after it", job_profile() is None)
    run("delete", "Small Hotels")
    warned = command(options, "config", "check", "--client.key", "lk_secret")
    expect("a secret among the options is warned about", "LEADSTREAM_CLIENT_KEY_FILE" in warned.stderr and
           "lk_secret" not in warned.stderr, warned.stderr)


def backup(options, server, directory, web, storage, fresh):
    """`storage` says where the server's database is, `fresh` where the restored one goes."""
    file, acknowledged, going = directory / "backup", [], True
    since = asyncio.run(position(server))

    def post():
        while going:
            acknowledged.append(server.search("hotel", "Simland", max_results=1))

    poster = threading.Thread(target=post)
    poster.start()
    harness.wait_until(lambda: len(acknowledged) >= 5, 20, "some searches")
    before = list(acknowledged)
    leads = {row["id"] for row in server.lead_rows()}
    done = command(options, "backup", file, *storage)
    going = False
    poster.join()
    expect("a backup beside the server", done.returncode == 0 and file.exists(), done.stderr)
    done = command(options, "restore", file, *storage, "--replace")
    if storage[0] == "--storage.directory":
        expect("nothing is restored under a running server", done.returncode == 73, done.stderr)
    done = command(options, "restore", file, *fresh)
    expect("it is restored", done.returncode == 0, done.stderr)
    done = command(options, "restore", file, *fresh)
    expect("and not over something without --replace", done.returncode == 2 and "--replace" in done.stderr, done.stderr)
    settings = {word.removeprefix("--"): value for word, value in zip(fresh[::2], fresh[1::2])}
    copy = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=settings, name="copy")
    try:
        jobs = {copy.request("GET", f"/api/v1/scrape/status/{job}")[0] for job in before}
        expect("all that was acknowledged before is there", jobs == {200}, jobs)
        expect("all leads, too", leads <= {row["id"] for row in copy.lead_rows()})
        answer, _ = asyncio.run(resumed(copy, since))
        expect("subscribers are told that they missed something",
               answer["recovered"] is False and answer["epoch"] != since["epoch"], answer)
        copy.wait_job(copy.search("bakery", "Simland", max_results=2), 120)
        expect("and it goes on", True)
    finally:
        copy.stop()


def main():
    options = harness.arguments(__doc__.splitlines()[0], postgres={"action": "store_true"})
    cluster = postgres.Cluster() if options.postgres else None
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, companies=60, seed=options.seed)
        data, other = directory / "upkeep-data", directory / "restored-data"
        storage, fresh = ["--storage.directory", data], ["--storage.directory", other]
        settings = {"limits.jobs_running": 0, "limits.jobs_per_day": 0, "storage.directory": data}
        server = None
        try:
            if cluster:
                for name in ("first", "second"):
                    cluster.psql(f"CREATE DATABASE {name} OWNER app")
                storage = ["--storage.url", cluster.url() + "first", "--storage.directory", data]
                fresh = ["--storage.url", cluster.url() + "second", "--storage.directory", other]
                settings["storage.url"] = storage[1]
            server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=settings)
            server.wait_job(server.search("hotel", "Simland", max_results=24), 120)
            merge_and_undo(server)
            profiles(server)
            profile_commands(options, server)
            backup(options, server, directory, web, storage, fresh)
        finally:
            if server and server.alive():
                server.stop()
            web.stop()
            if cluster:
                cluster.close()
    return 1 if bad else 0


if __name__ == "__main__":
    harness.run(main)
