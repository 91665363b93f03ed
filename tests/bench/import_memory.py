#!/usr/bin/env python3
"""Most memory that `leadstream import` and the server take for files of different length: it must not grow with them."""

import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import harness  # noqa: E402
import imports  # noqa: E402
from figure import Figure, Report  # noqa: E402

MIB = 1 << 20


def import_file(options, server, path):
    """(most bytes that the command had resident, seconds)"""
    begun = time.monotonic()
    command = subprocess.Popen([options.leadstream, "import", str(path), "--map", "name=Firma,website=Webseite,phone=Telefon,city=Ort",
                                "--region", "LI", "--quiet", "--json", "--server", f"http://127.0.0.1:{server.port}",
                                "--storage.directory", str(server.data)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(command.pid, 0)
    if os.waitstatus_to_exitcode(status) != 5:  # each BAD-th row names no company
        raise harness.Failure(f"the import ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_maxrss * 1024, time.monotonic() - begun


def measure(options, directory, rows):
    """(MiB of the client, MiB of the server, seconds) for a file of so many rows into an empty database."""
    path = directory / f"{rows}.csv"
    with open(path, "wb") as file:
        file.writelines(imports.rows_of(rows))
    web = harness.Simweb(options.simweb, directory, 0, options.seed)
    server = harness.Leadstream(options.leadstream, directory, web, polite=False, name=f"rows-{rows}")
    client, seconds = import_file(options, server, path)
    total = server.json("GET", "/api/v1/leads?limit=1")["total_count"]
    if total != rows - rows // imports.BAD:
        raise harness.Failure(f"{total} leads of {rows} rows")
    most = server.peak_memory()
    server.stop()
    web.stop()
    path.unlink()
    return client / MIB, most / MIB, seconds


def main():
    options = harness.arguments(__doc__, few={"type": int, "default": 100_000}, many={"type": int, "default": 1_000_000})
    report = Report()
    with harness.work_directory(options.keep) as directory:
        few = measure(options, directory, options.few)
        many = measure(options, directory, options.many)
    for name, less, more in (("client", few[0], many[0]), ("server", few[1], many[1])):
        report.add(Figure(f"{name}, {options.few:,} rows", less, "MiB"))
        report.add(Figure(f"{name}, {options.many:,} rows", more, "MiB", 1.5 * less, at_most=True))
    report.add(Figure(f"rows a second of {options.many:,}", options.many / many[2], "/s"))
    return report.status()


if __name__ == "__main__":
    harness.run(main)
