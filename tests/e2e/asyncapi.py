"""Holds real messages to docs/asyncapi.json: the part of JSON Schema that the document uses."""

import json
import re

import harness

DOCUMENT = json.loads((harness.ROOT / "docs/asyncapi.json").read_text())
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "null": type(None),
         "boolean": bool}
FORMATS = {"uuid": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
           "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")}


def faults(value, schema, where="$"):
    """What in the value is not as the schema says, each with its place."""
    if "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    kinds = schema.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if kinds and not any(isinstance(value, TYPES[k]) and not (k in ("integer", "number") and isinstance(value, bool))
                         for k in kinds):
        return [f"{where}: {value!r} is no {' or '.join(kinds)}"]
    found = []
    if "const" in schema and value != schema["const"]:
        found.append(f"{where}: {value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where}: {value!r} is none of {schema['enum']}")
    if isinstance(value, (int, float)) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        found.append(f"{where}: {value} is out of bounds")
    if isinstance(value, str) and "format" in schema and not FORMATS[schema["format"]].fullmatch(value):
        found.append(f"{where}: {value!r} is no {schema['format']}")
    if isinstance(value, dict):
        found += [f"{where}: {name} is missing" for name in schema.get("required", []) if name not in value]
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                found += faults(value[name], inner, f"{where}.{name}")
    return found


def message_of(channel, value):
    """The schema of the message of that channel whose type the value has."""
    for reference in DOCUMENT["channels"][channel]["messages"].values():
        payload = DOCUMENT["components"]["messages"][reference["$ref"].rsplit("/", 1)[1]]["payload"]
        if payload["properties"]["type"].get("const") == value["type"]:
            return payload
    raise harness.Failure(f"docs/asyncapi.json knows no message {value['type']!r} of the channel {channel}")


def hold(channel, values):
    """Failure at the first message that is not as described; how many kinds there were."""
    for value in values:
        if wrong := faults(value, message_of(channel, value)):
            raise harness.Failure(f"not as docs/asyncapi.json says: {wrong[0]} in {json.dumps(value)[:300]}")
    return sorted({value["type"] for value in values})
