#!/usr/bin/env python3
"""Imports through the server and on the command line: column mapping, preview, an error per row, flat memory."""

import http.client
import json
import subprocess
import time
import urllib.parse

import harness

BAD = 997  # every so many rows one names no company


def check(holds, what):
    if not holds:
        raise harness.Failure(what)
    print(f"ok: {what}")


def rows_of(count):
    """Lines of a file with columns of its own names, made while they are sent."""
    yield b"Nr;Firma;Webseite;Telefon;Ort;Bemerkung\n"
    words = ["Muster", "Korn", "Berg", "Stein", "Licht", "Wald", "Nord", "Quell"]
    for i in range(count):
        name = "" if i % BAD == BAD - 1 else f"{words[i % 8]}{words[i // 8 % 8].lower()} {i} AG"
        site = f"https://www.firma{i}.example" if name else ""
        yield f'{i};{name};{site};+423 2{i:06d};"Vaduz";"sagt ""ja"""\n'.encode()


def pieces(count):
    piece = b""
    for row in rows_of(count):
        piece += row
        if len(piece) > 60_000:
            yield piece
            piece = b""
    yield piece


def upload(server, body, kind="text/csv", expect=200, **query):
    """A POST whose body is sent in chunks while it is made."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    try:
        connection.request("POST", "/api/v1/imports?" + urllib.parse.urlencode(query), body,
                           {"Authorization": f"Bearer {server.key}", "Content-Type": kind}, encode_chunked=True)
    except (BrokenPipeError, ConnectionResetError):
        pass  # who refuses need not read it all
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    if answer.status != expect:
        raise harness.Failure(f"the import gave {answer.status}, not {expect}: {content[:300]!r}")
    return json.loads(content)


def command(options, server, *arguments):
    done = subprocess.run([options.leadstream, "import", *arguments, "--storage.directory", str(server.data),
                           "--client.server", f"http://127.0.0.1:{server.port}"], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def faults(server):
    for body, kind, query, status, words in [
            (b"a,b\n1,2\n", "text/csv", {}, 400, "no column names"),
            (b"name\nx\n", "text/csv", {"map": "colour=name"}, 400, "COLUMN=HEADER"),
            (b"name\nx\n", "text/csv", {"map": "website=Web"}, 400, "no column \"Web\""),
            (b"name\nx\n", "text/csv", {"region": "Schweiz"}, 400, "ISO 3166"),
            (b"name\nx\n", "text/csv", {"colour": "red"}, 400, "colour"),
            (b"name\nx\n", "application/x-www-form-urlencoded", {}, 415, "text/csv"),
            (b"PK\x03\x04" + b"\0" * 70_000, "text/csv", {}, 400, "line 1"),
            (b"," * 1_500_000, "text/csv", {}, 400, "longer than"),
            (b"name,website\n" + b"A,b.example\n" * 200_000, "text/csv", {"dry_run": "true"}, 413, "more than")]:
        told = upload(server, body, kind, status, **query)
        said = told["detail"] + json.dumps(told.get("errors", ""))
        check(words in said or words in json.loads(json.dumps(said)).replace('\\"', '"'), f"{status}: {told['detail'][:90]}")
    told = upload(server, b"name,website\nA GmbH,https://a.example\n\"never")
    check(told["stored"] == 1 and [refusal["line"] for refusal in told["refusals"]] == [3],
          "a quote that never ends costs its own row alone")
    for encoding in ("utf-16", "windows-1252"):
        told = upload(server, f"name,website\nÄpfel {encoding},\n".encode(encoding))
        named = server.json("GET", f"/api/v1/leads?q={encoding}")["leads"][0]["company_name"]
        check(told["stored"] == 1 and named.startswith("Äpfel"), f"{encoding} is read: {named}")


def main():
    options = harness.arguments(__doc__.splitlines()[0], rows={"type": int, "default": 20_000})
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, 0, options.seed)
        server = harness.Leadstream(options.leadstream, directory, web, polite=False,
                                    settings={"server.import_bytes": "2MiB"}, name="faults")
        faults(server)
        server.stop()
        server = harness.Leadstream(options.leadstream, directory, web, polite=False)
        columns = {"map": "name=Firma,website=Webseite,phone=Telefon,city=Ort", "region": "LI", "file": "messe.csv"}

        told = upload(server, pieces(3_000), dry_run="true", **columns)
        check(told["rows"] == 3_000 and told["stored"] == 0 and len(told["preview"]) == 10, "a dry run shows ten rows")
        check({"header": "Firma", "column": "name"} in told["columns"]
              and {"header": "Bemerkung", "column": None} in told["columns"], "and what each column is taken for")
        check([r["line"] for r in told["refusals"]] == [998, 1995, 2992], f"and each bad row by its line {told['refusals']}")
        check(server.json("GET", "/api/v1/leads")["total_count"] == 0, "and stores nothing")

        before, begin = server.peak_memory(), time.monotonic()
        told = upload(server, pieces(options.rows), **columns)
        seconds, grown = time.monotonic() - begin, server.peak_memory() - before
        bad = options.rows // BAD
        check(told["refused"] == bad and told["stored"] == options.rows - bad == told["new_leads"],
              f"{options.rows} rows in {seconds:.1f} s ({options.rows / seconds:.0f}/s), {bad} refused")
        check([r["line"] for r in told["refusals"]] == [BAD * i + 1 for i in range(1, bad + 1)], "each refused row has its line")
        check(grown < harness.mebibytes(160), f"memory grew by {grown >> 20} MiB")
        total = server.json("GET", "/api/v1/leads")["total_count"]
        check(total == options.rows - bad, f"{total} leads")
        first = server.json("GET", "/api/v1/leads?q=Musterkorn&limit=1")["leads"][0]["id"]
        lead = server.json("GET", f"/api/v1/leads/{first}")
        check(any(p["url"] == "messe.csv" for p in lead["provenance"]), "the file is named as their origin")
        told = upload(server, "name,email,phone,size\nOmega Mühle AG,nobody,'+4232390199,vast\n".encode())
        check(told["stored"] == 1 and [(w["line"], w["field"], w["value"]) for w in told["warnings"]]
              == [(2, "email", "nobody"), (2, "employees", "vast")], f"what cannot be used is a warning {told['warnings']}")
        check(server.lead_rows(q="Omega")[0]["phone"] == "+4232390199", "the guard of exports is taken away")
        total += 1
        again = upload(server, pieces(2_000), **columns)
        check(again["new_leads"] == 0 and server.json("GET", "/api/v1/leads")["total_count"] == total, "a repeat adds nothing")

        table = directory / "more.csv"
        table.write_text("company,homepage\nAlpha Brot AG,https://alpha-brot.example\n,\nBeta Holz AG,beta-holz.example\n")
        status, out, err = command(options, server, str(table), "--errors", str(directory / "errors.csv"), "-q")
        check(status == 5 and json.loads(out)["new_leads"] == 2, f"the command goes through the server: {out.strip()}{err.strip()}")
        names = {row["company_name"] for row in server.lead_rows(q="Brot")}
        check("Alpha Brot AG" in names, "which has the leads at once")
        domains = directory / "domains.txt"
        domains.write_text("gamma-stahl.example\nhttps://delta-glas.example/\nno domain\n")
        status, out, err = command(options, server, str(domains), "--json", "-q")
        told = json.loads(out)
        check(told["new_leads"] == 2 and told["refusals"][0]["line"] == 3 and status == 5, f"a list of domains: {told['refusals']}")
        status, out, err = command(options, server, str(table), "--dry-run")
        check("company -> name" in out and "Alpha Brot AG" in out, "a dry run on the command line")
        server.stop()

        offline = directory / "offline.csv"
        offline.write_text("name,website,phone\nEpsilon Garten AG,https://epsilon.example,12\n!!,,\n")
        status, out, err = command(options, server, str(offline), "-q")
        check(status == 5 and json.loads(out)["new_leads"] == 1 and "line 3" in err
              and 'line 2: phone left out: "12"' in err, f"without a server: {out.strip()} {err.strip()}")
        web.stop()
    print("imports: all well")
    return 0


if __name__ == "__main__":
    harness.run(main)
