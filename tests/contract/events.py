#!/usr/bin/env python3
"""Every frame of the WebSocket and every delivery of a webhook against docs/asyncapi.json: each has its message there,
and says nothing that the message does not allow."""

import asyncio
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
import harness  # noqa: E402
import webhooks  # noqa: E402
import websocket  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

#: What a search, a merge and a search without an internet make at least.
FRAMES = {"authenticated", "subscribed", "error", "company_update", "job_update", "job_log"}
DELIVERIES = {"webhook.test", "lead.created", "lead.merged", "job.completed", "job.failed"}


class Document:
    def __init__(self):
        self.whole = json.loads((ROOT / "docs" / "asyncapi.json").read_text())
        for schema in self.whole["components"]["schemas"].values():
            schema["additionalProperties"] = False
        self.messages = {kind: self.by_type(kind) for kind in ("live", "webhook")}

    def by_type(self, channel):
        named = [self.whole["components"]["messages"][one] for one in self.whole["channels"][channel]["messages"]]
        return {one["payload"]["properties"]["type"]["const"]: one["payload"] for one in named}

    def check(self, channel, told):
        schema = self.messages[channel].get(told.get("type"))
        if schema is None:
            raise harness.Failure(f"{channel}: no message of the type {told.get('type')!r} is described: {told}")
        whole = {"components": self.whole["components"], **schema}
        validator = jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())
        for problem in validator.iter_errors(told):
            place = "/".join(str(step) for step in problem.absolute_path)
            raise harness.Failure(f"{channel} {told['type']}: {place}: {problem.message[:300]}")
        extra = set(told) - set(schema["properties"])
        if extra:
            raise harness.Failure(f"{channel} {told['type']}: {extra} is not described")


async def watch(server, acts):
    """All frames of a client that authenticates by a message, says something wrong, and follows the job that each of
    `acts` begins to its end."""
    socket = await websocket.WebSocket.connect(server.port)
    frames = []
    for said in ({"type": "auth", "token": server.key}, {"type": "nonsense"}, {"type": "subscribe"}):
        await socket.send(said)
        frames.append(await socket.receive())
    for act in acts:
        job = await asyncio.to_thread(act)
        while not (frames[-1]["type"] == "job_update" and frames[-1]["data"]["job_id"] == job
                   and frames[-1]["data"]["status"] in harness.FINAL):
            frames.append(await asyncio.wait_for(socket.receive(), 60))
    socket.abort()
    return frames


def check_merge(told, merged):
    """`merged`: the leads that were made one; what is told of it says which went into which."""
    of_merge = [one["data"] for one in told if one.get("data", {}).get("change") == "merged"]
    if not any(sorted([one["id"], *one.get("merged_ids", [])]) == sorted(merged) for one in of_merge):
        raise harness.Failure(f"of the merge of {merged} this was told: {of_merge}")


def check_failure(server, job, told):
    """What is told of a failed job is what its status says."""
    errors = server.status(job)["errors"]
    if not errors or [one["errors"] for one in told if one["job_id"] == job] != [errors]:
        raise harness.Failure(f"the job failed by {errors} and was told as {told}")


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    if jsonschema is None:
        print("skipped: python3-jsonschema is not installed (./dev setup)")
        return 0
    document, receiver = Document(), webhooks.Receiver()
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, 20, options.seed, "light", industry="dentist")
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings={
            "fetch.allowed_networks": "127.0.0.0/8", "fetch.allowed_ports": f"80, {receiver.server_port}"})
        hook = server.json("POST", "/api/v1/webhooks", {"url": receiver.base}, 201)
        server.json("POST", f"/api/v1/webhooks/{hook['id']}/test", {}, 202)
        jobs, merged = [], []

        def search():
            jobs.append(server.search("dentist", "Simland"))
            return jobs[-1]

        def search_without_internet():
            merged.extend(row["id"] for row in server.lead_rows()[:2])
            server.json("POST", f"/api/v1/leads/{merged[0]}/merge", {"with": merged[1:]})
            web.stop()
            return search()

        frames = asyncio.run(watch(server, [search, search_without_internet]))
        harness.wait_until(lambda: DELIVERIES <= {told["type"] for _, told in receiver.events()}, 30, f"{DELIVERIES}")
        deliveries = [told for _, told in receiver.events()]
        check_failure(server, jobs[-1], [told["data"] for told in deliveries if told["type"] == "job.failed"])
    for told in (frames, deliveries):
        check_merge(told, merged)
    for channel, told, least in (("live", frames, FRAMES), ("webhook", deliveries, DELIVERIES)):
        for one in told:
            document.check(channel, one)
        seen = {one["type"] for one in told}
        if not least <= seen:
            raise harness.Failure(f"{channel}: {least - seen} did not come")
        print(f"{channel}: {len(told)} messages of {len(seen)} types are as described: {', '.join(sorted(seen))}")
    return 0


if __name__ == "__main__":
    harness.run(main)
