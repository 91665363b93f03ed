#!/usr/bin/env python3
"""What an operator sees: log lines that name job, source and lead, metrics that Prometheus reads, an alert that begins
and ends in the log, on /health, for webhooks and for subscribers."""

import json
import re
import shutil
import subprocess

import harness
from webhooks import Receiver


def check(holds, what):
    if not holds:
        raise harness.Failure(what)
    print(f"ok: {what}")


def lines(server):
    """The log, each line an object."""
    return [json.loads(line) for line in server.log_path.read_text().splitlines() if line.startswith("{")]


def check_log(server, job):
    log = lines(server)
    own = [line for line in log if line.get("job") == job]
    check({"job accepted", "job running", "job completed"} <= {line["message"] for line in own}, "a job's steps are lines")
    leads = {row["id"] for row in server.lead_rows()}
    stored = [line for line in own if line["message"] in ("lead created", "lead updated")]
    check({line["lead"] for line in stored} == leads and all(line["source"] for line in stored),
          f"each of {len(leads)} leads is named with job and source")
    fetched = [line for line in log if line["message"] == "fetched"]
    check(fetched and all(line["source"] and "?" not in line["url"] for line in fetched if "url" in line),
          f"{len(fetched)} requests name their source, no query")
    answered = [line for line in log if "request_id" in line]
    check(answered and all(re.fullmatch(r"[0-9a-f-]{36}", line["request_id"]) for line in answered), "requests have their ids")
    emails = {c["email"] for lead in server.leads() for c in lead["contacts"] if c["email"]}
    text = server.log_path.read_text()
    check(emails and not any(email in text for email in emails), "no address of a person stands in the log")


def check_alert(server, hook, jobs):
    def on():
        return [a["name"] for a in json.loads(server.request("GET", "/health")[2]).get("alerts", [])]

    harness.wait_until(lambda: "queue_backlog" in on(), 20, "the alert to be raised")
    check(True, "a backlog raises an alert on /health")
    harness.wait_until(lambda: any(e["type"] == "alert.raised" for _, e in hook.events()), 20, "the webhook")
    check(True, "and reaches webhooks")
    check('leadstream_alert_firing{alert="queue_backlog"' in server.request("GET", "/metrics")[2].decode(), "and /metrics")
    for job in jobs:
        server.request("POST", f"/api/v1/scrape/jobs/{job}/cancel", {})
    harness.wait_until(lambda: "queue_backlog" not in on(), 20, "the alert to be resolved")
    harness.wait_until(lambda: {"raised", "resolved"} <= {e["data"]["state"] for _, e in hook.events() if e["type"] == "alert.raised"},
                       20, "the webhook to be told that it is over")
    check(True, "webhooks are told by its state that it is over")
    messages = [(line["message"], line.get("alert")) for line in lines(server)]
    check(("alert raised", "queue_backlog") in messages and ("alert resolved", "queue_backlog") in messages,
          "the log tells both")


def check_top(options, server, jobs):
    """What `leadstream top` shows of a server at work: one picture, since nobody looks at a terminal."""
    command = [options.leadstream, "top", "--interval", "1", "--server", f"http://127.0.0.1:{server.port}",
               "--storage.directory", str(server.data)]
    picture = json.loads(subprocess.run([*command, "--json"], capture_output=True, check=True).stdout)
    check(picture["running_jobs"] == len(picture["jobs"]) == 1 and picture["queued_jobs"] >= 1
          and picture["jobs"][0]["job_id"] in jobs, "top tells programs of jobs")
    website = next(one for one in picture["sources"] if one["name"] == "website")
    check(website["requests_per_second"] >= 0 and picture["leads_per_second"] >= 0, "and of rates")
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    check("\x1b" not in text and "jobs: 1 running" in text and jobs[0] in text and "\nwebsite" in text, f"and people:\n{text}")


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    hook = Receiver()
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, 20, options.seed, "none", "web", industry="dentist")
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings={
            "log.format": "json", "log.level": "debug", "alerts.interval": "200ms", "alerts.queue": "1", "jobs.running": "1",
            "fetch.allowed_ports": f"80, {hook.server_port}", "fetch.allowed_networks": "127.0.0.0/8"})
        job = server.search("dentist", "Simland")
        server.wait_job(job, 120)
        check_log(server, job)
        metrics = server.request("GET", "/metrics")[2]
        if shutil.which("promtool"):
            told = subprocess.run(["promtool", "check", "metrics"], input=metrics, capture_output=True)
            check(told.returncode == 0 and not told.stderr, f"promtool finds nothing to say {told.stderr.decode()}")
        server.json("POST", "/api/v1/webhooks", {"url": hook.base, "events": ["alert.raised"]}, 201)
        server.stop()
        # A polite crawl is slow: jobs wait behind it.
        server = harness.Leadstream(options.leadstream, directory, web, settings={
            "log.format": "json", "alerts.interval": "200ms", "alerts.queue": "1", "jobs.running": "1",
            "fetch.allowed_ports": f"80, {hook.server_port}", "fetch.allowed_networks": "127.0.0.0/8"})
        jobs = [server.search("dentist", f"Simland", max_results=20 + i) for i in range(4)]
        check_top(options, server, jobs)
        check_alert(server, hook, jobs)
        server.stop()
        web.stop()
    print("operations: all well")
    return 0


if __name__ == "__main__":
    harness.run(main)
