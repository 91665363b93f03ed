#!/usr/bin/env python3
"""The disk under the database fills up: writing is refused with a reason, reading goes on, and when there is space
again the server writes again by itself. Needs a file system of its own (a tmpfs, so root); skipped without.
"""

import sqlite3
import subprocess

import harness


class SmallDisk:
    """A mounted tmpfs."""

    def __init__(self, path, megabytes):
        self.path = path
        path.mkdir()
        options = f"size={megabytes}m,mode=0700"
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(path)], capture_output=True,
                              check=False)
        self.mounted = done.returncode == 0

    def fill(self):
        """Leaves not a byte."""
        with open(self.path / "filler", "ab", buffering=0) as out:
            size = 1 << 20
            while size:
                try:
                    if out.write(b"x" * size) < size:
                        raise OSError
                except OSError:
                    size //= 2

    def free(self):
        (self.path / "filler").unlink()

    def close(self):
        if self.mounted:
            subprocess.run(["umount", "-l", str(self.path)], check=False)


def expect(what, condition):
    print(f"{'ok  ' if condition else 'FAIL'} {what}", flush=True)
    return 0 if condition else 1


def search(server):
    return server.request("POST", "/api/v1/scrape/search",
                          {"industry": "hotel", "location": "Simland", "max_results": 3})


def refused(server, disk):
    """Searches until one is refused; what is free in between is used up again."""
    for _ in range(200):
        disk.fill()
        status, headers, content = search(server)
        if status != 202:
            return status, headers, content
    raise harness.Failure("a full disk was never noticed")


def exercise(server, disk, ballast):
    bad = 0
    server.wait_job(search_id(server), 60)
    before = len(server.lead_rows())
    bad += expect("the ballast is there", ballast.stat().st_size == 4 << 20)
    for turn in (1, 2):
        status, headers, content = refused(server, disk)
        bad += expect(f"round {turn}: writing is refused: 503, Retry-After, why",
                      status == 503 and headers.get("Retry-After") and b"full" in content)
        bad += expect("the ballast was given up", not ballast.exists())
        bad += expect("reading goes on", len(server.lead_rows()) >= before)
        status, _, content = server.request("GET", "/health")
        bad += expect("/health says why", status == 503 and b"full" in content)
        bad += expect("and that reading goes on", b'"database":"connected"' in content)
        bad += expect("/health/ready 503, /health/live 200", server.request("GET", "/health/ready")[0] == 503
                      and server.request("GET", "/health/live")[0] == 200)
        disk.free()
        harness.wait_until(lambda: server.request("GET", "/health/ready")[0] == 200, 10, "the server to write again")
        bad += expect("it writes again by itself", search(server)[0] == 202)
        bad += expect("the ballast is back", ballast.exists())
    log = server.log_path.read_text()
    bad += expect("logged once each time", log.count("warning the database takes no writes") == 2
                  and log.count("warning the database takes writes again") == 2)
    return bad


def search_id(server):
    return server.search("hotel", "Simland", max_results=3)


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    with harness.work_directory(options.keep) as directory:
        disk = SmallDisk(directory / "disk", 48)
        if not disk.mounted:
            disk.close()
            print("skipped: a tmpfs cannot be mounted here (not root?)")
            return 0
        web = harness.Simweb(options.simweb, directory, companies=10, seed=options.seed)
        server = None
        try:
            server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings={
                "storage.directory": disk.path / "data", "storage.ballast_bytes": "4MiB", "archive.enabled": "off"})
            bad = exercise(server, disk, disk.path / "data/ballast")
            bad += expect("an orderly end", server.stop() == 0)
            whole = sqlite3.connect(disk.path / "data/leadstream.db").execute("PRAGMA integrity_check").fetchone()
            bad += expect("the database is whole", whole == ("ok",))
            return 1 if bad else 0
        finally:
            if server and server.alive():
                server.kill()
            web.stop()
            disk.close()


if __name__ == "__main__":
    harness.run(main)
