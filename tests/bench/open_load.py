"""Requests at given times, however slow the answers are: what many people at once do to a server. A client that waits for
one answer before it asks again would hide the slow ones."""

import asyncio
import random
import time

CONNECTIONS = 64


class Load:
    """`rates` says how many requests a second are sent of each kind, `paths` what a kind asks for."""

    def __init__(self, port, key, rates, paths, seconds):
        self.port, self.key, self.rates, self.paths, self.seconds = port, key, rates, paths, seconds
        self.taken = {kind: [] for kind in rates}  # milliseconds from the time that a request was due
        self.failed = 0

    def run(self):
        asyncio.run(self.drive())
        return self

    def p95(self, kind):
        times = sorted(self.taken[kind])
        return times[int(0.95 * len(times))]

    async def drive(self):
        due = asyncio.Queue()
        workers = [asyncio.create_task(self.serve(due)) for _ in range(CONNECTIONS)]
        await asyncio.gather(*(self.plan(kind, rate, due) for kind, rate in self.rates.items()))
        for _ in workers:
            due.put_nowait(None)
        await asyncio.gather(*workers)

    async def plan(self, kind, rate, due):
        """Puts requests into the queue as they become due, at random distances around the rate."""
        dice = random.Random(kind)
        moment = time.perf_counter()
        end = moment + self.seconds
        while moment < end:
            if (pause := moment - time.perf_counter()) > 0:
                await asyncio.sleep(pause)
            due.put_nowait((kind, moment, dice.choice(self.paths[kind])))
            moment += dice.expovariate(rate)

    async def serve(self, due):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = f"HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n" + (f"Authorization: Bearer {self.key}\r\n" if self.key else "")
        while (one := await due.get()) is not None:
            kind, moment, path = one
            writer.write(f"GET {path} {head}\r\n".encode())
            answer = await reader.readuntil(b"\r\n\r\n")
            length = next(line for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.split(b":")[1]))
            self.taken[kind].append(1000 * (time.perf_counter() - moment))
            self.failed += answer[9:12] != b"200"
        writer.close()
