"""CPU time a page: `leadstream crawl` beside a Scrapy spider that extracts the same, on the same sites, in one run; and the
memory of a job of many hosts. Scrapy is the Debian package python3-scrapy (with python3-phonenumbers); without it the
reference is skipped and said so."""

import json
import pathlib
import resource
import subprocess

import harness
from figure import Figure

PYTHON = "/usr/bin/python3"  # the one that Debian's packages belong to
SPIDER = pathlib.Path(__file__).with_name("reference") / "spider.py"
PAGES = 8  # of a site at most


def pages_in(path):
    return sum(json.loads(line)["pages"] for line in path.read_text().splitlines())


def cpu_of(command):
    """CPU seconds of a program, with what it started, and what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(command, capture_output=True, text=True, timeout=1800, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ended


def own_run(options, simweb, urls, out):
    """(milliseconds of CPU a page, pages, peak memory in MiB) of `leadstream crawl`."""
    cpu, ended = cpu_of([options.leadstream, "crawl", "--urls", str(urls), "--out", str(out), "--pages", str(PAGES),
                         "--politeness", "off", "--own-hosts", "*.test",
                         "--fetch.host_overrides", f"*.test = 127.0.0.1:{simweb.port}"])
    if ended.returncode not in (0, 5):
        raise harness.Failure(ended.stderr[-1000:])
    pages = pages_in(out)
    return 1000 * cpu / pages, pages, json.loads(ended.stderr.splitlines()[-1])["peak_memory_bytes"] / 2**20


def spider_run(simweb, urls, out):
    """(milliseconds of CPU a page, pages) of the spider; nothing when it cannot run."""
    cpu, ended = cpu_of([PYTHON, str(SPIDER), str(urls), str(out), str(PAGES), str(simweb.port)])
    if ended.returncode != 0 or not out.exists():
        print("  no reference: " + (ended.stderr.strip().splitlines() or ["?"])[-1])
        return None
    pages = pages_in(out)
    return 1000 * cpu / pages, pages


def compare(options, report):
    with harness.work_directory(options.keep) as directory:
        simweb = harness.Simweb(options.simweb, directory, options.sites)
        try:
            urls = directory / "urls.txt"
            urls.write_text("".join(f"http://{one['host']}/\n" for one in simweb.truth()))
            print(f"crawling {options.sites} sites, then once more by the spider", flush=True)
            ours, pages, memory = own_run(options, simweb, urls, directory / "ours.jsonl")
            report.add(Figure("CPU of a crawled page", ours, "ms", note=f"{pages} pages, peak memory {memory:.0f} MiB"))
            if (theirs := spider_run(simweb, urls, directory / "theirs.jsonl")) is not None:
                report.add(Figure("pages a processor second, times Scrapy", theirs[0] / ours, "times", 8,
                                  note=f"{theirs[0]:.1f} ms a page, {theirs[1]} pages; the aim is 25"))
        finally:
            simweb.stop()
