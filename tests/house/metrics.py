#!/usr/bin/env python3
"""Every metric that the dashboard and the alert rules name must exist in the program; the rules must pass promtool."""
import json
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "deploy/prometheus/leadstream.rules.yaml"
TESTS = ROOT / "deploy/prometheus/leadstream.tests.yaml"
NAME = re.compile(r"\b((?:leadstream|process)_[a-z0-9_]+)")


def defined():
    text = (ROOT / "net/metrics/families.cpp").read_text()
    for kind, name in re.findall(r'(counter|gauge|histogram)\(\s*"([a-z0-9_]+)"', text):
        yield from [name + end for end in ("_bucket", "_sum", "_count")] if kind == "histogram" else [name]


def main():
    known = set(defined())
    board = json.loads((ROOT / "deploy/grafana/leadstream.json").read_text())
    expressions = [t["expr"] for panel in board["panels"] for t in panel["targets"]]
    expressions += re.findall(r"expr: (?:>\n((?: {10}.*\n)+)|(.*))", RULES.read_text()) and [RULES.read_text()]
    named = {name for text in expressions for name in NAME.findall(text)}
    missing = sorted(named - known)
    for name in missing:
        print(f"no such metric: {name}")
    status = 1 if missing else 0
    if shutil.which("promtool"):
        for command in (["check", "rules", RULES], ["test", "rules", TESTS]):
            status |= subprocess.run(["promtool", *map(str, command)]).returncode
    else:
        print("promtool is not installed (package prometheus): the rules were not tested")
    print(f"{len(named)} metrics are named, {len(known)} exist")
    return status


if __name__ == "__main__":
    sys.exit(main())
