"""The list and the detail of leads as FastAPI serves them from the same database: what the benchmark compares with.

uvicorn fastapi_leads:app with LEADSTREAM_DATABASE naming the SQLite file or PostgreSQL's URL. One process, the
synchronous driver in FastAPI's thread pool, JSON by the framework: as its tutorial has it.
"""

import csv
import io
import json
import os
import sqlite3
import threading
import uuid
from datetime import datetime, timezone

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import StreamingResponse

app = FastAPI()
local = threading.local()
address = os.environ["LEADSTREAM_DATABASE"]
on_postgres = address.startswith("postgres")
if on_postgres:
    import psycopg2
    import psycopg2.extras


def connect():
    if on_postgres:
        psycopg2.extras.register_uuid()
        connection = psycopg2.connect(address, cursor_factory=psycopg2.extras.RealDictCursor)
        connection.autocommit = True
        connection.cursor().execute("SELECT set_config('app.tenant_id', 'default', false)")
        return connection
    connection = sqlite3.connect(f"file:{address}?mode=ro", uri=True, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def query(text, values=()):
    """A cursor with the rows of that query."""
    if not hasattr(local, "connection"):
        local.connection = connect()
    cursor = local.connection.cursor()
    cursor.execute(text.replace("instr(", "strpos(").replace("?", "%s") if on_postgres else text, values)
    return cursor


def moment(value):
    return (value if on_postgres else datetime.fromtimestamp(value / 1000, timezone.utc)).isoformat()


def document(value):
    return value if on_postgres else json.loads(value)


def identity(value):
    return str(value if on_postgres else uuid.UUID(bytes=value))


def summary(row):
    return {"id": identity(row["id"]), "company_name": row["name"], "industry": row["industry"],
            "lead_score": row["lead_score"], "contact_count": row["contact_count"], "website": row["website"],
            "email": row["primary_email"], "phone": row["primary_phone"], "location": document(row["location"]),
            "size_category": row["size_category"], "created_at": moment(row["created_at"]),
            "updated_at": moment(row["updated_at"])}


@app.get("/api/v1/leads")
def leads(score_min: int = Query(0, ge=0, le=100), industry: str = "", location: str = "",
          limit: int = Query(20, ge=1, le=100), offset: int = Query(0, ge=0)):
    where, values = "tenant_id = 'default' AND lead_score >= ?", [score_min]
    for column, text in (("industry_text", industry), ("location_text", location)):
        if text:
            where += f" AND instr({column}, ?) > 0"
            values.append(text.casefold())
    total = query(f"SELECT count(*) AS leads FROM companies WHERE {where}", values).fetchone()["leads"]
    rows = query(f"SELECT * FROM companies WHERE {where} ORDER BY lead_score DESC, created_at DESC, id "
                              "LIMIT ? OFFSET ?", [*values, limit, offset]).fetchall()
    following = offset + len(rows)
    return {"leads": [summary(row) for row in rows], "total_count": total,
            "pagination": {"has_next": following < total, "has_prev": offset > 0,
                           "next_offset": following if following < total else None}}


@app.get("/api/v1/leads/{lead_id}")
def lead(lead_id: uuid.UUID):
    key = ("default", lead_id if on_postgres else lead_id.bytes)
    company = query("SELECT c.*, d.social, d.intelligence, d.provenance FROM companies c JOIN lead_details d "
                                 "ON d.tenant_id = c.tenant_id AND d.company_id = c.id "
                                 "WHERE c.tenant_id = ? AND c.id = ?", key).fetchone()
    if company is None:
        raise HTTPException(404)
    contacts = query("SELECT * FROM contacts WHERE tenant_id = ? AND company_id = ? ORDER BY position",
                                  key).fetchall()
    score = query("SELECT * FROM score_breakdowns WHERE tenant_id = ? AND company_id = ?", key).fetchone()
    return {"company": summary(company),
            "contacts": [{"id": identity(c["id"]), "name": c["name"], "title": c["title"],
                          "email": c["email"], "phone": c["phone"], "linkedin_url": c["linkedin_url"],
                          "is_decision_maker": bool(c["is_decision_maker"]),
                          "confidence_score": c["confidence_score"]} for c in contacts],
            "social_profiles": document(company["social"]), "intelligence": document(company["intelligence"]),
            "score_breakdown": {"total": score["total"], "categories": document(score["categories"])},
            "provenance": document(company["provenance"])}


@app.get("/api/v1/export/csv")
def export():
    def lines():
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["company_name", "email", "phone", "lead_score"])
        rows = query("SELECT name, primary_email, primary_phone, lead_score FROM companies WHERE tenant_id = "
                                  "'default' ORDER BY lead_score DESC, created_at DESC, id")
        for number, row in enumerate(rows, 1):
            row = row.values() if on_postgres else row
            writer.writerow([f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" else cell for cell in row])
            if number % 1000 == 0:
                yield text.getvalue()
                text.seek(0)
                text.truncate()
        yield text.getvalue()

    return StreamingResponse(lines(), media_type="text/csv")
