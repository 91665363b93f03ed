#!/usr/bin/env python3
"""A thousand WebSocket subscribers get every update of a job exactly once and in order; one that stops reading is no harm."""

import asyncio
import collections
import json
import time

import harness
import websocket


def is_last(text):
    """Whether a message says that the job has ended. Cheap for all others: a thousand readers share a processor."""
    if b'"job_update"' not in text:
        return False
    return json.loads(text)["data"]["status"] in harness.FINAL


async def watch(server, gate, received):
    """Reads raw messages until the job has ended; what they say is looked at afterwards."""
    socket = await websocket.WebSocket.connect(server.port, key=server.key)
    answer = await socket.subscribe()
    if answer["type"] != "subscribed":
        raise harness.Failure(f"no subscription: {answer}")
    gate.release()
    try:
        while not (received and is_last(received[-1][0])):
            received.append((await socket.receive_text(), time.monotonic()))
    finally:
        socket.abort()


async def stall(server):
    """Subscribes and never reads again."""
    socket = await websocket.WebSocket.connect(server.port, limit=1024, key=server.key)
    await socket.subscribe()
    socket.writer.transport.pause_reading()
    return socket


def updates(received):
    messages = [json.loads(text) for text, _ in received]
    return [message for message in messages if message["type"] in ("company_update", "job_update")]


async def session(options, server):
    logs = [[] for _ in range(options.subscribers)]
    gate = asyncio.Semaphore(0)
    begin = time.monotonic()
    tasks = []
    for first in range(0, options.subscribers, 100):
        tasks += [asyncio.create_task(watch(server, gate, log)) for log in logs[first:first + 100]]
        for _ in range(min(100, options.subscribers - first)):
            await asyncio.wait_for(gate.acquire(), 20)
    stalled = await stall(server)
    print(f"{options.subscribers} subscribers connected in {time.monotonic() - begin:.1f} s", flush=True)
    begin = time.monotonic()
    job = await asyncio.to_thread(server.search, "bakery", "Simland", 10_000)
    await asyncio.to_thread(server.wait_job, job, 300)
    ended = time.monotonic()
    # Each reader ends by itself with the job's last update; who waits for longer has missed it.
    await asyncio.wait(tasks, timeout=60)
    for task in tasks:
        task.cancel()
    broken = [one for one in await asyncio.gather(*tasks, return_exceptions=True)
              if isinstance(one, Exception)]
    stalled.abort()
    return logs, broken, ended - begin, ended


def main():
    options = harness.arguments(__doc__.splitlines()[0], companies={"type": int, "default": 200},
                                subscribers={"type": int, "default": 1000})
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, options.companies, options.seed, "none", industry="bakery")
        server = harness.Leadstream(options.leadstream, directory, web, polite=False)
        try:
            logs, broken, seconds, ended = asyncio.run(session(options, server))
            rows = len(server.lead_rows())
            memory = server.peak_memory()
        finally:
            server.stop()
            web.stop()
    reference = [message["seq"] for message in updates(logs[0])]
    companies = {message["data"]["id"] for message in updates(logs[0]) if message["type"] == "company_update"}
    different = sum([message["seq"] for message in updates(log)] != reference for log in logs)
    ordered = reference == sorted(set(reference))
    late = max((log[-1][1] for log in logs if log), default=ended) - ended
    kinds = collections.Counter(type(one).__name__ + " " + str(one) for one in broken)
    print(f"{len(reference)} updates in {seconds:.1f} s to {len(logs)} subscribers "
          f"({len(reference) * len(logs) / max(seconds, 0.001):.0f} deliveries a second), the last {late:.2f} s after the "
          f"job's end; {different} saw something else, in order: {ordered}, dense: "
          f"{reference == list(range(reference[0], reference[-1] + 1)) if reference else False}, "
          f"companies {len(companies)} of {rows}, connections lost: {dict(kinds)}, peak memory {memory / 2**20:.0f} MiB")
    good = reference and ordered and different == 0 and not broken and len(companies) >= rows
    return 0 if good else 1


if __name__ == "__main__":
    harness.run(main)
