"""Which restaurants of two guides are one (Fodors-Zagats): `try dedup` beside the plain rule of similar names."""

import csv
import itertools

import compare
from ask import ask

needs_data = True


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def request(row):
    return {"name": row["name"], "street": row["addr"], "city": row["city"], "phone": row["phone"],
            "category": row["type"], "country": "US"}


def f1(found, wanted):
    return 2 * len(found & wanted) / (len(found) + len(wanted))


def clustered(program, keys, records):
    """All pairs, also those within one guide, that fall into one cluster."""
    clusters = {}
    for key, answer in zip(keys, ask(program, "dedup", [request(row) for row in records])):
        clusters.setdefault(answer["cluster"], []).append(key)
    return {tuple(sorted(pair)) for members in clusters.values() for pair in itertools.combinations(members, 2)}


def similar_names(fodors, zagats):
    def alike(a, b):
        most = max(len(a), len(b))
        return abs(len(a) - len(b)) <= 0.15 * most and compare.edit_distance(a, b) <= 0.15 * most

    return {(f"f{a['id']}", f"z{b['id']}") for a, b in itertools.product(fodors, zagats)
            if alike(a["name"].lower(), b["name"].lower())}


def figures(options):
    folder = options.data / "entity_resolution/fodors_zagats"
    fodors, zagats = rows(folder / "fodors.csv"), rows(folder / "zagats.csv")
    wanted = {(f"f{row['fodors_id']}", f"z{row['zagats_id']}") for row in rows(folder / "matches_fodors_zagats.csv")}
    keys = [f"f{row['id']}" for row in fodors] + [f"z{row['id']}" for row in zagats]
    found = clustered(options.leadstream, keys, fodors + zagats)
    right = len(found & wanted)
    yield "dedup: Fodors-Zagats F1", f1(found, wanted), 0.97, (
        f"P {right / max(1, len(found)):.3f} R {right / len(wanted):.3f}, {len(wanted)} pairs")
    yield "dedup: plain Levenshtein >= 0.85 of names F1", f1(similar_names(fodors, zagats), wanted), None, "beside it"
