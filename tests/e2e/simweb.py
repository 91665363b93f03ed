#!/usr/bin/env python3
"""The small internet keeps its promises: the same seed gives the same web, every format and fault has its share, faults
do what they say, and the directory answers queries as the real one does."""

import codecs
import collections
import concurrent.futures
import html
import http.client
import json
import re
import socket
import urllib.parse

import harness

AGENT = {"User-Agent": "LeadstreamTest/1.0 (+https://example.org)"}
SHARE = 0.05


def get(web, host, path, method="GET", body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=10)
    try:
        connection.request(method, path, body, {"Host": host} | AGENT | (headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def follow(web, url, most=6):
    """(status, headers, body) after redirects within the small internet."""
    for _ in range(most):
        parts = urllib.parse.urlsplit(url)
        answer = get(web, parts.hostname, parts.path or "/")
        if answer[0] not in (301, 302):
            return answer
        url = urllib.parse.urljoin(url, answer[1]["Location"])
    raise harness.Failure(f"redirects without end: {url}")


def overpass(web, program):
    body = "data=" + urllib.parse.quote(program)
    status, _, content = get(web, "overpass.test", "/api/interpreter", "POST", body,
                             {"Content-Type": "application/x-www-form-urlencoded"})
    return status, json.loads(content)["elements"] if status == 200 else content


# The faults of each profile.
PASSING = {"rate_limited", "unavailable", "reset", "slow_drip"}
USUAL = PASSING | {"redirect_loop", "huge_body", "bomb", "robots_part", "robots_all", "robots_error", "blocked", "captcha"}
FAULTS = {"none": set(), "light": PASSING, "default": USUAL,
          "hostile": USUAL | {"wrong_length", "broken_chunks", "server_error", "empty_reply", "endless_headers",
                              "never_answers", "parked"}}
FORMATS = {"encoding": 10, "email": 12, "phone": 8, "markup": 8, "quality": 5, "transport": 4, "address": 4, "layout": 3}


def check_shares(truth, profile):
    """Every format and fault on a twentieth of the sites; of fewer than 50 companies, dealt evenly."""
    sites = [company for company in truth if company["website"]]
    for companies in [sites] + ([truth] if len(truth) >= 100 else []):
        least = SHARE * len(companies) if len(truth) >= 50 else 1
        for key, values in FORMATS.items():
            counts = collections.Counter(company["formats"][key] for company in companies)
            if len(counts) != values or min(counts.values()) < least:
                raise harness.Failure(f"{profile}, {len(companies)} of {len(truth)}: {key}: {counts}")
        counts = collections.Counter(fault for company in companies for fault in company["faults"])
        if set(counts) != FAULTS[profile] or min(counts.values(), default=least) < least:
            raise harness.Failure(f"{profile}, {len(companies)} of {len(truth)} companies: {counts}")


def check_all_shares(options, directory):
    webs = [(size, seed, profile) for size in (20, 23, 33, 49, 50, 61, 100, 137, 200, 301)
            for seed in range(options.seed, options.seed + 4) for profile in FAULTS]
    for size, seed, profile in webs + [(size, 7, "hostile") for size in range(50, 150, 7)]:
        web = harness.Simweb(options.simweb, directory, size, seed, profile, "shares")
        truth = web.truth()
        web.stop()
        check_shares(truth, profile)
    print(f"shares: each of {sum(FORMATS.values())} formats and each fault on 5 % of the sites of many webs")


def check_same_seed(options, directory):
    pages = []
    for run in ("first", "second"):
        web = harness.Simweb(options.simweb, directory, 40, options.seed, "none", run)
        pages.append([follow(web, company["website"])[2] for company in web.truth() if company["website"]])
        web.stop()
    if pages[0] != pages[1]:
        raise harness.Failure("the same seed gave another web")
    sizes = [len(page) for page in pages[0]]
    print(f"same seed, same {len(sizes)} front pages of {min(sizes)} to {max(sizes)} bytes")


QUERIES = {
    'area["name"="Vaduz"]->.a;nwr["shop"](area.a);out center tags;':
        lambda one: one["tags"].get("addr:city") == "Vaduz" and "shop" in one["tags"],
    'area["ISO3166-1"="CH"][admin_level=2]->.a;(node["office"](area.a);way["office"](area.a););out center;':
        lambda one: one["tags"].get("addr:country") == "CH" and "office" in one["tags"],
    'area["name"~"^lYON$",i]->.a;nwr["phone"]["amenity"!~"bank|rest"](area.a);out tags center;':
        lambda one: one["tags"].get("addr:city") == "Lyon" and "phone" in one["tags"]
        and one["tags"].get("amenity") not in ("bank", "restaurant"),
    '(nwr["craft"];nwr["craft"="plumber"];)->.x;nwr.x[!"website"];out center;':
        lambda one: "craft" in one["tags"] and "website" not in one["tags"],
    '[bbox:47,9,47.2,9.7];node["name"~"a"];out;':
        lambda one: one["type"] == "node" and 47 <= one["lat"] <= 47.2 and 9 <= one["lon"] <= 9.7
        and "a" in one["tags"]["name"],
    'nwr["name"~"(^|[^[:alpha:]])(Müller|ller)([^[:alpha:]]|$)",i];out center;':
        lambda one: re.search(r"(?i)(^|[\W\d_])(müller|ller)([\W\d_]|$)", one["tags"].get("name", "")),
    'nwr[~"^(amenity|shop)$"~"."](46,6,46.4,6.3);out center;':
        lambda one: ("amenity" in one["tags"] or "shop" in one["tags"]) and one["tags"].get("addr:city") == "Genève",
}


def check_directory(options, directory):
    web = harness.Simweb(options.simweb, directory, 500, options.seed, "none", "directory")
    try:
        _, everything = overpass(web, '[out:json];area["name"="Simland"];nwr(area);out center;')
        for query, wanted in QUERIES.items():
            settings, _, rest = query.partition(";") if query.startswith("[") else ("", "", query)
            status, found = overpass(web, f"[out:json][timeout:25]{settings};{rest}")
            expected = {(one["type"], one["id"]) for one in everything if wanted(one)}
            if status != 200 or {(one["type"], one["id"]) for one in found} != expected or not expected:
                raise harness.Failure(f"{query}: status {status}, {len(found)} found, {len(expected)} expected")
        if overpass(web, '[out:json];area["name"="VADUZ"];nwr(area);out;') != (200, []):
            raise harness.Failure("names of areas are compared without case, unlike by the real one")
        if overpass(web, "[out:json];nonsense;")[0] != 400:
            raise harness.Failure("nonsense is not answered 400")
        for agent in ("curl/7.88.1", "python-requests/2.28", ""):
            if get(web, "overpass.test", "/api/status", headers={"User-Agent": agent})[0] != 406:
                raise harness.Failure(f"the stock user agent {agent!r} is not answered 406")
        print(f"directory: {len(QUERIES)} queries over {len(everything)} elements, 400 and 406 as the real one")
    finally:
        web.stop()


def outcome(web, company):
    """How the first and the second request for the front page end."""
    ends = []
    for _ in range(2):
        try:
            ends.append(follow(web, company["website"])[0])
        except (http.client.HTTPException, OSError, socket.timeout) as problem:
            ends.append(type(problem).__name__)
    return ends


EXPECTED = {"none": [200, 200], "rate_limited": [429, 200], "unavailable": [503, 200], "reset": [None, 200],
            "slow_drip": [200, 200], "blocked": [403, 403], "captcha": [200, 200], "server_error": [500, 500],
            "empty_reply": [None, None], "endless_headers": [None, None], "parked": [200, 200]}


def check_outcomes(options, directory):
    web = harness.Simweb(options.simweb, directory, 400, options.seed, "hostile", "outcomes")
    seen = set()
    try:
        for company in web.truth():
            fault = (company["faults"] or ["none"])[0]
            if len(company["faults"]) > 1 or fault in seen or fault not in EXPECTED or not company["website"]:
                continue
            seen.add(fault)
            for number, (got, wanted) in enumerate(zip(outcome(web, company), EXPECTED[fault])):
                if got != wanted and not (wanted is None and isinstance(got, str)):
                    raise harness.Failure(f"{fault}, request {number + 1}: {got}, expected {wanted or 'no answer'}")
    finally:
        web.stop()
    print(f"outcomes: {len(seen)} faults answer as they should")


def decoded(headers, body):
    """The page's text by BOM, header, meta or as UTF-8."""
    if body.startswith(codecs.BOM_UTF16_LE):
        return body[2:].decode("utf-16-le")
    declared = re.search(r"charset=([\w-]+)", headers["Content-Type"] or "")
    declared = declared or re.search(r"charset=\"?([\w-]+)", body[:2048].decode("latin-1"))
    return body.decode(declared.group(1) if declared else "utf-8")


def readable(text):
    """The page with everything undone that hides an address or a number from a plain search."""
    def shown(match):
        code = bytes.fromhex(match.group(1))
        return bytes(byte ^ code[0] for byte in code[1:]).decode() + " " + match.group(0)

    text = html.unescape(urllib.parse.unquote(re.sub(r'data-cfemail="([0-9a-f]+)"', shown, text)))
    text = text.replace(" (at) ", "@").replace(" (dot) ", ".").replace("[at]", "@")
    text = text.replace(" at ", "@").replace(" dot ", ".")
    return text + " " + re.sub(r"<[^>]*>", "", text)


def national(number):
    return re.sub(r"^\+(423|41|49|43|33|39|34|31|48|351|44|1)", "", number)


def check_company(web, company):
    """(addresses, numbers) that were found where the truth says; Failure for one that was not."""
    texts = []
    for path in site_paths(follow_patiently(web, company["website"]), company):
        status, headers, body = follow_patiently(web, path)
        if status == 200:
            texts.append(readable(decoded(headers, body)))
    everything = "\n".join(texts)
    digits = re.sub(r"\(0\)|[^0-9]", "", everything)
    for address in company["emails"]:
        if address not in everything and address not in company["listed"]["emails"]:
            raise harness.Failure(f"{company['host']}: {address} is nowhere, {company['formats']}")
    for number in company["phones"]:
        if national(number) not in digits and number not in company["listed"]["phones"]:
            raise harness.Failure(f"{company['host']}: {number} is nowhere, {company['formats']}")
    if "intern@" in everything:
        raise harness.Failure(f"{company['host']}: a forbidden page is part of the site")
    return len(company["emails"]), len(company["phones"])


def check_truth(options, directory):
    """Whatever the truth claims stands on a page that may be read, or in the listing."""
    web = harness.Simweb(options.simweb, directory, 200, options.seed, "default", "truth")
    try:
        reachable = [company for company in web.truth() if company["site_reachable"]]
        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            counts = list(pool.map(lambda company: check_company(web, company), reachable))
    finally:
        web.stop()
    print(f"truth: {sum(one[0] for one in counts)} addresses and {sum(one[1] for one in counts)} numbers of "
          f"{len(reachable)} sites stand where they are said to stand")


def follow_patiently(web, url):
    """As a crawler that tries three times."""
    for _ in range(3):
        try:
            answer = follow(web, url)
            if answer[0] not in (429, 503):
                return answer
        except (http.client.HTTPException, OSError):
            pass
    return 0, {}, b""


def site_paths(start, company):
    """The pages that the front page's navigation names, without those that cannot or may not be read."""
    text = decoded(start[1], start[2])
    base = company["website"]
    menu = re.findall(r'(?i)<a href="([^"]+)"', text[text.lower().find("<nav>"):text.lower().find("</nav>")])
    unreadable = company["lost"] + company["forbidden"]
    return [urllib.parse.urljoin(base, path) for path in menu if not any(path == one for one in unreadable)]


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    with harness.work_directory(options.keep) as directory:
        check_all_shares(options, directory)
        check_same_seed(options, directory)
        check_directory(options, directory)
        check_outcomes(options, directory)
        check_truth(options, directory)
    return 0


if __name__ == "__main__":
    harness.run(main)
