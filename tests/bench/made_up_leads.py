"""Made-up leads in great number, written straight into the tables of a migrated database."""

import datetime
import itertools
import json
import random
import sqlite3
import subprocess
import time
import uuid

INDUSTRIES = ["dentist", "bakery", "hotel", "bank", "restaurant", "software", "car_repair", "lawyer", "optician", "florist"]
CITIES = ["Vaduz", "Schaan", "Zürich", "Berlin", "Wien", "Lyon", "Torino", "Utrecht", "Porto", "Gdańsk"]
TECHNOLOGIES = ["wordpress", "shopify", "nginx", "php", "react", "google analytics", "stripe", "typo3"]
BREAKDOWN = json.dumps([{"name": name, "points": 30, "available": 70, "weighted": 12.5, "criteria": [
    {"name": "email_found", "points": 20, "state": "yes", "evidence": ["info@example.test"]},
    {"name": "phone_found", "points": 0, "state": "unknown", "evidence": []}]}
    for name in ("contact_completeness", "business_indicators", "data_quality", "engagement_potential")])
TABLES = {
    "companies": ("tenant_id", "id", "name", "industry", "website", "street", "city", "postal_code", "country",
                  "location", "lead_score", "created_at", "updated_at", "contact_count", "primary_email",
                  "primary_phone", "industry_text", "location_text"),
    "lead_details": ("tenant_id", "company_id", "intelligence", "provenance"),
    "score_breakdowns": ("tenant_id", "company_id", "total", "rules_version", "categories"),
    "contacts": ("tenant_id", "id", "company_id", "position", "name", "email", "phone", "created_at"),
    "lead_facets": ("tenant_id", "kind", "value", "company_id"),
    "lead_texts": ("tenant_id", "company_id", "words"),
}
BATCH = 20_000


class Moment(int):
    """Milliseconds since 1970, as SQLite has them; PostgreSQL reads its text."""

    def __str__(self):
        return datetime.datetime.fromtimestamp(self / 1000, datetime.timezone.utc).isoformat()


def leads(count):
    """The rows of each made-up lead, by table."""
    dice = random.Random(1)
    start = int(time.time() * 1000) - 90 * 86_400_000
    for number in range(count):
        at = Moment(start + number * (90 * 86_400_000) // count)
        key = uuid.UUID(int=(at << 80) | (7 << 76) | (2 << 62) | dice.getrandbits(60))
        name, industry, city = f"Firma {number}", dice.choice(INDUSTRIES), dice.choice(CITIES)
        site, score = f"https://firma{number}.test/", min(100, int(dice.gauss(48, 18)) if number else 50)
        score = max(0, score)
        place = json.dumps({"city": city, "state": None, "country": "LI", "street": f"Weg {number % 90}"})
        text = f"{city}\n\nli\n9490\nweg {number % 90}".lower()
        facets = [("has", "email"), ("has", "phone"), ("source", "overpass")]
        facets += [("technology", one) for one in dice.sample(TECHNOLOGIES, 2)]
        if number % 500 == 0:
            facets.append(("signal", "funding"))
        yield {
            "companies": [("default", key, name, industry, site, f"Weg {number % 90}", city, "9490", "LI", place, score,
                           at, at, 2, f"info@firma{number}.test", "+4232390101", industry, text)],
            "lead_details": [("default", key,
                              json.dumps({"growth_signals": [], "technology_stack": ["WordPress"], "pain_points": []}),
                              json.dumps([{"field": "name", "value": name, "source": "overpass", "url": site,
                                           "fetched_at": at, "method": "osm_tag", "confidence": 1}] * 8))],
            "score_breakdowns": [("default", key, score, 1, BREAKDOWN)],
            "contacts": [("default", uuid.uuid4(), key, place_, f"Person {place_}", f"{mailbox}@firma{number}.test",
                          "+4232390101", at) for place_, mailbox in enumerate(("info", "person"))],
            "lead_facets": [("default", kind, value, key) for kind, value in facets],
            "lead_texts": [("default", key, f"firma {number} {industry} {city.lower()}")],
        }


def batches(count):
    """(table, its rows) of some thousand leads at a time; the first table of a batch is the companies'."""
    made = leads(count)
    while some := list(itertools.islice(made, BATCH)):
        for table in TABLES:
            yield table, (row for lead in some for row in lead[table])


def fill_sqlite(path, count):
    sqlite3.register_adapter(uuid.UUID, lambda one: one.bytes)
    sqlite3.register_adapter(Moment, int)
    database = sqlite3.connect(path)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -2000000"):
        database.execute("PRAGMA " + pragma)
    for table, rows in batches(count):
        columns = TABLES[table]
        database.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)
        database.commit()
    database.execute("INSERT INTO lead_words (lead_words) VALUES ('rebuild')")
    database.commit()
    database.execute("PRAGMA journal_mode = WAL")
    database.close()


def fill_postgres(psql, count):
    """`psql` is the command that reaches the database as superuser: triggers of a million rows take too long, so that
    the counts are made at the end."""
    run = subprocess.Popen([*psql, "-q", "-v", "ON_ERROR_STOP=1"], stdin=subprocess.PIPE, text=True)
    run.stdin.write("SET session_replication_role = replica;\n")
    for table, rows in batches(count):
        run.stdin.write(f"COPY {table} ({', '.join(TABLES[table])}) FROM STDIN;\n")
        for row in rows:
            run.stdin.write("\t".join(str(cell).replace("\\", "\\\\").replace("\n", "\\n") for cell in row) + "\n")
        run.stdin.write("\\.\n")
    run.stdin.write("INSERT INTO lead_counts SELECT tenant_id, industry_text, lead_score, count(*) FROM companies "
                    "GROUP BY 1, 2, 3;\n"
                    "INSERT INTO facet_counts SELECT tenant_id, kind, value, count(*) FROM lead_facets GROUP BY 1, 2, 3;\n"
                    "VACUUM ANALYZE;\n")
    run.stdin.close()
    if run.wait():
        raise subprocess.CalledProcessError(run.returncode, "psql")
