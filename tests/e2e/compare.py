"""Compares stored leads with the truth of the small internet."""

import re
import unicodedata


def plain(text):
    """Letters and digits alone, without case and marks: how names are compared."""
    text = unicodedata.normalize("NFKD", text or "").casefold()
    return "".join(c for c in text if c.isalnum())


def bare_host(url):
    return re.sub(r"^(https?://)?(www\.)?", "", (url or "").strip().lower()).split("/")[0]


def emails_of(lead):
    return {contact["email"].lower() for contact in lead["contacts"] if contact.get("email")}


def phones_of(lead):
    return {contact["phone"] for contact in lead["contacts"] if contact.get("phone")}


def profiles_of(lead):
    return {profile.rstrip("/").lower() for profile in lead["social_profiles"]}


def people_of(contacts):
    return {plain(one["name"]) for one in contacts if one.get("name")}


def address_of(lead):
    """Of a house: its street with the number in any order, and its postcode."""
    place = lead["company"]["location"]
    return street_words(place["street"]) | {place["postal_code"]} if place["street"] else set()


def street_words(street):
    return {"".join(sorted(plain(word) for word in re.split(r"[\s,]+", street)))}


def edit_distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]


def same_name(a, b):
    a, b = plain(a), plain(b)
    return a == b or edit_distance(a, b) <= 0.15 * max(len(a), len(b))


class Counts:
    """Right, missing and wrong values of one kind, with examples."""

    def __init__(self, kind):
        self.kind, self.right, self.missing, self.wrong = kind, 0, [], []

    def add(self, where, found, expected):
        self.right += len(found & expected)
        self.missing += [f"{where}: {value}" for value in sorted(expected - found)]
        self.wrong += [f"{where}: {value}" for value in sorted(found - expected)]

    def recall(self):
        return self.right / max(1, self.right + len(self.missing))

    def precision(self):
        return self.right / max(1, self.right + len(self.wrong))

    def __str__(self):
        return (f"{self.kind}: {self.right} right, {len(self.missing)} missing, {len(self.wrong)} wrong "
                f"(recall {self.recall():.4f}, precision {self.precision():.4f})")


def match(leads, truth):
    """[(lead or None, truth or None)]: every lead and every true company once."""
    by_host, by_name = {}, {}
    for company in truth:
        if company["website"]:
            by_host[bare_host(company["website"])] = company
        by_name.setdefault(plain(company["name"]), []).append(company)
    free = {company["id"] for company in truth}
    pairs = []

    def candidates(lead):
        company = by_host.get(bare_host(lead["company"].get("website")))
        yield from [company] if company else []
        yield from by_name.get(plain(lead["company"]["name"]), [])
        city = plain((lead["company"].get("location") or {}).get("city"))
        yield from (one for one in truth if one["id"] in free and plain(one["city"]) == city
                    and same_name(one["name"], lead["company"]["name"]))

    for lead in leads:
        found = next((one for one in candidates(lead) if one["id"] in free), None)
        if found:
            free.remove(found["id"])
        pairs.append((lead, found))
    return pairs + [(None, company) for company in truth if company["id"] in free]


def compare(leads, truth):
    """Counts of companies, emails and phones."""
    companies, emails, phones = Counts("companies"), Counts("emails"), Counts("phones")
    for lead, company in match(leads, truth):
        name = company["name"] if company else lead["company"]["name"]
        where = f"{company['id'] if company else '-'} {name}"
        if company:
            style = company["formats"]
            where += f" [{company['faults']}, email {style['email']}, phone {style['phone']}, encoding {style['encoding']}]"
        companies.add(where, {name} if lead else set(), {name} if company else set())
        emails.add(where, emails_of(lead) if lead else set(), set(company["emails"]) if company else set())
        phones.add(where, phones_of(lead) if lead else set(), set(company["phones"]) if company else set())
    return [companies, emails, phones]


def compare_details(leads, truth):
    """Counts of people, profiles and addresses, of the companies that were found."""
    people, profiles, addresses = Counts("people"), Counts("profiles"), Counts("addresses")
    for lead, company in match(leads, truth):
        if lead and company:
            where = f"{company['id']} {company['name']} {company['formats']}"
            people.add(where, people_of(lead["contacts"]), people_of(company["people"]))
            profiles.add(where, profiles_of(lead), {url.rstrip("/").lower() for url in company["social"]})
            house = street_words(f"{company['street']} {company['housenumber']}") | {company["postcode"]}
            addresses.add(where, address_of(lead), house)
    return [people, profiles, addresses]


def report(counts, examples=10):
    for one in counts:
        print(f"  {one}")
        for kind, values in (("missing", one.missing), ("wrong", one.wrong)):
            for value in values[:examples]:
                print(f"    {kind}: {value}")
            if len(values) > examples:
                print(f"    … {len(values) - examples} more {kind}")
