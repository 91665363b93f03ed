#!/usr/bin/env python3
"""Proves from the server's side that a crawl was polite.

Reads the request log of simweb (and its truth file, for what robots.txt forbids) and checks for every host: no minute
with more requests than its rate, none sooner after another than it allows, never more requests at once than slots,
every slot rested between two requests, no request that robots.txt forbids, robots.txt read before the first page, an
honest and constant user agent. There is no tolerance but the log's rounding.
"""

import argparse
import bisect
import collections
import json
import pathlib
import sys

CLOCK = 0.0001  # the log's rounding


class Limits:
    def __init__(self, per_minute, concurrency, min_delay):
        self.per_minute, self.concurrency, self.min_delay = per_minute, concurrency, min_delay


WEBSITES = Limits(60, 3, 1.0)
DIRECTORY = Limits(100, 1, 1.0)


def rate_violations(host, entries, limits):
    starts = sorted(entry["start"] for entry in entries)
    for i, start in enumerate(starts):
        count = bisect.bisect_right(starts, start + 60 - CLOCK) - i
        if count > limits.per_minute:
            yield f"{host}: {count} requests within 60 s from t={start:.3f}, allowed {limits.per_minute}"
            return
    due = 60 / limits.per_minute
    for first, second in zip(starts, starts[1:]):
        if second - first < due - CLOCK:
            yield f"{host}: {second - first:.4f} s between two requests, at least {due:.3f} s are due"


def slot_violations(host, entries, limits):
    """A slot is taken from the start of its request until `min_delay` after its end."""
    busy = []
    for entry in sorted(entries, key=lambda one: one["start"]):
        at_once = sum(1 for end in busy if end > entry["start"] + CLOCK)
        resting = sum(1 for end in busy if end + limits.min_delay > entry["start"] + CLOCK)
        busy = [end for end in busy if end + limits.min_delay > entry["start"]] + [entry["end"]]
        if at_once >= limits.concurrency:
            yield f"{host}{entry['path']}: {at_once + 1} requests at once, allowed {limits.concurrency}"
        elif resting >= limits.concurrency:
            yield f"{host}{entry['path']}: started although every slot had to rest {limits.min_delay} s"


def delay_violations(host, entries, seconds):
    starts = sorted(entry["start"] for entry in entries)
    for first, second in zip(starts, starts[1:]):
        if second - first < seconds - CLOCK:
            yield f"{host}: {second - first:.3f} s between two requests, Crawl-delay is {seconds} s"


def robots_violations(host, entries, forbidden):
    pages = [entry for entry in entries if entry["path"] != "/robots.txt"]
    robots = [entry for entry in entries if entry["path"] == "/robots.txt"]
    if pages and (not robots or min(one["end"] for one in robots) > min(one["start"] for one in pages) + CLOCK):
        yield f"{host}: a page was asked for before robots.txt was read"
    for entry in pages:
        for prefix in forbidden:
            if entry["path"].startswith(prefix):
                yield f"{host}{entry['path']}: robots.txt forbids {prefix}"


def agent_violations(entries):
    agents = {entry["user_agent"] for entry in entries}
    tokens = {agent.split("/")[0] for agent in agents}
    if len(tokens) > 1:
        yield f"user agents with several names: {sorted(tokens)}"
    for agent in agents:
        if not agent or agent.lower().startswith(("curl/", "mozilla/", "python")):
            yield f"not an honest user agent: {agent!r}"


def check(requests, truth, websites=WEBSITES, directory=DIRECTORY, interfaces=None):
    """The list of violations, each a sentence; empty when all was polite. `interfaces` are the limits of hosts that
    are asked by their own rules, without robots.txt."""
    interfaces = {"overpass.test": directory} | (interfaces or {})
    found = list(agent_violations(requests)) if requests else []
    forbidden = {}
    crawl_delay = {}
    for company in truth:
        bare = company["host"].removeprefix("www.")
        for host in (bare, "www." + bare):
            forbidden[host] = company["forbidden"]
            if company.get("crawl_delay"):
                crawl_delay[host] = company["crawl_delay"]
    hosts = collections.defaultdict(list)
    for entry in requests:
        hosts[entry["host"]].append(entry)
    for host, entries in sorted(hosts.items()):
        limits = interfaces.get(host, websites)
        found += rate_violations(host, entries, limits)
        found += slot_violations(host, entries, limits)
        if host not in interfaces:
            found += robots_violations(host, entries, forbidden.get(host, []))
            if host in crawl_delay:
                found += delay_violations(host, entries, crawl_delay[host])
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("log", type=pathlib.Path, help="request log of simweb")
    parser.add_argument("--truth", type=pathlib.Path, help="truth file of simweb")
    parser.add_argument("--per-minute", type=float, default=60)
    parser.add_argument("--concurrency", type=int, default=3)
    parser.add_argument("--min-delay", type=float, default=1.0)
    options = parser.parse_args()
    requests = [json.loads(line) for line in options.log.read_text().splitlines()]
    truth = [json.loads(line) for line in options.truth.read_text().splitlines()] if options.truth else []
    found = check(requests, truth, Limits(options.per_minute, options.concurrency, options.min_delay))
    for violation in found[:50]:
        print(violation)
    hosts = len({entry["host"] for entry in requests})
    print(f"{len(requests)} requests to {hosts} hosts: {len(found)} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
