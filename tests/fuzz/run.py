#!/usr/bin/env python3
"""Builds every fuzz target and runs each for some seconds. Exit status 1 when one finds something."""
import argparse
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "fuzz"


def build():
    print("fuzz: building with clang and sanitizers (some minutes the first time)", file=sys.stderr, flush=True)
    if not (BUILD / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", "fuzz"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", str(BUILD), "fuzz_targets"], check=True, stdout=sys.stderr)


def run(target, seconds):
    corpus = BUILD / "corpus" / target.name
    corpus.mkdir(parents=True, exist_ok=True)
    seeds = ROOT / "tests" / "fuzz" / "seeds" / target.name.removeprefix("fuzz_")
    folders = [str(corpus)] + ([str(seeds)] if seeds.is_dir() else [])
    command = [str(target), f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-max_len=65536",
               "-print_final_stats=1", f"-artifact_prefix={BUILD}/", *folders]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    runs = next((line.split()[-1] for line in ended.stderr.splitlines() if "number_of_executed_units" in line), "?")
    print(f"{target.name}: {runs} inputs in {seconds} s, {'clean' if ended.returncode == 0 else 'FOUND SOMETHING'}",
          flush=True)
    if ended.returncode != 0:
        print("\n".join(ended.stderr.splitlines()[-60:]))
    return ended.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", default="", help="targets whose name contains this")
    options = parser.parse_args()
    build()
    targets = sorted(p for p in BUILD.glob("fuzz_*") if p.is_file() and options.only in p.name)
    clean = [run(target, options.seconds) for target in targets]
    return 0 if all(clean) and clean else 1


if __name__ == "__main__":
    sys.exit(main())
