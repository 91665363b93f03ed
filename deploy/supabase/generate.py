#!/usr/bin/env python3
"""Writes deploy/supabase/migrations, what `supabase db push` applies: the steps of storage/migrations/postgres, each with
the note in schema_migrations by which the program knows that it is done. With --check it writes nothing and fails when
they differ."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "storage/migrations/postgres"
TARGET = ROOT / "deploy/supabase/migrations"
BOOK = """-- Which steps are done; the program reads it at its start.
CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at timestamptz NOT NULL);
"""


def wanted():
    files = {"20260101000000_steps.sql": BOOK}
    for path in sorted(SOURCE.glob("[0-9]*.sql")):
        if path.name.endswith(".down.sql"):
            continue
        number, name = re.fullmatch(r"0*(\d+)_(.+)\.sql", path.name).groups()
        text = path.read_text().rstrip("\n")
        files[f"2026010100{int(number):04}_{name}.sql"] = (
            # As the program does it: a writer sees all tenants while it changes the schema.
            f"SET LOCAL app.tenant_id = '*';\n{text}\n\n"
            f"INSERT INTO schema_migrations (number, name, applied_at) VALUES ({number}, '{name}', now());\n")
    return files


def main():
    files = wanted()
    if "--check" in sys.argv[1:]:
        there = {path.name: path.read_text() for path in TARGET.glob("*.sql")}
        differing = sorted(name for name in files.keys() | there.keys() if files.get(name) != there.get(name))
        for name in differing:
            print(f"deploy/supabase/migrations/{name} is not what storage/migrations/postgres makes it")
        if differing:
            print("run deploy/supabase/generate.py")
        return 1 if differing else 0
    TARGET.mkdir(exist_ok=True)
    for path in TARGET.glob("*.sql"):
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (TARGET / name).write_text(text)
    print(f"{len(files)} files in {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
