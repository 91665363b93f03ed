#!/usr/bin/env python3
"""Webhooks against receivers with every fault: at least once, in order, the same id, the right signature; kill -9."""

import base64
import hashlib
import hmac
import http.server
import json
import socket
import struct
import subprocess
import threading
import time

import harness


def check(holds, what):
    if not holds:
        raise harness.Failure(what)
    print(f"ok: {what}")


SCHEDULE = "0s, 100ms, 200ms, 300ms"


class Receiver(http.server.ThreadingHTTPServer):
    """Keeps what arrives and answers what `answer(number, body)` says: (status, headers), None to drop it, or a
    function that does something else with the connection."""

    def __init__(self, answer=lambda number, body: (200, {})):
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with receiver.guard:
                    receiver.seen.append((self.path, dict(self.headers), body, time.time()))
                    number = len(receiver.seen)
                said = answer(number, body)
                if said is None:
                    self.close_connection = True
                    self.connection.close()
                    return
                if callable(said):
                    said(self)
                    self.close_connection = True
                    return
                status, headers = said
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.guard, self.seen = threading.Lock(), []
        threading.Thread(target=self.serve_forever, daemon=True).start()

        self.base = f"http://127.0.0.1:{self.server_port}/hook"

    def events(self):
        with self.guard:
            return [(h["webhook-id"], json.loads(b)) for _, h, b, _ in self.seen]


def head(handler, status=200, length=None):
    handler.wfile.write(f"HTTP/1.1 {status} X\r\nContent-Type: text/plain\r\n".encode())
    handler.wfile.write(f"Content-Length: {length}\r\n\r\n".encode() if length is not None else b"Connection: close\r\n\r\n")
    handler.wfile.flush()


def pour(handler, pieces):
    try:
        for _ in range(pieces):
            handler.wfile.write(b"x" * 65536)
    except OSError:
        pass


def large_body(handler):
    head(handler, length=1 << 30)
    pour(handler, 1 << 14)


def endless_body(handler):
    head(handler)
    pour(handler, 1 << 14)


def hang(handler):
    """Says nothing until the sender gives up."""
    handler.connection.recv(1)


def hang_after_head(handler):
    head(handler, length=10)
    hang(handler)


def reset_after_200(handler):
    head(handler, length=100_000)
    handler.wfile.write(b"x" * 100)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def signature_of(secret, headers, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def settings(receivers):
    return {"webhooks.schedule": SCHEDULE, "webhooks.timeout": "1s",
            "fetch.allowed_ports": ", ".join(["80"] + [str(r.server_port) for r in receivers]),
            "fetch.allowed_networks": "127.0.0.0/8"}


def add(server, url, **more):
    return server.json("POST", "/api/v1/webhooks", {"url": url} | more, 201)


def deliveries(server, hook, **query):
    path = f"/api/v1/webhooks/{hook['id']}/deliveries?limit=500" + "".join(f"&{k}={v}" for k, v in query.items())
    return server.json("GET", path)["deliveries"]


def verified(options, server, secret, headers, body):
    """The exit status of `leadstream webhooks verify`."""
    file = server.data / "secret"
    file.write_text(secret)
    return subprocess.run([options.leadstream, "webhooks", "verify", "--secret-file", str(file), "--id", headers["webhook-id"],
                           "--timestamp", headers["webhook-timestamp"], "--signature", headers["webhook-signature"]],
                          input=body, capture_output=True).returncode


def odd_receivers(options, directory, web):
    """Answers that never end, break off, throttle or lead elsewhere; one dead endpoint among fifty."""
    kinds = {"large": large_body, "endless": endless_body, "hang": hang_after_head, "reset": reset_after_200}
    receivers = {name: Receiver(lambda number, body, does=does: does) for name, does in kinds.items()}
    # The first attempt is throttled, the second taken.
    receivers["throttled"] = Receiver(lambda number, body: (429, {"Retry-After": "2"}) if number == 1 else (200, {}))
    private = Receiver()
    receivers["elsewhere"] = Receiver(lambda number, body: (302, {"Location": private.base}))
    crowd, dead = Receiver(), Receiver(lambda number, body: hang)
    chosen = settings([*receivers.values(), private, crowd, dead]) | {"webhooks.schedule": "0s, 100ms", "webhooks.timeout": "2s"}
    server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=chosen, name="odd")
    hooks = {name: add(server, r.base, events=["job.failed"]) for name, r in receivers.items()}
    for forbidden in (f"http://127.0.0.1:{server.port}/api/v1/keys", "http://10.0.0.1/", "http://169.254.169.254/latest/"):
        status, _, told = server.request("POST", "/api/v1/webhooks", {"url": forbidden})
        check(status == 400 and b'"url"' in told, f"{forbidden} is refused when it is made ({status})")
    for hook in hooks.values():
        server.json("POST", f"/api/v1/webhooks/{hook['id']}/test", {}, 202)

    def ended(hook):
        return next((d for d in deliveries(server, hook) if d["state"] != "waiting"), None)

    told = {name: harness.wait_until(lambda hook=hook: ended(hook), 30, f"the endpoint {name}") for name, hook in hooks.items()}
    check(told["large"]["state"] == "delivered" and told["endless"]["state"] == "delivered",
          "an answer of a gigabyte, or without an end, is a success by its status")
    check(server.peak_memory() < harness.mebibytes(300), f"and costs no memory ({server.peak_memory() >> 20} MiB)")
    tried = {name: (told[name]["state"], len(receivers[name].seen)) for name in ("hang", "reset")}
    check(all(state == "dead" and count >= 2 for state, count in tried.values()),
          f"one that hangs behind its header, or breaks off, is tried again: {tried}")
    times = [at for *_, at in receivers["throttled"].seen]
    check(told["throttled"]["state"] == "delivered" and times[1] - times[0] >= 1.9, f"Retry-After is honoured ({times[1] - times[0]:.1f} s)")
    check(told["elsewhere"]["state"] == "dead" and not private.seen, "a redirect is a failure and nobody follows it")
    for headers in ({"Content-Length": "1"}, {"Transfer-Encoding": "chunked"}, {"Cookie": "a=b"}, {"X": "a\r\nB: c"}, {"webhook-id": "x"}):
        status = server.request("POST", "/api/v1/webhooks", {"url": crowd.base, "headers": headers})[0]
        check(status == 400, f"a webhook cannot set {headers}")

    many = [add(server, f"{crowd.base}/{i}", events=["job.failed"]) for i in range(50)]
    slow = add(server, dead.base, events=["job.failed"])

    for _ in range(24):  # half a minute of hanging, four at once
        server.json("POST", f"/api/v1/webhooks/{slow['id']}/test", {}, 202)
    harness.wait_until(lambda: dead.seen, 10, "the dead endpoint to be tried")
    for hook in many:
        server.json("POST", f"/api/v1/webhooks/{hook['id']}/test", {}, 202)
    harness.wait_until(lambda: len(crowd.seen) >= 50, 30, "fifty deliveries", 0.01)
    waiting = sum(d["state"] == "waiting" for d in deliveries(server, slow))
    check(waiting > 0, f"a dead endpoint delays nobody: fifty are served while {waiting} of its 24 wait")
    server.stop()


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    good = Receiver()
    flaky = Receiver(lambda number, body: [(500, {}), (302, {"Location": "http://127.0.0.1/"}), None, (200, {})][number % 4])
    gone = Receiver(lambda number, body: (410, {}))
    slow = Receiver(lambda number, body: hang)
    dead = Receiver(lambda number, body: (503, {}))
    receivers = [good, flaky, gone, slow, dead]
    with harness.work_directory(options.keep) as directory:
        web = harness.Simweb(options.simweb, directory, 20, options.seed, "none", "web", industry="dentist")
        # Receivers stand on this machine: an address of the loopback that the operator allows.
        chosen = settings(receivers)
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=chosen)
        few = ["lead.created", "job.completed"]
        hooks = {name: add(server, r.base, events=[] if name == "good" else few) for name, r in
                 [("good", good), ("flaky", flaky), ("gone", gone), ("slow", slow), ("dead", dead)]}
        refused = server.request("POST", "/api/v1/webhooks", {"url": good.base, "headers": {"Host": "x"}})[0]
        check(refused == 400, f"a header that frames the request is refused ({refused})")
        job = server.search("dentist", "Simland")
        server.wait_job(job, 120)

        def arrived():
            return any(e["type"] == "job.completed" for _, e in good.events())

        harness.wait_until(arrived, 30, "job.completed to arrive")
        events = good.events()
        leads = server.lead_rows()
        created = {e["data"]["id"] for _, e in events if e["type"] == "lead.created"}
        check(created >= {l["id"] for l in leads}, f"every lead was told of ({len(created)} of {len(leads)})")
        done = [e for _, e in events if e["type"] == "job.completed"]
        check(len(done) == 1 and done[0]["data"]["results_summary"]["total_found"] == len(leads),
              f"job.completed comes once, with its summary: {done}")
        secret = hooks["good"]["secret"]
        wrong = [h for _, h, b, _ in good.seen if h["webhook-signature"] != signature_of(secret, h, b)]
        check(not wrong, f"{len(good.seen)} signatures over the exact bytes are right")
        order = [e["timestamp"] for _, e in events]
        check(order == sorted(order), "the events of a job come in order")

        harness.wait_until(lambda: any(e["type"] == "job.completed" for _, e in flaky.events()), 90,
                           "the flaky receiver to have everything")
        check(True, f"a receiver that fails three times of four got {len(set(i for i, _ in flaky.events()))} messages in "
                    f"{len(flaky.seen)} attempts")
        ids = [i for i, _ in flaky.events()]
        firsts = [ids[0]] + [b for a, b in zip(ids, ids[1:]) if a != b]
        check(len(firsts) == len(set(firsts)), "no message overtakes another of its job, retries keep the id")

        state = server.json("GET", f"/api/v1/webhooks/{hooks['gone']['id']}")
        check(not state["enabled"] and "410" in state["disabled_reason"], "410 switches an endpoint off")
        check(len(gone.seen) == 1, "and nothing more is sent to it")
        status, _, told = server.request("POST", f"/api/v1/webhooks/{hooks['gone']['id']}/replay", {})
        check(status == 409 and b"is off" in told, f"whoever replays to it is told that it is off ({status})")
        harness.wait_until(lambda: deliveries(server, hooks["dead"], state="dead"), 30, "dead letters")
        died = len(deliveries(server, hooks["dead"], state="dead"))
        check(died > 0, f"{died} dead letters are listed")

        # Everything is sent again with the same ids, by a server that is killed in the middle.
        before = set(i for i, _ in good.events())
        server.json("POST", f"/api/v1/webhooks/{hooks['good']['id']}/replay?state=delivered", {}, 202)
        count = len(good.seen)
        harness.wait_until(lambda: len(good.seen) > count + 3, 20, "the replay to begin")
        server.kill()
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, settings=chosen, port=server.port)
        harness.wait_until(lambda: not deliveries(server, hooks["good"], state="waiting"), 60, "the replay to end")
        again = set(i for i, _ in good.events()[count:])
        check(before <= again, f"after kill -9 all {len(before)} messages came again, none lost, with their ids")

        # Rotation: two signatures.
        rotated = server.json("POST", f"/api/v1/webhooks/{hooks['good']['id']}/rotate", {})
        count = len(good.seen)
        server.json("POST", f"/api/v1/webhooks/{hooks['good']['id']}/test", {}, 202)
        harness.wait_until(lambda: len(good.seen) > count, 10, "the test event")
        _, headers, body, _ = good.seen[-1]
        check(headers["webhook-signature"].split() == [signature_of(rotated["secret"], headers, body),
                                                       signature_of(secret, headers, body)],
              "while a secret is replaced both sign")
        check(verified(options, server, rotated["secret"], headers, body) == 0, "and the program verifies it")
        for name, value in [("webhook-timestamp", str(int(headers["webhook-timestamp"]) + 1)), ("webhook-id", "msg_other"),
                            ("webhook-signature", "v1," + "A" * 43 + "=")]:
            check(verified(options, server, rotated["secret"], headers | {name: value}, body) != 0, f"not with another {name}")
        check(verified(options, server, rotated["secret"], headers, body + b" ") != 0, "nor with another body")
        status = server.request("POST", f"/api/v1/webhooks/{hooks['good']['id']}/rotate", {})[0]
        check(status == 409, f"another rotation waits until the first secret had its day ({status})")
        figures = server.request("GET", "/metrics")[2].decode()
        check("leadstream_outbox_length" in figures and "leadstream_leads_total" in figures, "/metrics counts them")
        check("leadstream_deliveries_total{" in figures and "leadstream_fetches_total{" not in figures,
              "as deliveries, not as a source's requests")
        server.stop()
        odd_receivers(options, directory, web)
        web.stop()
    print("webhooks: all well")
    return 0


if __name__ == "__main__":
    harness.run(main)
