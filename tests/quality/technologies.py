"""Cases of Wappalyzer's own tests by the built-in fingerprints: what an answer must contain or equal."""

import json

from ask import ask

needs_data = True


def labels(answer):
    return {one["name"] + (f":{one['version']}" if one.get("version") else "") for one in answer["technologies"]}


def agrees(case, answer):
    found = labels(answer)
    categories = {one["name"]: one["categories"] for one in answer["technologies"]}
    return (set(case.get("must_contain", [])) <= found
            and set(case.get("must_equal", found)) == found
            and all(categories.get(label.split(":")[0]) == wanted
                    for label, wanted in case.get("categories", {}).items()))


def figures(options):
    with open(options.data / "technologies/detect_cases.json", encoding="utf-8") as file:
        cases = json.load(file)["cases"]
    answers = ask(options.leadstream, "tech", [
        {"html": case["body"], "url": "https://site.test/", "headers": case["headers"]} for case in cases])
    agreed = sum(agrees(case, answer) for case, answer in zip(cases, answers))
    yield "technologies: cases", agreed / len(cases), 1.0, f"{agreed} of {len(cases)} agree"
