"""Exports over HTTP: how many of 10,000 rows a second of processor time, beside the same in FastAPI; and one of a great
many rows: when its first byte comes and what memory it takes."""

import http.client
import time

import harness
import rest
from figure import Figure

PATH = "/api/v1/export/csv"
ROWS = 10_000


def exports_each_second(port, key, pid, seconds):
    """Exports for each second of the process's time, one after the other on one connection, and the rows of one."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    rows = count = 0
    begun, end = None, time.monotonic() + seconds + 1
    while begun is None or time.monotonic() < end or count < 3:
        connection.request("GET", PATH, headers=headers)
        rows = connection.getresponse().read().count(b"\r\n") - 1
        if begun is None:  # the first one warms up
            begun = rest.processor_seconds([pid])
        else:
            count += 1
    return count / max(rest.processor_seconds([pid]) - begun, 0.01), rows


def first_byte(server):
    """(milliseconds to the first byte, seconds to the last, bytes) of one export."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    begun = time.monotonic()
    connection.request("GET", PATH, headers={"Authorization": f"Bearer {server.key}"})
    answer = connection.getresponse()
    size = len(answer.read(1))
    first = time.monotonic() - begun
    while piece := answer.read(1 << 20):
        size += len(piece)
    return 1000 * first, time.monotonic() - begun, size


def many_small(options, directory, report):
    data = rest.data_directory(options, directory, ROWS)
    with rest.serving(options, directory, {"storage.directory": data}) as server:
        ours, rows = exports_each_second(server.port, server.key, server.process.pid, options.seconds)
    if rows != ROWS:
        raise harness.Failure(f"the export has {rows} rows, not {ROWS}")
    report.add(Figure(f"exports of {ROWS:,} rows a processor second", ours, "/s", 40, note="name, email, phone, score"))
    with rest.reference(data / "leadstream.db") as other:
        if other is not None:
            theirs, _ = exports_each_second(other[0], None, other[1], options.seconds)
            report.add(Figure("the same in FastAPI", theirs, "/s", note=f"{ours / theirs:.1f} times"))


def one_large(options, directory, report):
    data = rest.data_directory(options, directory, options.leads)
    with rest.serving(options, directory, {"storage.directory": data}) as server:
        begun = rest.processor_seconds([server.process.pid])
        first, whole, size = first_byte(server)
        spent = rest.processor_seconds([server.process.pid]) - begun
        report.add(Figure(f"first byte of {options.leads:,} rows", first, "ms", 200, at_most=True,
                          note=f"the last after {whole:.1f} s, {size >> 20} MiB, {spent:.1f} s of processor time"))
        report.add(Figure("peak memory of the server", server.peak_memory() / 2**20, "MiB", 100, at_most=True))


def compare(options, report):
    with harness.work_directory(options.keep) as directory:
        many_small(options, directory, report)
        one_large(options, directory, report)
