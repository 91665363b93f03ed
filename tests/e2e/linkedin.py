#!/usr/bin/env python3
"""LinkedIn, end to end over TLS: not asked by default, refused by robots.txt, read where that file allows it, asked by its
interface with a token, and imported by consent. Whatever happens stands in the job's log, and the companies' own websites
answer all the same. One check a line."""

import json
import subprocess

import harness
import sources

TRADE = "dentist"


def settings_of(web, **chosen):
    https = json.loads(web.https_file.read_text())
    return {"fetch.host_overrides": f"*.linkedin.com = 127.0.0.1:{https['port']}, *.test = 127.0.0.1:{web.port}",
            "fetch.ca_file": https["ca"], "crawl.own_hosts": "*.test, *.linkedin.com",
            "sources.job_boards.enabled": "off", "sources.linkedin.enabled": "on"} | chosen


def linked(web):
    """Names of the companies whose websites link to their page."""
    return {one["name"] for one in web.truth()
            if one["website"] and any("linkedin.com/company/" in link for link in one["social"])}


def pages_asked(web):
    return [one["path"] for one in web.requests() if one["host"] == "www.linkedin.com" and one["path"].startswith("/company/")]


def facts_of(server, field):
    """{company name: value} of what LinkedIn said."""
    rows = sources.rows_of(server, "SELECT c.name, s.raw_data FROM scraped_data s JOIN companies c ON c.tenant_id = s.tenant_id "
                                   "AND c.id = s.company_id WHERE s.source = 'linkedin'")
    return {name: fact["value"] for name, raw in rows for fact in json.loads(raw).get("facts", []) if fact["field"] == field}


def notes_of(log):
    return [one for one in log if one["source"] == "linkedin"]


def without_pages(web, server, state, log, reason):
    notes = [one for one in notes_of(log) if one["step"] == "fallback" and one["reason"] == reason]
    sources.expect(notes and "website" in notes[0]["message"], f"the job does not say {reason}: {notes_of(log)}")
    sources.expect(not pages_asked(web), f"pages were asked for: {pages_asked(web)[:3]}")
    sources.expect(not facts_of(server, "employee_count"), "LinkedIn said something")
    read = sources.rows_of(server, "SELECT count(DISTINCT company_id) FROM scraped_data WHERE source = 'website'")[0][0]
    sites = sum(1 for one in web.truth() if one["website"])
    sources.expect(read >= 0.95 * sites, f"{read} of {sites} websites answered")
    return notes[0]["message"]


def check_off(options, directory, web):
    def said(server, state, log):
        print("off: " + without_pages(web, server, state, log, "not_usable"))

    sources.run_job(options, directory, web, "off", 100, said, **settings_of(web, **{"sources.linkedin.enabled": "off"}))


def check_robots(options, directory, web):
    def refused(server, state, log):
        print("robots: " + without_pages(web, server, state, log, "robots_denied"))
        asked = [one for one in web.requests() if one["host"] == "www.linkedin.com"]
        sources.expect([one["path"] for one in asked] == ["/robots.txt"], f"robots.txt was not asked once: {asked}")
        leads = [row for row in server.lead_rows() if row["company_name"] in linked(web)]
        unsaid = [row["company_name"] for row in leads if not any(
            "linkedin.com/company/" in one["url"] and one["rule"] for one in
            server.json("GET", f"/api/v1/companies/{row['id']}/robots")["decisions"])]
        sources.expect(leads and not unsaid, f"why their page was not fetched is not shown of {unsaid}")

    sources.run_job(options, directory, web, "robots", 100, refused, **settings_of(web))


def check_open(options, directory, web):
    def read(server, state, log):
        counts, wanted = facts_of(server, "employee_count"), linked(web)
        right = {one["name"] for one in web.truth() if matches(one["headcount"], counts.get(one["name"], ""))}
        sources.expect(len(wanted & right) >= 0.95 * len(wanted), f"{len(wanted & right)} of {len(wanted)} counts: {counts}")
        sources.expect(facts_of(server, "recent_activity") or facts_of(server, "growth_signal"), "no update with a date")
        sources.expect(not [one for one in notes_of(log) if one["step"] == "fallback"], f"{notes_of(log)}")
        print(f"open: {len(wanted & right)} of {len(wanted)} companies' employees, {len(pages_asked(web))} pages of LinkedIn")

    sources.run_job(options, directory, web, "open", 100, read, **settings_of(web))


def matches(headcount, said):
    if "-" in said:
        least, most = said.split("-")
        return int(least) <= headcount <= int(most)
    return said == str(headcount)


def check_token(options, directory, web):
    def told(server, state, log):
        names, wanted = facts_of(server, "name"), linked(web)
        sources.expect(len(wanted & set(names.values())) >= 0.95 * len(wanted), f"{len(names)} of {len(wanted)}: {names}")
        sources.expect(not pages_asked(web), "pages were asked for in spite of the token")
        print(f"token: {len(names)} companies known by the Organization Lookup API, no page asked for")

    sources.run_job(options, directory, web, "token", 100, told, **settings_of(web, **{"sources.linkedin.token": "simweb-token"}))


def check_bad_token(options, directory, web):
    def said(server, state, log):
        errors = [one for one in state["errors"] if one["source"] == "linkedin"]
        sources.expect(len(errors) == 1, f"the job does not name the refusal once: {state['errors']}")
        sources.expect([one for one in notes_of(log) if one["step"] == "fallback"], f"no fallback: {notes_of(log)}")
        print(f"bad token: {errors[0]['reason']}: {errors[0]['message']}; the websites answered instead")

    sources.run_job(options, directory, web, "bad-token", 100, said, **settings_of(web, **{"sources.linkedin.token": "wrong"}))


def check_import(options, directory, web):
    file = directory / "consented.csv"
    some = [one for one in web.truth() if one["website"]][:10]
    file.write_text("company,website,linkedin,employees\n" + "".join(
        f"\"{one['name']}\",{one['website']},https://www.linkedin.com/company/x{one['id']},{one['headcount']}\n" for one in some))
    server = harness.Leadstream(options.leadstream, directory, web, settings=settings_of(web), name="import")
    try:
        done = subprocess.run([options.leadstream, "import", str(file), "--source", "linkedin_consent", "--json", "--storage.directory",
                               str(server.data), "--client.server", f"http://127.0.0.1:{server.port}"],
                              capture_output=True, text=True, timeout=60)
        sources.expect(done.returncode == 0, f"import: {done.stdout} {done.stderr}")
        sizes = {row["company_name"]: row["size_category"] for row in server.lead_rows()}
        wrong = [one["name"] for one in some if not matches(one["headcount"], sizes.get(one["name"]) or "")]
        sources.expect(not wrong, f"sizes are wrong of {wrong}: {sizes}")
        print(f"import: the sizes of {len(some)} companies by consent, nothing asked of LinkedIn")
    finally:
        server.stop()


CHECKS = [(check_off, "closed"), (check_robots, "closed"), (check_open, "open"), (check_token, "closed"),
          (check_bad_token, "closed"), (check_import, "closed")]


def main():
    options = harness.arguments(__doc__, only={"default": "", "help": "only the check of this name"})
    with harness.work_directory(options.keep) as directory:
        for check, robots in CHECKS:
            if options.only in check.__name__:
                name = check.__name__
                web = harness.Simweb(options.simweb, directory, 25, options.seed, industry=TRADE, name=name, linkedin=robots,
                                     https=directory / f"{name}.https.json")
                web.https_file = directory / f"{name}.https.json"
                check(options, directory, web)
                web.stop()


if __name__ == "__main__":
    harness.run(main)
