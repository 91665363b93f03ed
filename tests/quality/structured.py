"""JSON-LD and microdata of extruct's samples: pages whose parsed structure equals the expected one beside them."""

import json
import urllib.parse

from ask import ask

BASE = "http://www.example.com/"
needs_data = True


def pages(folder, ending):
    """(page, expected) wherever a page lies beside its expected answer."""
    for path in sorted(folder.rglob("*" + ending)):
        page = path.with_suffix(".html")
        if page.exists():
            yield page, json.loads(path.read_text(encoding="utf-8"))


def read(program, found):
    requests = [{"path": str(page), "url": BASE} for page, _ in found]
    return [answer.get("structured", []) for answer in ask(program, "extract", requests)]


def is_microdata(node):
    return isinstance(node, dict) and ("properties" in node or "value" in node)


def alike(wanted, found):
    """The same structure; one value may stand for a list of one, a URL is absolute here, white space is folded."""
    if isinstance(wanted, list) and len(wanted) == 1:
        wanted = wanted[0]
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    if isinstance(wanted, dict) and isinstance(found, dict):
        return wanted.keys() == found.keys() and all(alike(wanted[key], found[key]) for key in wanted)
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(alike, wanted, found))
    if isinstance(wanted, str) and isinstance(found, str):
        return wanted.split() == found.split() or urllib.parse.urljoin(BASE, wanted).rstrip("/") == found.rstrip("/")
    return wanted == found


def json_ld(options, folder):
    kept = [(page, wanted if isinstance(wanted, list) else [wanted]) for page, wanted in pages(folder, ".jsonld")
            if not (isinstance(wanted, dict) and "items" in wanted)]  # an older program's form
    for (page, wanted), nodes in zip(kept, read(options.leadstream, kept)):
        yield page, [node for node in nodes if not is_microdata(node)] == wanted


def microdata(options, folder):
    kept = [(page, wanted) for page, wanted in pages(folder, ".json")
            if isinstance(wanted, list) and not ({"children", "namespace"} & wanted[0].keys())
            and b"itemscope" in page.read_bytes()]
    for (page, wanted), nodes in zip(kept, read(options.leadstream, kept)):
        yield page, alike(wanted, [node for node in nodes if is_microdata(node)])


def figures(options):
    folder = options.data / "structured/extruct_samples/tests/samples"
    for name, target, measure in (("JSON-LD", 1.0, json_ld), ("microdata", None, microdata)):
        verdicts = list(measure(options, folder))
        differing = [page.stem for page, agreed in verdicts if not agreed]
        note = f"{len(verdicts) - len(differing)} of {len(verdicts)} agree"
        yield (f"structured: {name} samples", 1 - len(differing) / len(verdicts), target,
               note + (f"; not {', '.join(differing)}" if differing else ""))
