#!/usr/bin/env python3
"""Checks who includes whom (docs/architecture.md) and prints each breach. Exit status 1 when there is one."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
FOLDERS = ("domain", "config", "storage", "actors", "net", "app", "tests")

ALLOWED_FOLDERS = {
    "domain": {"domain"},
    "config": {"config", "domain"},
    "storage": {"storage", "config", "domain"},
    "actors": {"actors", "config", "domain"},
    "net": {"net", "config", "domain"},
}

# library prefix -> places that may include it: (path prefix, suffix)
LIBRARIES = {
    "caf/": [("actors/", ""), ("app/", ""), ("tests/", "")],
    "boost/": [("net/serve/", ".cpp"), ("net/client/", ".cpp"), ("net/asio.hpp", ""), ("net/port_call.hpp", ""),
               ("net/serve/", ".hpp"), ("tests/", "")],
    "pqxx/": [("storage/", ".cpp")],
    "sqlite3.h": [("storage/", ".cpp"), ("storage/sqlite/", ".hpp"), ("tests/storage/sqlite/", ".cpp")],
    "simdjson.h": [("storage/stored_json.cpp", "")],
    "curl/": [("net/fetch/", ""), ("net/client/", ".cpp"), ("domain/url/", ".cpp"), ("app/doctor/", ".cpp")],
    "ares": [("net/fetch/", ""), ("net/mail/", ".cpp")],
    "gumbo.h": [("domain/", "")],
    "phonenumbers/": [("domain/", ".cpp")],
    "unicode/": [("domain/", ".cpp")],
    "libpsl.h": [("domain/", ".cpp")],
    "expat.h": [("domain/text/", ".cpp")],
    "uchardet": [("domain/", ".cpp")],
    "toml++/": [("config/", ".cpp")],
    "CLI/": [("app/", ""), ("tests/app/", "")],
    "prometheus/": [("net/metrics/", "")],
    "xlsxwriter.h": [("net/exports/", ".cpp")],
    "regex": [],
}
BEAST_FILES_AT_MOST = 3


def breaches(path, text):
    name = path.as_posix()
    folder = path.parts[0]
    for bracket, target in INCLUDE.findall(text):
        top = target.split("/")[0]
        if bracket == '"' and top in FOLDERS and folder in ALLOWED_FOLDERS:
            if top not in ALLOWED_FOLDERS[folder]:
                yield f"{name}: {folder}/ may not include {target}"
        for prefix, places in LIBRARIES.items():
            hit = target == prefix if prefix in ("regex", "sqlite3.h") else target.startswith(prefix)
            if hit and not any(name.startswith(p) and name.endswith(s) for p, s in places):
                yield f"{name}: {target} is not for this place"
        if name.startswith("net/api/") and (target.startswith("boost/") or target == "net/asio.hpp"):
            yield f"{name}: net/api knows neither Beast nor Asio"


def main():
    found, beast = [], []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.[hc]pp")):
            text = path.read_text(encoding="utf-8")
            relative = path.relative_to(ROOT)
            found += breaches(relative, text)
            if folder != "tests" and "<boost/beast" in text:
                beast.append(relative.as_posix())
    if len(beast) > BEAST_FILES_AT_MOST:
        found.append(f"Beast is included in {len(beast)} files, at most {BEAST_FILES_AT_MOST}: {', '.join(beast)}")
    print("\n".join(found) if found else "includes: clean")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
