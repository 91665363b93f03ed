#!/usr/bin/env python3
"""Every metric that the dashboard, the alert rules and the documentation name must exist in the program, every metric of the
program must stand in the documentation and on the dashboard; the rules must pass promtool."""
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
    """The metrics of the program with the names of their series."""
    text = (ROOT / "net/metrics/families.cpp").read_text()
    return {name: [name + end for end in ("_bucket", "_sum", "_count")] if kind == "histogram" else [name]
            for kind, name in re.findall(r'(counter|gauge|histogram)\(\s*"([a-z0-9_]+)"', text)}


def main():
    families = defined()
    known = {series for all_of_it in families.values() for series in all_of_it}
    board = json.loads((ROOT / "deploy/grafana/leadstream.json").read_text())
    expressions = [t["expr"] for panel in board["panels"] for t in panel["targets"]]
    expressions += re.findall(r"expr: (?:>\n((?: {10}.*\n)+)|(.*))", RULES.read_text()) and [RULES.read_text()]
    named = {name for text in expressions for name in NAME.findall(text)}
    documented = set(NAME.findall((ROOT / "docs/operations.md").read_text()))
    missing = [f"no such metric: {name}" for name in sorted(named - known) + sorted(documented - known - set(families))]
    missing += [f"not in docs/operations.md: {name}" for name in sorted(set(families) - documented)]
    missing += [f"not on the dashboard: {name}" for name, series in families.items() if not named.intersection(series)]
    for fault in missing:
        print(fault)
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
