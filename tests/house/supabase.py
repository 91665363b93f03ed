#!/usr/bin/env python3
"""deploy/supabase is what the program's own steps make it, and applies to a database with Supabase's roles: who has a
token sees the rows of its tenant and no others."""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
import postgres  # noqa: E402

FOLDER = ROOT / "deploy/supabase"
ROLES = """CREATE ROLE anon; CREATE ROLE authenticated; CREATE ROLE service_role BYPASSRLS;
CREATE PUBLICATION supabase_realtime; GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;"""


def expect(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


def seen(cluster, role, claims):
    """What PostgREST would do for a token: its role and claims, then the question."""
    sql = (f"BEGIN; SET LOCAL ROLE {role}; SELECT set_config('request.jwt.claims', '{json.dumps(claims)}', true); "
           "SELECT 'jobs ' || count(*) FROM readable_jobs; COMMIT")
    try:
        return int(cluster.psql(sql, "project").split("jobs ")[1])
    except subprocess.CalledProcessError as problem:
        return "refused" if "permission denied" in problem.stderr else problem.stderr


def main():
    if subprocess.run([sys.executable, FOLDER / "generate.py", "--check"], check=False).returncode:
        return 1
    if not postgres.find("postgres"):
        print("PostgreSQL is not installed: the steps were compared, not applied")
        return 0
    cluster = postgres.Cluster()
    try:
        cluster.psql("CREATE DATABASE project")
        cluster.psql(ROLES, "project")
        for path in sorted(FOLDER.glob("migrations/*.sql")):
            cluster.psql("BEGIN;" + path.read_text() + ";COMMIT", "project")
        for _ in range(2):
            cluster.psql((FOLDER / "seed.sql").read_text(), "project")
        own = {"role": "authenticated", "app_metadata": {"tenant_id": "default"}}
        expect(seen(cluster, "authenticated", own) == 1, "a token sees its tenant")
        expect(seen(cluster, "authenticated", {"app_metadata": {"tenant_id": "other"}}) == 0, "and no other")
        expect(seen(cluster, "authenticated", {"app_metadata": {"tenant_id": "*"}}) == 0, "nor all of them")
        expect(seen(cluster, "authenticated", {"user_metadata": {"tenant_id": "default"}}) == 0, "nor by its own word")
        expect(seen(cluster, "service_role", {}) == 1, "the service role sees all")
        expect(seen(cluster, "anon", {}) == "refused", "nobody else sees anything")
        shown = cluster.psql("SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_publication_tables "
                             "WHERE pubname = 'supabase_realtime'", "project").strip()
        expect(shown == "companies contacts scraping_jobs", f"Realtime shows the leads, not {shown}")
        print("supabase: the steps are the program's, apply, and keep tenants apart")
        return 0
    finally:
        cluster.close()


if __name__ == "__main__":
    sys.exit(main())
