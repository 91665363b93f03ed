#!/usr/bin/env python3
"""The hostile web: every case by name, with the outcome that it must end in.

simweb plays the hosts, this script plays DNS, and a canary listens where no crawler may ever go. First `leadstream
crawl` reads all of it, then a server runs a job over companies whose websites are these hosts.
"""

import hashlib
import json
import os
import resource
import socket
import struct
import subprocess
import threading
import time

import harness

READ = "read"  # the page was read and its address found
WHOLE = "pages"  # the page was read, whatever it says

CASES = {
    # encodings
    "gzip-bomb": "too_large",
    "deflate-bomb": "too_large",
    "brotli-bomb": "too_large",
    "double-gzip-bomb": "too_large",
    "gzip-twice": READ,
    "gzip-twenty-times": "protocol_error",
    "gzip-that-is-none": "protocol_error",
    "brotli-that-is-none": "protocol_error",
    "gzip-cut-short": "truncated",
    "gzip-half": "truncated",
    "gzip-without-trailer": "truncated",
    "deflate-half": "truncated",
    "gzip-and-rubbish": READ,
    "unknown-encoding": "protocol_error",
    "endless-body": "too_large",
    "endless-chunks": "too_large",
    "endless-gzip-of-nothing": "too_large|timed_out",
    # framing
    "endless-headers": "too_large",
    "endless-header-line": "too_large",
    "endless-status-line": "too_large",
    "endless-trailers": "too_large",
    "endless-interim": "too_large",
    "interim-20000": "too_large",
    "cookies-100000": "too_large",
    "one-interim": READ,
    "slow-drip": "timed_out",
    "slow-header": "timed_out",
    "silence": "timed_out",
    "silence-in-header": "timed_out",
    "silence-in-body": "timed_out",
    "body-too-short": "truncated",
    "body-too-long": READ,
    "announced-too-large": "too_large",
    "two-lengths": "protocol_error",
    "negative-length": "protocol_error",
    "chunk-size-no-number": "protocol_error",
    "chunk-too-long": "protocol_error",
    "chunk-size-overflow": "protocol_error",
    "chunks-without-end": "truncated",
    "http-0.9": "protocol_error",
    "not-http": "protocol_error",
    "nul-in-header": "protocol_error",
    "empty-reply": "connection_lost",
    "reset": "connection_lost",
    "reset-in-body": "connection_lost",
    # redirects (A28-A31)
    "redirect-loop": "too_many_redirects",
    "redirect-endless": "too_many_redirects",
    "redirect-loopback": "url_refused",  # the canary's port is not one that may be connected to
    "redirect-loopback-v6": "url_refused",
    "redirect-mapped": "url_refused",
    "redirect-nat64": "url_refused",
    "redirect-6to4": "url_refused",
    "redirect-decimal": "invalid_redirect",
    "redirect-hexadecimal": "invalid_redirect",
    "redirect-octal": "invalid_redirect",
    "redirect-localhost": "url_refused",
    "redirect-metadata": "address_refused",
    "redirect-private": "address_refused",
    "redirect-port": "url_refused",
    "redirect-credentials": "invalid_redirect",
    "redirect-backslash": "invalid_redirect",
    "redirect-file": "invalid_redirect",
    "redirect-gopher": "invalid_redirect",
    "redirect-dict": "invalid_redirect",
    "redirect-ftp": "invalid_redirect",
    "redirect-data": "invalid_redirect",
    "redirect-javascript": "invalid_redirect",
    "redirect-split": "invalid_redirect|too_many_redirects",
    "redirect-301": "url_refused",
    "redirect-303": "url_refused",
    "redirect-307": "url_refused",
    "redirect-308": "url_refused",
    # contents
    "charset-header-lies": WHOLE,
    "charset-unknown": READ,
    "charset-meta-lies": READ,
    "charset-none": READ,
    "charset-utf7": READ,
    "charset-overlong": READ,
    "charset-nul": READ,
    "charset-utf16": READ,
    "charset-bom": READ,
    "markup-100000-deep": READ,
    "markup-formatting": "parse_budget",
    "markup-tables": READ,
    "attribute-1mb": READ,
    "attributes-100000": READ,
    "comment-without-end": READ,
    "entities": READ,
    "emails-10000": READ,
    "json-ld-deep": READ,
    "json-ld-1mb": READ,
    "json-ld-private": READ,
    "refresh-private": READ,
    "canonical-private": READ,
    "header-private": READ,
    "binary": WHOLE,
    "not-html": "not_html",
    # robots.txt and sitemaps
    "robots-10mb": READ,
    "robots-disallow-late": READ,
    "robots-other-agent": READ,
    "robots-forbids": "robots_denied",
    "robots-wildcards": READ,
    "robots-sitemap-private": READ,
    "robots-crawl-delay": READ,
    "robots-binary": READ,
    "robots-503": "robots_unreachable",
    "robots-403": READ,
    "robots-redirects": READ,
    "robots-redirect-private": "robots_unreachable",
    "sitemap-xxe": "entity",
    "sitemap-laughs": "entity",
    "sitemap-deep": "too_deep",
    "sitemap-bomb": "too_large",
    "sitemap-rubbish": READ,
    "sitemap-endless": "too_large",
    "sitemap-endless-index": READ,
}

TLS = {
    "valid": READ,
    "expired": "tls_failed",
    "not-yet-valid": "tls_failed",
    "wrong-host": "tls_failed",
    "self-signed": "tls_failed",
    "stranger": "tls_failed",
    "weak-key": "tls_failed",
    "old-protocol": "tls_failed",
    "hangs-up": "tls_failed",
}

# What an operator or a hostile page may name as an address; PORT is the canary's.
ADDRESSES = {
    "http://127.0.0.1:PORT/": "url_refused",
    "http://127.0.0.1/": "address_refused",
    "http://127.1/": "invalid_url",
    "http://0/": "invalid_url",
    "http://0x7f.1/": "invalid_url",
    "http://2130706433/": "invalid_url",
    "http://017700000001/": "invalid_url",
    "http://0177.0.0.1/": "invalid_url",
    "http://[::1]/": "address_refused",
    "http://[::]/": "address_refused",
    "http://[::ffff:127.0.0.1]/": "address_refused",
    "http://[::ffff:7f00:2]/": "address_refused",
    "http://[::127.0.0.1]/": "address_refused",
    "http://[64:ff9b::7f00:1]/": "address_refused",
    "http://[2002:7f00:1::]/": "address_refused",
    "http://[fe80::1%25lo]/": "invalid_url",
    "http://[fe80::1]/": "address_refused",
    "http://169.254.169.254/": "address_refused",
    "http://0xa9fea9fe/": "invalid_url",
    "http://[fd00:ec2::254]/": "address_refused",
    "http://100.100.100.200/": "address_refused",
    "http://10.1.2.3/": "address_refused",
    "http://172.16.0.1/": "address_refused",
    "http://192.168.1.1/": "address_refused",
    "http://100.64.0.1/": "address_refused",
    "http://198.18.0.1/": "address_refused",
    "http://0.1.2.3/": "address_refused",
    "http://224.0.0.1/": "address_refused",
    "http://240.0.0.1/": "address_refused",
    "http://good@127.0.0.1/": "invalid_url",
    "http://good\\@127.0.0.1/": "invalid_url",
    "http://127.0.0.2#@good/": "address_refused",
    "http://good%00.127.0.0.1/": "invalid_url",
    "http://%31%32%37.0.0.1/": "invalid_url",
    "http://１２７.0.0.3/": "address_refused",
    "http://①②⑦.⓪.⓪.④/": "address_refused",
    "http://localhost./": "address_refused",
    "http://LOCALHOST:8080/": "address_refused",
    "http://x.localhost/": "address_refused",
    "http://good.example:22/": "url_refused",
    "http://good.example:25/": "url_refused",
    "http://good.example:5432/": "url_refused",
    "http://good.example:6379/": "url_refused",
    "http://good.example:11211/": "url_refused",
    "http://good.example:0/": "invalid_url",
    "http://good.example:65536/": "invalid_url",
    "http://good.example:99999/": "invalid_url",
    "http://a\tb.example/": "invalid_url",
    "http://a b.example/": "invalid_url",
    "file:///etc/passwd": "invalid_url",
    "gopher://127.0.0.1/": "invalid_url",
    "javascript:alert(1)": "invalid_url",
}

# Names whose answers come from the DNS server below.
NAMES = {
    "loopback.rebind.example": "address_refused",
    "zero.rebind.example": "address_refused",
    "metadata.rebind.example": "address_refused",
    "mixed.rebind.example": "address_refused",
    "mixed6.rebind.example": "address_refused",
    "alias.rebind.example": "address_refused",
    "changing.rebind.example": "connect_failed|timed_out|address_refused",
    "thousand.rebind.example": "address_refused",
    "circle.rebind.example": "name_not_found|name_lookup_failed",
    "compressed.rebind.example": "name_not_found|name_lookup_failed",
    "missing.rebind.example": "name_not_found",
    "broken.rebind.example": "name_not_found|name_lookup_failed",
}
LISTED_ONLY = ("metadata.google.internal",)


def encoded(name):
    return b"".join(bytes([len(part)]) + part.encode() for part in name.split(".")) + b"\0"


class NameServer(threading.Thread):
    """Answers over UDP and TCP with what an attacker's server would say."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.port = harness.free_port()
        self.socket.bind(("127.0.0.1", self.port))
        self.stream = socket.create_server(("127.0.0.1", self.port))
        self.asked = {}
        self.start()
        threading.Thread(target=self.serve_stream, daemon=True).start()

    def run(self):
        while True:
            question, sender = self.socket.recvfrom(4096)
            answer = self.answer(question)
            if len(answer) > 1200:
                answer = question[:2] + b"\x87\x80" + question[4:6] + b"\0\0\0\0\0\0" + question[12:]
            self.socket.sendto(answer, sender)

    def serve_stream(self):
        while True:
            peer, _ = self.stream.accept()
            with peer:
                try:
                    size = struct.unpack(">H", peer.recv(2))[0]
                    answer = self.answer(peer.recv(size))
                    peer.sendall(struct.pack(">H", len(answer)) + answer)
                except (OSError, struct.error):
                    pass

    @staticmethod
    def record(name, kind, data, seconds=0):
        return name + struct.pack(">HHIH", kind, 1, seconds, len(data)) + data

    def answer(self, question):
        name, at = "", 12
        while question[at]:
            name += question[at + 1:at + 1 + question[at]].decode("latin-1") + "."
            at += question[at] + 1
        name, kind = name[:-1].lower(), struct.unpack(">H", question[at + 1:at + 3])[0]
        records = self.records(name, kind)
        code = 0 if records is not None else 3
        records = records or []
        return (question[:2] + struct.pack(">HHHHH", 0x8580 | code, 1, len(records), 0, 0) +
                question[12:at + 5] + b"".join(records))

    def records(self, name, kind):
        here = b"\xc0\x0c"
        count = self.asked[name, kind] = self.asked.get((name, kind), 0) + 1
        four = {"loopback": ["127.0.0.1"], "zero": ["0.0.0.0"], "metadata": ["169.254.169.254"],
                "mixed": ["192.0.43.8", "10.0.0.1"], "mixed6": ["192.0.43.8"],
                "thousand": ["10.0.%d.%d" % (i // 250, i % 250) for i in range(1000)],
                "changing": ["192.0.43.8"] if count == 1 else ["127.0.0.1"]}
        label = name.split(".")[0]
        if not name.endswith(".rebind.example") or label == "missing":
            return None
        if label == "alias":
            target = encoded("hop.rebind.example")
            return [self.record(here, 5, target)] + ([self.record(target, 1, b"\x0a\0\0\1")] if kind == 1 else [])
        if label == "circle":
            return [self.record(here, 5, encoded("circle.rebind.example"))]
        if label == "compressed":
            return [self.record(b"\xc0\x2f" * 2, 5, b"\xc0\x0c\xc0\x0c")]
        if label == "broken":
            return [b"\xff" * 40]
        if label == "mixed6" and kind == 28:
            return [self.record(here, 28, socket.inet_pton(socket.AF_INET6, "::ffff:127.0.0.1"))]
        return [self.record(here, 1, socket.inet_aton(one)) for one in four.get(label, [])] if kind == 1 else []


class Canary:
    """Ports of the loopback that nobody may connect to."""

    def __init__(self):
        self.touched = []
        self.port = self.listen("127.0.0.1", 0)
        for address, port in (("127.0.0.1", 80), ("127.0.0.1", 8080), ("::1", 80), ("0.0.0.0", 443)):
            try:
                self.listen(address, port)
            except OSError:
                pass  # not ours to take

    def listen(self, address, port):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        server = socket.create_server((address, port), family=family)
        threading.Thread(target=self.accept, args=(server,), daemon=True).start()
        return server.getsockname()[1]

    def accept(self, server):
        while True:
            peer, sender = server.accept()
            self.touched.append((server.getsockname(), sender))
            peer.close()


def settings(simweb, hostile, names, directory):
    return {
        "fetch.host_overrides": f"*.hostile.test = 127.0.0.1:{hostile['http']}, *.tls.test = "
                                f"127.0.0.1:{hostile['https']}, overpass.test = 127.0.0.1:{simweb.port}",
        "fetch.ca_file": hostile["ca"],
        "fetch.timeout": "4s",
        "fetch.name_servers": f"127.0.0.1:{names.port}",
        "sources.websites.min_delay": "0s",
        "sources.websites.max_delay": "0s",
        "sources.websites.backoff_base": "100ms",
        "sources.websites.requests_per_minute": "0",
        "sources.websites.pages": "3",
        "storage.directory": directory / "data",
    }


def expectations():
    """(URL, expected outcome) of every case."""
    yield from ((f"http://{name}.hostile.test/", outcome) for name, outcome in CASES.items())
    yield from ((f"https://{name}.tls.test/", outcome) for name, outcome in TLS.items())
    yield from ((f"http://{name}/", outcome) for name, outcome in NAMES.items())


def verdict(expected, host, pages, reasons, emails):
    """Empty when the outcome is as expected, else what it was."""
    wanted = set(expected.split("|"))
    if wanted & {READ, WHOLE}:
        found = pages > 0 and (expected == WHOLE or f"hello@{host}" in emails)
        return "" if found else f"pages {pages}, {sorted(reasons)}, {list(emails)[:3]}"
    return "" if wanted & reasons else f"pages {pages}, {sorted(reasons)}"


def address_of_url(text):
    return text.split("//")[-1].split("/")[0]


def crawl(options, chosen, canary, directory):
    """`leadstream crawl` over everything; the list of faults."""
    urls, out = directory / "urls.txt", directory / "sites.jsonl"
    addresses = [(text.replace("PORT", str(canary.port)), outcome) for text, outcome in ADDRESSES.items()]
    wanted = list(expectations()) + addresses
    urls.write_text("".join(text + "\n" for text, _ in wanted))
    command = [options.leadstream, "crawl", "--urls", str(urls), "--out", str(out), "--pages", "3"]
    for key, value in chosen.items():
        command += ["--" + key, str(value)]
    begun = time.monotonic()
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if ended.returncode not in (0, 5):
        raise harness.Failure(f"crawl ended with {ended.returncode}: {ended.stderr[-2000:]}")
    sites = [json.loads(line) for line in out.read_text().splitlines()]
    by_url = {}
    for site in sites:
        by_url[site["site"]] = site
        for problem in site["errors"]:
            by_url.setdefault(problem["url"], site)
    faults = []
    for text, outcome in wanted:
        host = address_of_url(text)
        site = by_url.get(text) or by_url.get(host)
        if site is None and text in dict(addresses):
            site = next((one for one in sites if text.startswith("http://" + one["site"])), None)
            site = site or match_normalised(text, sites)
        if site is None:
            faults.append(f"{text}: no line for it")
            continue
        reasons = {problem["reason"] for problem in site["errors"]}
        wrong = verdict(outcome, host, site["pages"], reasons, set(site["emails"]))
        if wrong:
            faults.append(f"{text}: expected {outcome}, was {wrong}")
    figures = json.loads(ended.stderr.splitlines()[-1])
    print(f"crawl: {len(wanted)} cases in {time.monotonic() - begun:.0f} s, peak "
          f"{figures['peak_memory_bytes'] >> 20} MiB, outcomes {figures['outcomes']}")
    if figures["peak_memory_bytes"] > harness.mebibytes(400):
        faults.append(f"peak memory {figures['peak_memory_bytes']}")
    return faults


def match_normalised(text, sites):
    """Addresses that are written in one way and shown in another."""
    shown = {"http://１２７.0.0.3/": "127.0.0.3", "http://①②⑦.⓪.⓪.④/": "127.0.0.4", "http://localhost./": "localhost",
             "http://LOCALHOST:8080/": "localhost:8080", "http://127.0.0.2#@good/": "127.0.0.2",
             "http://[::ffff:127.0.0.1]/": "[::ffff:7f00:1]", "http://[::127.0.0.1]/": "[::7f00:1]"}.get(text)
    return next((one for one in sites if one["site"] == shown), None)


def unlike_name(host):
    """A name that resembles no other: these companies are not the same, however alike their hosts are."""
    digits = hashlib.sha256(host.encode()).digest()
    syllables = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
    word = "".join(syllables[byte % len(syllables)] for byte in digits[:8])
    return f"{word[:8].title()} {word[8:].title()}"


def directory_extract(path):
    """An extract of a directory whose companies have these websites."""
    elements = []
    for number, (address, _) in enumerate(expectations(), 1):
        host = address_of_url(address)
        elements.append({"type": "node", "id": number, "lat": 40 + number / 20, "lon": 9.5,
                         "tags": {"name": unlike_name(host), "amenity": "restaurant", "website": address,
                                  "addr:city": "Trapville"}})
    path.write_text(json.dumps({"version": 0.6, "elements": elements}))
    return len(elements)


def job(options, chosen, simweb, directory):
    """A job over companies whose websites these hosts are; the list of faults."""
    server = harness.Leadstream(options.leadstream, directory, simweb, settings=chosen)
    try:
        identity = server.search("restaurants", chosen_area(simweb), 500)
        state = server.wait_job(identity, 300)
        faults = []
        reasons = {}
        for problem in state["errors"]:
            place = problem.get("target") or ""
            reasons.setdefault(address_of_url(place), set()).add(problem.get("code") or problem.get("reason"))
        leads = {address_of_url(lead["company"]["website"] or ""): lead for lead in server.leads()}
        for address, outcome in expectations():
            host = address_of_url(address)
            lead = leads.get(host)
            if lead is None:
                faults.append(f"job: no lead for {host}")
                continue
            emails = {contact.get("email") for contact in lead["contacts"]}
            pages = 1 if f"hello@{host}" in emails or outcome == WHOLE else 0
            wrong = verdict(outcome, host, pages, reasons.get(host, set()), emails)
            if wrong and outcome != "not_html" and outcome != "parse_budget":
                faults.append(f"job: {address}: expected {outcome}, was {wrong}")
        print(f"job: {len(leads)} leads, {len(state['errors'])} named errors, peak {server.peak_memory() >> 20} MiB")
        if server.stop() != 0:
            faults.append("job: the server did not end in order")
        return faults
    finally:
        if server.alive():
            server.kill()


def chosen_area(_):
    return "Trapville"


def main():
    options = harness.arguments(__doc__.splitlines()[0], only={"choices": ["crawl", "job"], "default": None})
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with harness.work_directory(options.keep) as directory:
        canary, names = Canary(), NameServer()
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            os.environ[name] = f"http://127.0.0.1:{canary.port}"  # of the environment nothing is taken (A34)
        extract = directory / "extract.json"
        directory_extract(extract)
        simweb = harness.Simweb(options.simweb, directory, hostile=directory / "hostile.json", canary=canary.port,
                                overpass_data=extract)
        try:
            hostile = json.loads((directory / "hostile.json").read_text())
            faults = [f"{name}: simweb serves it, the table does not name it"
                      for name in hostile["cases"] if name not in CASES]
            chosen = settings(simweb, hostile, names, directory)
            if options.only != "job":
                faults += crawl(options, chosen, canary, directory)
            if options.only != "crawl":
                chosen.pop("storage.directory")
                faults += job(options, chosen, simweb, directory)
        finally:
            simweb.stop()
        faults += [f"the canary {where} was touched by {who}" for where, who in canary.touched]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    harness.run(main)
