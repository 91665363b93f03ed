#!/usr/bin/env python3
"""CPU time a page: `leadstream crawl` against a Scrapy spider that extracts the same, on the same sites, in one run.

Prints one JSON line with both figures and their ratio (the aim is 25, the promise 8). Scrapy is the Debian package
python3-scrapy (with python3-phonenumbers); without it the reference is skipped and said so.
"""

import json
import pathlib
import resource
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "e2e"))
import harness  # noqa: E402

PYTHON = "/usr/bin/python3"  # the one that Debian's packages belong to


def pages_in(path):
    return sum(json.loads(line)["pages"] for line in path.read_text().splitlines())


def cpu_of(command):
    """CPU seconds of a program, with what it started, and what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(command, capture_output=True, text=True, timeout=1200)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ended


def main():
    options = harness.arguments(__doc__.splitlines()[0], companies={"type": int, "default": 400},
                                pages={"type": int, "default": 8})
    with harness.work_directory(options.keep) as directory:
        simweb = harness.Simweb(options.simweb, directory, options.companies, options.seed)
        try:
            urls = directory / "urls.txt"
            urls.write_text("".join(f"http://{one['host']}/\n" for one in simweb.truth()))
            ours = directory / "ours.jsonl"
            own_cpu, ended = cpu_of([options.leadstream, "crawl", "--urls", str(urls), "--out", str(ours), "--pages",
                                     str(options.pages), "--politeness", "off", "--own-hosts", "*.test",
                                     "--fetch.host_overrides", f"*.test = 127.0.0.1:{simweb.port}"])
            if ended.returncode not in (0, 5):
                raise harness.Failure(ended.stderr[-1000:])
            figures = {"pages": pages_in(ours), "cpu_ms_a_page": round(1000 * own_cpu / pages_in(ours), 3),
                       "peak_memory_mib": json.loads(ended.stderr.splitlines()[-1])["peak_memory_bytes"] >> 20}
            theirs = directory / "theirs.jsonl"
            spider = pathlib.Path(__file__).with_name("reference_spider.py")
            cpu, ended = cpu_of([PYTHON, str(spider), str(urls), str(theirs), str(options.pages), str(simweb.port)])
            if ended.returncode != 0 or not theirs.exists():
                figures["reference"] = "skipped: " + (ended.stderr.strip().splitlines() or ["?"])[-1]
            else:
                pages = pages_in(theirs)
                figures |= {"reference_pages": pages, "reference_cpu_ms_a_page": round(1000 * cpu / pages, 3),
                            "ratio": round(cpu / pages / (own_cpu / figures["pages"]), 1)}
            print(json.dumps(figures))
        finally:
            simweb.stop()


if __name__ == "__main__":
    harness.run(main)
