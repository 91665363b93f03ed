#!/usr/bin/env python3
"""How long 200 and 2,000 companies take with politeness off, and how much memory: it must not grow with their number."""

import json
import time

import compare
import harness


def measure(options, directory, companies):
    web = harness.Simweb(options.simweb, directory, companies, options.seed, "none", f"web-{companies}",
                         industry="dentist")
    server = harness.Leadstream(options.leadstream, directory, web, polite=False, name=f"server-{companies}")
    try:
        begin = time.monotonic()
        job = server.search("dentist", "Simland", max_results=10_000)
        answered = time.monotonic() - begin
        first = []

        def progress(state):
            if state["results_count"] > 0 and not first:
                first.append(time.monotonic() - begin)

        server.wait_job(job, 600, progress)
        last = time.monotonic() - begin
        memory = server.peak_memory()
        counts = compare.compare(server.leads(), web.truth()) if companies <= 500 else []
    finally:
        server.stop()
        web.stop()
    compare.report(counts, 3)
    requests = len(web.requests())
    made = {"companies": companies, "answer_ms": round(answered * 1000, 1), "first_lead_s": round(first[0], 2) if first
            else None, "last_lead_s": round(last, 2), "requests": requests, "requests_per_s": round(requests / last),
            "peak_memory_mib": round(memory / 2**20, 1)}
    print(json.dumps(made), flush=True)
    return made


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    with harness.work_directory(options.keep) as directory:
        small = measure(options, directory, 200)
        large = measure(options, directory, 2000)
    growth = large["peak_memory_mib"] - small["peak_memory_mib"]
    print(f"memory of 2,000 companies is {growth:.1f} MiB above that of 200")
    return 0 if growth < 64 else 1


if __name__ == "__main__":
    harness.run(main)
