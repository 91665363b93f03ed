"""Businesses as four made-up sources list them (a map, a directory, a register, their own sites): which records are one.

Each source writes in its own way: with or without the legal form, umlauts written out, phones and websites in its
notation, fields left out. Beside them stand what makes it hard: branches of a chain, neighbours of one name, families of
one trade, offices that share a phone.
"""

import collections
import itertools
import random

from ask import ask

needs_data = False
BUSINESSES = 900
SEED = 20

LANDS = {
    "CH": (["Zürich", "Chur", "Wädenswil", "Köniz", "Baden"], ["Bahnhofstrasse", "Dorfstrasse", "Seestrasse", "Kirchgasse"],
           ["AG", "GmbH", "SA", "Sàrl", "& Co. KG"], "+41", "ch"),
    "DE": (["München", "Düsseldorf", "Görlitz", "Ulm", "Kiel"], ["Hauptstraße", "Bahnhofstraße", "Gartenweg", "Am Markt"],
           ["GmbH", "GmbH & Co. KG", "e.K.", "UG (haftungsbeschränkt)", "AG"], "+49", "de"),
    "GB": (["Leeds", "Bristol", "York", "Norwich", "Derby"], ["High Street", "Station Road", "Mill Lane", "Church Street"],
           ["Ltd", "Limited", "LLP", "plc"], "+44", "co.uk"),
    "FR": (["Orléans", "Nîmes", "Saint-Étienne", "Lyon", "Besançon"], ["rue de la République", "avenue Foch", "place du Marché"],
           ["SARL", "SAS", "EURL", "SA"], "+33", "fr"),
    "IT": (["Forlì", "Bari", "Trento", "Modena", "Cefalù"], ["Via Roma", "Via Garibaldi", "Corso Italia", "Piazza Dante"],
           ["S.r.l.", "S.p.A.", "S.n.c.", "S.a.s."], "+39", "it"),
}
FAMILIES = ["Müller", "Brunner", "Schäfer", "Weiß", "Okafor", "Harding", "Pritchard", "Delacroix", "Béranger", "Rossi",
            "Fabbri", "Castelló", "Lindqvist", "Grönberg", "Zimmermann", "Achermann", "Wirth", "Popescu", "Novák", "Tanner"]
INVENTED = ["Novalink", "Alpenform", "Brightwell", "Castora", "Deltamar", "Evergrain", "Florane", "Granitec", "Helvora",
            "Intermesh", "Juratec", "Kronwerk", "Lumina", "Montavia", "Nordhaus", "Optavia", "Polyfox", "Quellwerk", "Rivora",
            "Solventa", "Terralux", "Umbria", "Verdano", "Wexford", "Xanthos", "Ypsora", "Zentrix", "Arkadia", "Belmont"]
TRADES = {"restaurant": ["Restaurant", "Trattoria", "Café"], "builder": ["Bau", "Construction", "Hochbau"],
          "dentist": ["Zahnarztpraxis", "Dental Clinic", "Cabinet dentaire"], "software": ["Software", "Systems", "Informatik"],
          "garage": ["Garage", "Autohaus", "Carrosserie"], "florist": ["Blumen", "Florist", "Fleurs"],
          "lawyer": ["Rechtsanwälte", "Solicitors", "Avocats"], "bakery": ["Bäckerei", "Bakery", "Boulangerie"]}
CHAINS = ["Burger Palast", "FitLife24", "Coop Markt", "Optik Weitblick", "Sushi Daily"]
WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "é": "e", "è": "e",
                             "ì": "i", "ù": "u", "ó": "o", "ç": "c", "ñ": "n", "à": "a", "â": "a", "î": "i", "É": "E", "á": "a"})


def number(pick, calling_code):
    return calling_code + str(pick.choice([21, 31, 41, 44, 52, 61, 71, 81])) + str(pick.randrange(1_000_000, 9_999_999))


def host(name, ending, pick):
    words = [word for word in name.translate(WRITTEN_OUT).lower().replace("&", " ").replace("'", "").split() if word.isalnum()]
    return pick.choice(["", "-"]).join(words[:2]) + "." + ending


def business(pick, land, name, trade):
    cities, streets, forms, calling_code, ending = LANDS[land]
    city = pick.choice(cities)
    return {"name": name, "form": pick.choice(forms), "city": city, "country": land, "category": trade,
            "street": pick.choice(streets), "house": pick.randrange(1, 140), "phone": number(pick, calling_code),
            "postal_code": str(10000 + 997 * cities.index(city) + pick.randrange(6))[: 4 if land == "CH" else 5],
            "site": host(name, ending, pick)}


def names(pick):
    trade, words = pick.choice(list(TRADES.items()))
    word, family, brand = pick.choice(words), pick.choice(FAMILIES), pick.choice(INVENTED)
    return trade, pick.choice([f"{word} {family}", f"{family} {word}", f"{brand} {word}", brand + pick.choice(["", " Group"]),
                               f"{family} & {pick.choice(FAMILIES)}", f"{word} zum {brand}", f"{brand} {family}"])


def world(pick):
    """Businesses, each a truth of its own."""
    made, taken = [], set()
    while len(made) < BUSINESSES:
        trade, name = names(pick)
        one = business(pick, pick.choice(list(LANDS)), name, trade)
        if one["site"] in taken:  # a domain has one owner; who comes later adds the town
            one["site"] = host(f"{name.split()[0]} {one['city'].replace('-', ' ')}", LANDS[one["country"]][4], pick)
        if not taken & {one["site"], (name, one["city"])}:
            taken |= {one["site"], (name, one["city"])}
            made.append(one)
    for chain in CHAINS:
        land = pick.choice(list(LANDS))
        ending = LANDS[land][4]
        for _ in range(8):
            made.append(business(pick, land, chain, "restaurant") | {"site": host(chain, ending, pick), "form": ""})
    for first in pick.sample(made[:BUSINESSES], 40):  # tenants of one house who share the desk
        other = business(pick, first["country"], names(pick)[1], "lawyer")
        made.append(other | {key: first[key] for key in ("street", "house", "city", "postal_code", "phone", "country")})
    return made


def noted_phone(pick, phone):
    code, rest = phone[:3], phone[3:]
    return pick.choice([phone, f"{code} {rest[:2]} {rest[2:5]} {rest[5:7]} {rest[7:]}", f"0{rest[:2]} {rest[2:]}",
                        f"{code} (0){rest[:2]} / {rest[2:]}", f"00{code[1:]}-{rest}", f"0{rest[:2]}-{rest[2:5]}-{rest[5:]}"])


def noted_site(pick, site):
    return pick.choice([site, "www." + site, f"https://www.{site}/", f"http://{site}/kontakt.html",
                        f"https://{site}?utm_source=maps"])


def mistyped(pick, text):
    at = pick.randrange(1, len(text) - 1)
    return pick.choice([text[:at] + text[at + 1:], text[:at] + text[at + 1] + text[at] + text[at + 2:]])


def listed(pick, source, one):
    """The record of one business in one source."""
    name = one["name"] + (" " + one["form"] if source in ("register", "site") and one["form"] else "")
    if source == "directory":
        name = pick.choice([name, name.translate(WRITTEN_OUT), name.upper(), name + " " + one["city"]])
        name = mistyped(pick, name) if pick.random() < 0.06 else name
    street = f"{one['house']} {one['street']}" if one["country"] in ("GB", "FR") else f"{one['street']} {one['house']}"
    if source != "register":
        street = street.replace("strasse", pick.choice(["strasse", "str."])).replace("straße", pick.choice(["straße", "str."]))
        street = street.replace("Street", pick.choice(["Street", "St"])).replace("Road", pick.choice(["Road", "Rd."]))
    kept = {"map": (0.6, 0.6, 0.0, 0.8), "directory": (0.9, 0.5, 0.2, 0.9), "register": (0.0, 0.0, 0.0, 1.0),
            "site": (0.9, 1.0, 0.8, 0.6)}[source]
    record = {"name": name, "city": one["city"], "country": one["country"]}
    if pick.random() < kept[0]:
        record["phone"] = noted_phone(pick, one["phone"])
    if pick.random() < kept[1]:
        record["website"] = noted_site(pick, one["site"])
    if pick.random() < kept[2]:
        record["email"] = "info@" + one["site"]
    if pick.random() < kept[3]:
        record |= {"street": street, "postal_code": one["postal_code"]}
    if source in ("map", "directory"):
        record["category"] = one["category"]
    return record


def records(seed=SEED):
    """(truth, record) of all sources, shuffled."""
    pick = random.Random(seed)
    shares = {"map": 0.6, "directory": 0.55, "register": 0.5, "site": 0.45}
    rows = [(truth, listed(pick, source, one)) for truth, one in enumerate(world(pick))
            for source, share in shares.items() if pick.random() < share]
    pick.shuffle(rows)
    return rows


def pairs(keys):
    groups = collections.defaultdict(list)
    for place, key in enumerate(keys):
        groups[key].append(place)
    return {pair for members in groups.values() for pair in itertools.combinations(members, 2)}


def figures(options):
    rows = records()
    found = pairs([answer["cluster"] for answer in ask(options.leadstream, "dedup", [record for _, record in rows])])
    wanted = pairs([truth for truth, _ in rows])
    right = len(found & wanted)
    yield "dedup: four made-up sources F1", 2 * right / (len(found) + len(wanted)), 0.90, (
        f"P {right / max(1, len(found)):.3f} R {right / len(wanted):.3f}, {len(wanted)} pairs of {len(rows)} records")
