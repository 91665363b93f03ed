#!/usr/bin/env python3
"""Runs clang-tidy over the given files and remembers those it found clean.

A file is looked at again only when its text after preprocessing, comments included, or the checks changed:
what costs minutes over the whole tree costs seconds after an edit.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

# The compile commands are GCC's: clang 14 knows not all of its warning flags, and has to be told (as has
# Boost) that it reads the standard's coroutines.
EXTRA = ["-Wno-unknown-warning-option", "-D__cpp_impl_coroutine=201902L", "-DBOOST_ASIO_HAS_CO_AWAIT=1"]


def compile_flags(build):
    """The flags of each file's compilation, without what it writes and reads."""
    flags = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        words = shlex.split(entry["command"])[1:]
        words = words[: words.index("-o")]
        flags[entry["file"]] = (words, entry["directory"])
    return flags


def fingerprint(file, words, directory, checks):
    """What the verdict on a file depends on; None when it cannot be preprocessed."""
    expanded = subprocess.run(
        ["clang++", "-w", *words, *EXTRA, "-E", "-C", "-P", file], cwd=directory, capture_output=True
    )
    if expanded.returncode != 0:
        return None
    digest = hashlib.sha256(checks)
    digest.update(file.encode())
    digest.update(expanded.stdout)
    return digest.hexdigest()


def check(file, build, flags, checks):
    """What clang-tidy says of a file; empty when it is clean."""
    words, directory = flags[file]
    key = fingerprint(file, words, directory, checks)
    seen = build / "tidy" / (key or "")
    if key and seen.exists():
        return ""
    extra = [f"--extra-arg={word}" for word in EXTRA]
    run = subprocess.run(
        ["clang-tidy", "--quiet", "-p", str(build), *extra, file], capture_output=True, text=True
    )
    if run.returncode != 0:
        return run.stdout + run.stderr
    if key:
        seen.touch()
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/dev"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    files = [str(pathlib.Path(line).resolve()) for line in sys.stdin.read().split()]
    build = options.build.resolve()
    flags = compile_flags(build)
    checks = pathlib.Path(".clang-tidy").read_bytes()
    (build / "tidy").mkdir(exist_ok=True)
    faulty = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        asked = {pool.submit(check, file, build, flags, checks): file for file in files if file in flags}
        for number, answer in enumerate(concurrent.futures.as_completed(asked), 1):
            if answer.result():
                faulty += 1
                print(answer.result(), flush=True)
            if number % 20 == 0 or number == len(asked):
                print(f"tidy: {number} of {len(asked)} files", file=sys.stderr, flush=True)
    sys.exit(1 if faulty else 0)


if __name__ == "__main__":
    main()
