#!/usr/bin/env python3
"""Measures the product and prints each figure beside its target; exit status 1 when one is missed.

    run.py            the floor: search initiation, API, lead retrieval, success rate, companies an hour while polite
    run.py quality    how well the rules do on data that others annotated
    run.py dedup      a million made-up companies: speed, quality and memory of deduplication
    run.py rest       lists and details over HTTP, times FastAPI
    run.py exports    exports over HTTP: how many, the first byte, memory
    run.py crawl      processor time of a crawled page, times Scrapy
    run.py hosts      memory of a job of 10,000 hosts, and of each host that is open
    run.py storage    the SQLite store alone
    run.py ratios     dedup, rest, exports and crawl, each beside its reference

--quick takes few leads and sites: minutes become seconds, and figures rough. --full takes a million leads.
"""

import argparse
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/e2e"), str(ROOT / "tests/quality")]

import harness  # noqa: E402
from figure import Figure, Report  # noqa: E402


def floor(options, report):
    import floor as measures

    measures.measure(options, report)


def quality(options, report):
    import businesses
    import contacts
    import crawled
    import industries
    import intel
    import listings
    import modern
    import rules
    import structured
    import technologies

    for part in (crawled, contacts, modern, structured, rules, technologies, businesses, listings, industries,
                 intel):
        if part.needs_data and not options.data.is_dir():
            print(f"{part.__name__}: skipped, {options.data} is not there", flush=True)
            continue
        for name, value, target, note in part.figures(options):
            report.add(Figure(name, value, target=target, note=note))


def program(options, name):
    """A benchmark of its own; the build makes it only when it is asked for."""
    path = options.build / "tests" / name
    if not path.exists():
        raise harness.Failure(f"{path} is not there; ./dev bench {name.removeprefix('bench_')} builds it")
    return str(path)


def storage(options, _):
    if subprocess.run([program(options, "bench_storage")], cwd=ROOT, check=False).returncode:
        raise harness.Failure("bench_storage failed")


def rescore(options, _):
    if subprocess.run([program(options, "bench_rescore")], cwd=ROOT, check=False).returncode:
        raise harness.Failure("bench_rescore failed")


def dedup(options, report):
    print("finding duplicates among a million made-up companies, then by the plain rule (half a minute)", flush=True)
    ended = subprocess.run([program(options, "bench_dedup")], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    print(ended.stdout, end="")
    if ended.returncode:
        raise harness.Failure(f"bench_dedup ended with status {ended.returncode}")
    ours = next(line for line in ended.stdout.splitlines() if line.startswith("leadstream"))
    measured = {key: float(value) for key, value in re.findall(r"(F1|peak) ([\d.]+)", ours)}
    report.add(Figure("records of a million, each second", float(ours.split()[1]), "/s", 150_000))
    report.add(Figure("F1 over pairs", measured["F1"], target=0.96))
    report.add(Figure("peak memory", measured["peak"], "MiB", 1024, at_most=True))


def rest(options, report):
    import rest as measures

    measures.compare(options, report)


def exports(options, report):
    import exports as measures

    measures.compare(options, report)


def crawl(options, report):
    import crawl as measures

    measures.compare(options, report)


def hosts(options, report):
    import hosts as measures

    measures.measure(options, report)


def ratios(options, report):
    for part in (dedup, rest, exports, crawl):
        part(options, report)


class Size:
    """How much is measured."""

    def __init__(self, leads, sites, seconds):
        self.leads, self.sites, self.seconds = leads, sites, seconds


USUAL, QUICK, FULL = Size(100_000, 400, 8), Size(20_000, 60, 2), Size(1_000_000, 2000, 20)


def main():
    names = {"floor": floor, "quality": quality, "dedup": dedup, "storage": storage, "rescore": rescore, "rest": rest,
             "exports": exports, "crawl": crawl, "hosts": hosts, "ratios": ratios}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", default="floor", choices=names)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release", help="where the programs are")
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared/data", help="annotated data")
    parser.add_argument("--keep", action="store_true", help="keep the directory with logs and databases")
    parser.add_argument("--quick", action="store_const", dest="size", const=QUICK, default=USUAL)
    parser.add_argument("--full", action="store_const", dest="size", const=FULL)
    parser.add_argument("--database", type=pathlib.Path, help="a directory that keeps the made-up leads for the next run")
    options = parser.parse_args()
    options.leads, options.sites, options.seconds = options.size.leads, options.size.sites, options.size.seconds
    options.leadstream = str(options.build / "leadstream")
    options.simweb = str(options.build / "simweb")
    report = Report()
    names[options.name](options, report)
    return report.status()


if __name__ == "__main__":
    harness.run(main)
