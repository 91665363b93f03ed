#!/usr/bin/env python3
"""The reference for `leadstream crawl`: a Scrapy spider that extracts the same from the same sites.

usage: spider.py URLS OUT PAGES PROXY_PORT; every host is asked at the given port of the loopback. Written as
one would write it with the usual libraries: Scrapy's selectors (lxml), extruct-like JSON-LD by json, phone numbers by
the phonenumbers package, regular expressions for the rest.
"""

import json
import re
import sys
from urllib.parse import urljoin, urlsplit

import phonenumbers
import scrapy
from scrapy.crawler import CrawlerProcess

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
OBFUSCATED = re.compile(r"([A-Za-z0-9._%+-]+)\s*[\[({]\s*(?:at|ät)\s*[\])}]\s*([A-Za-z0-9.-]+)"
                        r"(?:\s*[\[({]\s*(?:dot|punkt)\s*[\])}]\s*([A-Za-z]{2,}))?", re.I)
SOCIAL = re.compile(r"https?://(?:[a-z]+\.)?(linkedin\.com|facebook\.com|twitter\.com|x\.com|instagram\.com|"
                    r"youtube\.com|tiktok\.com|xing\.com|github\.com)/[^\s\"'<>]+", re.I)
TITLES = re.compile(r"\b(CEO|CTO|CFO|Founder|Owner|Director|Manager|Head of|Geschäftsführer(?:in)?|Inhaber(?:in)?|"
                    r"Gérant|Directeur|Gerente|Director|Titolare|Eigenaar|Właściciel|Prezes)\b", re.I)
NAME = re.compile(r"\b[A-ZÄÖÜÉ][\w'’-]+(?:\s+(?:von|van|de|di|da))?\s+[A-ZÄÖÜÉ][\w'’-]+\b")
TECHNOLOGIES = {
    "WordPress": re.compile(r"wp-content|wp-includes", re.I), "jQuery": re.compile(r"jquery[.-]", re.I),
    "Bootstrap": re.compile(r"bootstrap(?:\.min)?\.(?:css|js)", re.I), "Shopify": re.compile(r"cdn\.shopify", re.I),
    "React": re.compile(r"react(?:-dom)?(?:\.production)?(?:\.min)?\.js", re.I),
    "Google Analytics": re.compile(r"google-analytics|gtag/js", re.I),
    "TYPO3": re.compile(r"typo3(?:conf|temp)", re.I), "Joomla": re.compile(r"/media/jui/|joomla", re.I),
    "Drupal": re.compile(r"/sites/default/files|drupal", re.I), "Wix": re.compile(r"static\.wixstatic", re.I),
}
INTERESTING = re.compile(r"contact|kontakt|impressum|imprint|about|ueber|über|team|people|career|jobs|karriere|news|"
                         r"contatt|chi-siamo|nosotros|equipo|equipe|over-ons|o-nas", re.I)


class Reference(scrapy.Spider):
    name = "reference"

    def __init__(self, urls, pages, port, **rest):
        super().__init__(**rest)
        self.urls, self.pages, self.port = urls, pages, port
        self.sites = {}

    def request(self, url, site):
        return scrapy.Request(url, callback=self.parse, cb_kwargs={"site": site}, dont_filter=True,
                              errback=self.failed, meta={"proxy": f"http://127.0.0.1:{self.port}"})

    def start_requests(self):
        for url in self.urls:
            host = urlsplit(url).hostname.removeprefix("www.")
            self.sites[host] = {"site": host, "pages": 0, "asked": 1, "seen": {url}, "emails": set(), "phones": set(),
                                "social": set(), "people": set(), "technologies": set(), "organization": {},
                                "errors": []}
            yield self.request(url, host)

    def failed(self, failure):
        self.sites[failure.request.cb_kwargs["site"]]["errors"].append(str(failure.value)[:100])

    def parse(self, response, site):
        found = self.sites[site]
        found["pages"] += 1
        text = "\n".join(response.xpath("//body//text()[not(ancestor::script) and not(ancestor::style)]").getall())
        html = response.text
        self.read(found, response, text, html)
        links = [(bool(INTERESTING.search(link + " " + (anchor or ""))), link) for link, anchor in
                 ((urljoin(response.url, a.attrib.get("href", "")), a.xpath("string()").get())
                  for a in response.css("a[href]"))]
        for _, link in sorted(links, key=lambda one: not one[0]):
            link = link.split("#")[0]
            host = (urlsplit(link).hostname or "").removeprefix("www.")
            if host == site and link not in found["seen"] and found["asked"] < self.pages:
                found["seen"].add(link)
                found["asked"] += 1
                yield self.request(link, site)

    def read(self, found, response, text, html):
        found["emails"].update(EMAIL.findall(text))
        found["emails"].update(m.split("?")[0] for m in response.css('a[href^="mailto:"]::attr(href)').re(r"mailto:(.*)"))
        found["emails"].update(f"{a}@{b}" + (f".{c}" if c else "") for a, b, c in OBFUSCATED.findall(text))
        for match in phonenumbers.PhoneNumberMatcher(text, "CH"):
            found["phones"].add(phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164))
        found["social"].update(m.group(0) for m in SOCIAL.finditer(html))
        for line in text.split("\n"):
            if len(line) < 120 and TITLES.search(line):
                found["people"].update(NAME.findall(line))
        found["technologies"].update(name for name, rule in TECHNOLOGIES.items() if rule.search(html))
        for block in response.xpath('//script[@type="application/ld+json"]/text()').getall():
            try:
                data = json.loads(block)
            except ValueError:
                continue
            for item in data if isinstance(data, list) else [data]:
                if isinstance(item, dict) and "name" in item:
                    found["organization"] = {key: item.get(key) for key in ("name", "telephone", "email", "address")}

    def closed(self, reason):
        with open(self.settings["RESULT_FILE"], "w") as out:
            for found in self.sites.values():
                found.pop("seen")
                out.write(json.dumps({key: sorted(one) if isinstance(one, set) else one
                                      for key, one in found.items()}) + "\n")


def main():
    urls, out, pages, port = sys.argv[1:5]
    process = CrawlerProcess(settings={
        "LOG_LEVEL": "ERROR", "ROBOTSTXT_OBEY": False, "CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "DOWNLOAD_DELAY": 0, "COOKIES_ENABLED": False, "RETRY_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
        "RESULT_FILE": out, "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7"})
    process.crawl(Reference, urls=open(urls).read().split(), pages=int(pages), port=int(port))
    process.start()


if __name__ == "__main__":
    main()
