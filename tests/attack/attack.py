#!/usr/bin/env python3
"""Attacks a running server the way strangers would and prints a line for each attack; exit status 1 if one was not
repelled. After each of them the same process must be alive and answer /health within a second; at the end its memory
must be under the cap and no secret in its log."""

import time

import tools  # first: it makes the end-to-end scripts importable

import harness
import authentication  # noqa: F401 (registers its attacks)
import crosswise  # noqa: F401
import protocol  # noqa: F401
import tenants  # noqa: F401
import transport  # noqa: F401

MEMORY_CAP = harness.mebibytes(400)
SETTINGS = {
    "server.header_timeout": "5s", "server.cors_origins": "https://app.example.com", "server.connections_per_address": 2000,
    "auth.failures": 5000, "limits.jobs_running": 20, "limits.jobs_per_day": 100, "limits.exports_per_hour": 50, "limits.websockets": 50,
    "sources.websites.enabled": "off", "log.format": "json", "sources.overpass.min_delay": "0s", "sources.overpass.max_delay": "0s",
}


def healthy(server):
    begin = time.monotonic()
    if not server.alive():
        return f"the process has ended:\n{server.tail()}"
    try:
        status = server.request("GET", "/health")[0]
    except OSError as problem:
        return f"no answer: {problem}"
    taken = time.monotonic() - begin
    return None if status == 200 and taken < 1 else f"/health gave {status} after {taken:.2f} s"


def attempt(world, function):
    try:
        return function(world) or healthy(world.server)
    except (OSError, harness.Failure, KeyError, ValueError, TypeError) as problem:
        return f"{type(problem).__name__}: {problem}"


def main():
    options = harness.arguments(__doc__.splitlines()[0], only={"nargs": "*", "default": [], "help": "numbers of attacks"},
                                quick={"action": "store_true", "help": "without those that take seconds"})
    failed, begun = 0, time.monotonic()
    with harness.work_directory(options.keep) as directory:
        issuer = tools.Issuer(directory)
        web = harness.Simweb(options.simweb, directory, 20, options.seed, industry="dentist")
        server = harness.Leadstream(options.leadstream, directory, web, False, SETTINGS | issuer.settings())
        world = tools.World(options, directory, web, server, issuer)
        try:
            for number, title, function in sorted(tools.ATTACKS, key=lambda each: int(each[0][1:])):
                if (options.only and number not in options.only) or (options.quick and function in tools.SLOW):
                    continue
                begin = time.monotonic()
                problem = attempt(world, function)
                failed += problem is not None
                print(f"{number} {'repelled' if problem is None else 'NOT REPELLED':12} {title} "
                      f"({time.monotonic() - begin:.1f} s){': ' + problem if problem else ''}")
                while world.notes:
                    print(f"    {world.notes.pop(0)}")
            for number, reason in sorted(tools.EXCEPTED.items(), key=lambda each: int(each[0][1:])):
                print(f"{number} {'elsewhere':12} {reason}")
            log = server.log_path.read_text()
            kept = world.secrets + [issuer.secret, "correct horse battery"]
            shown = [secret for secret in (server.key, *kept) if secret in log]
            stored = [file.name for file in server.data.rglob("*") if file.is_file()
                      and any(secret.encode() in file.read_bytes() for secret in kept)]
            peak = server.peak_memory()
            print(f"same process {server.process.pid}, peak memory {peak / 2**20:.0f} MiB, {len(shown)} secrets in the log, "
                  f"{len(stored)} files with secrets")
            failed += bool(shown) + bool(stored) + (peak > MEMORY_CAP)
        finally:
            server.stop()
            web.stop()
    print((f"{failed} not repelled" if failed else "all repelled") + f" in {time.monotonic() - begun:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    harness.run(main)
