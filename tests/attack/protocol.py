"""A58 to A95: framing, resources, configuration."""

import asyncio
import json
import os
import socket
import struct
import time

import websocket
from tools import EXCEPTED, attack, expect, first

EXCEPTED.update({
    "A56": "formulas in CSV: tests/net/api/csv.cpp", "A57": "cross-site scripting: the console's",
    "A73": "a WebSocket that never reads: tests/net/serve/websocket.cpp, tests/e2e/subscribers.py", "A76": "slow regular expressions: RE2 alone is used, tests/fuzz", "A77": "poison pages: tests/e2e/hostile.py",
    "A78": "imports: files are read by the command `leadstream import` alone, tests/app and tests/e2e; no route takes them", "A80": "webhook loops: tests of the webhooks",
    "A87": "clickjacking in a browser: the console's; the headers are checked by A88",
    "A92": "doctor: tests of the command", "A93": "the cluster's port: there is none"})


@attack("A58", "forged log lines")
def log_injection(world):
    evil = 'x\x1b[31m"} {"level":"error"'
    world.ask("GET", "/health/" + "%0d%0aforged", headers={"X-Request-Id": "a b\tc"})
    world.raw(world.head(f"User-Agent: {evil}", "Connection: close"), 0.5)
    lines = world.server.log_path.read_text()
    return "a control character stands in the log" if "\x1b" in lines or "\nforged" in lines else None


@attack("A59", "split headers")
def splitting(world):
    for value in ("a%0d%0aX-Evil: 1", "a\tb", "ä", "a" * 100):
        answer = world.raw(world.head("Connection: close").replace(b"Connection", f"X-Request-Id: {value}\r\nConnection".encode()), 0.5)
        if b"X-Evil: 1" in answer or b"evil" in answer.lower().split(b"\r\n\r\n")[0]:
            return f"{value!r} came back"
    return None


@attack("A60", "paths that climb")
def traversal(world):
    for path in ("/docs/../../etc/passwd", "/docs/..%2f..%2fetc%2fpasswd", "/docs/%252e%252e/x", "/docs/..\\x", "/docs//etc/passwd",
                 "/docs/%00"):
        if complaint := expect(path, world.raw_status(world.head(path=path)), 400, 404):
            return complaint
    return None


@attack("A61", "500 slow headers", slow=True)
def slowloris(world):
    slow = [socket.create_connection(("127.0.0.1", world.server.port)) for _ in range(500)]
    try:
        for connection in slow:
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-a: b")
        times = []
        for _ in range(20):
            begin = time.monotonic()
            world.status("GET", "/health")
            times.append(time.monotonic() - begin)
        slow[0].settimeout(12)
        answer = slow[0].recv(100)
    finally:
        for connection in slow:
            connection.close()
    return first(None if b" 408 " in answer else f"answered {answer!r}",
                 None if sorted(times)[-2] < 0.5 else f"others waited {max(times):.2f} s")


@attack("A62", "slow bodies and readers that sleep", slow=True)
def slow_body(world):
    with socket.create_connection(("127.0.0.1", world.server.port), timeout=20) as connection:
        connection.sendall(world.head(f"Authorization: Bearer {world.server.key}", "Content-Type: application/json",
                                      "Content-Length: 100000", method="POST", path="/api/v1/scrape/search"))
        begin = time.monotonic()
        connection.settimeout(0.3)
        while time.monotonic() - begin < 15:
            try:
                connection.sendall(b"x")
                if answer := connection.recv(200):
                    return None if b" 408 " in answer else f"answered {answer!r}"
            except socket.timeout:
                pass
            except ConnectionError:
                return None
    return "a body at three bytes a second was waited for"


def chunked(world, body):
    return world.head(f"Authorization: Bearer {world.server.key}", "Content-Type: application/json",
                      "Transfer-Encoding: chunked", method="POST", path="/api/v1/scrape/search") + body


@attack("A63", "huge trailers")
def trailers(world):
    one = chunked(world, b"2\r\n{}\r\n0\r\nX: " + b"a" * 70000 + b"\r\n\r\n")
    many = chunked(world, b"2\r\n{}\r\n0\r\n" + b"X: a\r\n" * 200000 + b"\r\n")
    return first(expect("70 KB", world.raw_status(one), 400, 501), expect("many", world.raw_status(many), 400, 501, 0))


@attack("A64", "chunk extensions and chunks of a byte")
def chunks(world):
    extension = chunked(world, b"2;" + b"a" * 9000 + b"\r\n{}\r\n0\r\n\r\n")
    bytes_alone = chunked(world, b"1\r\n \r\n" * 300000 + b"0\r\n\r\n")
    return first(expect("extension", world.raw_status(extension), 400, 413), expect("bytes", world.raw_status(bytes_alone), 400, 413, 0))


@attack("A65", "long headers, many headers, long URL")
def large_heads(world):
    return first(expect("9 KB", world.raw_status(world.head("X: " + "a" * 9216)), 431),
                 expect("many", world.raw_status(world.head(*["X: a"] * 10000)), 431),
                 expect("URL", world.raw_status(world.head(path="/" + "a" * 65536)), 414))


@attack("A66", "2 GB announced")
def announced(world):
    def ask(*lines):
        return world.raw_status(world.head(f"Authorization: Bearer {world.server.key}", *lines, method="POST",
                                           path="/api/v1/scrape/search"))
    return first(expect("2 GB", ask("Expect: 100-continue", "Content-Length: 2147483648"), 413),
                 expect("2^64-1", ask("Content-Length: 18446744073709551615"), 400, 413))


@attack("A67", "JSON that costs")
def json_bombs(world):
    for name, body in {"depth": b"[" * 100000, "keys": b"{" + b",".join(b'"%d":1' % i for i in range(60000)) + b"}",
                       "digits": b'{"max_results":' + b"1" * 1000000 + b"}", "1e400": b'{"max_results":1e400}'}.items():
        raw = world.head(f"Authorization: Bearer {world.server.key}", "Content-Type: application/json", "Connection: close",
                         f"Content-Length: {len(body)}", method="POST", path="/api/v1/scrape/search") + body
        begin = time.monotonic()
        complaint = expect(name, world.raw_status(raw, 5), 400, 413)
        if complaint or time.monotonic() - begin > 2:
            return complaint or f"{name} took {time.monotonic() - begin:.1f} s"
    return None


@attack("A68", "packed requests")
def packed(world):
    return expect("gzip", world.status("POST", "/api/v1/scrape/search", {"industry": "x", "location": "y"},
                                       headers={"Content-Encoding": "gzip"}), 415, 413)


@attack("A69", "2000 idle connections")
def idle(world):
    idle_ones = [socket.create_connection(("127.0.0.1", world.server.port)) for _ in range(900)]
    try:
        return expect("health", world.status("GET", "/health"), 200)
    finally:
        for connection in idle_ones:
            connection.close()


@attack("A70", "a flood in one pipe", slow=True)
def pipelining(world):
    try:
        world.raw(world.head() * 5000, 1)
    except OSError:
        pass
    return expect("health", world.status("GET", "/health"), 200)


FRAMES = {  # a frame as it is sent, and the codes that may answer it
    "64-bit length with the high bit": (b"\x81\xff" + struct.pack("!Q", 2**63 + 1) + b"abcd", (1002, 1009)),
    "1 GB": (b"\x81\xff" + struct.pack("!Q", 2**30) + b"abcd", (1009,)),
    "unmasked": (b"\x81\x02hi", (1002,)),
    "reserved bits": (b"\xf1\x80abcd", (1002,)),
    "invalid UTF-8": (websocket.masked(b"\xff\xfe", 1), (1007,)),
    "long ping": (b"\x89\xfe\x00\x80" + bytes(132), (1002,)),
    "close 1005": (websocket.masked(struct.pack("!H", 1005), 8), (1002,)),
}


async def close_code(world, data):
    open_socket = await websocket.WebSocket.connect(world.server.port, key=world.server.key)
    open_socket.writer.write(data)
    try:
        while True:
            await asyncio.wait_for(open_socket.receive_text(), 5)
    except websocket.Closed as closed:
        return closed.code
    except (asyncio.TimeoutError, asyncio.IncompleteReadError) as problem:
        return type(problem).__name__


@attack("A71", "broken WebSocket frames")
def frames(world):
    return first(*(expect(name, asyncio.run(close_code(world, data)), *codes) for name, (data, codes) in FRAMES.items()))


@attack("A72", "many WebSockets of a tenant")
def many_sockets(world):
    key, _ = world.make_key("sockets", "leads:read")

    async def flood():
        opened = []
        try:
            for _ in range(60):
                opened.append(await websocket.WebSocket.connect(world.server.port, key=key))
            return "60 WebSockets were opened, the limit is 50"
        except ConnectionError as problem:
            return None if " 429 " in str(problem) or " 503 " in str(problem) else str(problem)
        finally:
            for each in opened:
                each.abort()

    return asyncio.run(flood())


@attack("A74", "limits and offsets")
def pages(world):
    for value in ("1e9", "1000000000", "-1", "NaN", "0x10", "1.5", "", "99999999999999999999"):
        if complaint := expect(f"limit={value}", world.status("GET", f"/api/v1/leads?limit={value}"), 400):
            return complaint
    return first(expect("offset", world.status("GET", "/api/v1/leads?offset=1000000000000"), 400),
                 expect("cursor", world.status("GET", "/api/v1/leads?cursor=AAAA"), 400))


@attack("A75", "exports beyond the quota")
def exports(world):
    key, _ = world.make_key("exporter", "exports:read")
    for _ in range(60):
        if world.status("GET", "/api/v1/export/csv", bearer=key) == 429:
            return None
    return "60 exports in an hour, the quota is 50"


@attack("A79", "a search that fits everything")
def broad(world):
    begin = time.monotonic()
    status = world.status("GET", "/api/v1/leads?industry=e&location=a&limit=100")
    return expect("status", status, 200) or (None if time.monotonic() - begin < 1 else "took more than a second")


SMUGGLING = [["Content-Length: 5", "Transfer-Encoding: chunked"], ["Transfer-Encoding: chunked", "Content-Length: 5"],
             ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"], ["Transfer-Encoding: identity"],
             ["Transfer-Encoding: xchunked"], ["Transfer-Encoding: gzip"], ["Transfer-Encoding: chunked, identity"],
             ["Transfer-Encoding:\r\n chunked"], ["Content-Length: 3, 3"], ["Content-Length: +3"], ["Content-Length: 3", "Content-Length: 4"],
             ["Transfer_Encoding: chunked"], ["Transfer-Encoding : chunked"]]


@attack("A81", "smuggled requests")
def smuggling(world):
    for lines in SMUGGLING:
        raw = world.head(*lines, method="POST", path="/api/v1/scrape/search") + b"0\r\n\r\nGET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
        answer = world.raw(raw, 1)
        if answer.count(b"HTTP/1.1 ") != 1 or not answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 501")):
            return f"{lines}: {answer[:80]!r}, {answer.count(b'HTTP/1.1 ')} answers"
    return None


@attack("A82", "hosts")
def hosts(world):
    own = f"127.0.0.1:{world.server.port}"
    cases = {"two": (world.head(f"Host: {own}"), (400,)), "none": (world.head(host=False), (400,)),
             "foreign": (world.head("Host: evil.test", host=False), (421,)),
             "user": (world.head(f"Host: a@{own}", host=False), (400,)),
             "blank": (world.head("Host: a b", host=False), (400,)),
             "absolute, foreign": (world.head(path="http://evil.test/health"), (400, 421)),
             "absolute, own": (world.head("Connection: close", path=f"http://{own}/health"), (200,))}
    return first(*(expect(name, world.raw_status(raw), *statuses) for name, (raw, statuses) in cases.items()))


@attack("A83", "methods")
def methods(world):
    return first(*(expect(method, world.raw_status(world.head(method=method)), 400, 405, 501)
                   for method in ("TRACE", "CONNECT", "gEt", "FOO", "PURGE")),
                 expect("PRI", world.raw_status(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 400, 505))


@attack("A84", "foreign origins")
def cors(world):
    for origin in ("https://evil.test", "null", "https://app.example.com.evil.test", "http://app.example.com"):
        _, headers, _ = world.ask("OPTIONS", "/api/v1/leads", headers={"Origin": origin, "Access-Control-Request-Method": "GET"})
        if headers.get("Access-Control-Allow-Origin"):
            return f"{origin} is let in"
    _, headers, _ = world.ask("OPTIONS", "/api/v1/leads", headers={"Origin": "https://app.example.com",
                                                                   "Access-Control-Request-Method": "GET"})
    return first(expect("allowed origin", headers.get("Access-Control-Allow-Origin"), "https://app.example.com"),
                 "credentials are allowed" if headers.get("Access-Control-Allow-Credentials") else None)


@attack("A85", "WebSockets of foreign pages")
def foreign_sockets(world):
    def upgrade(*lines):
        return world.raw_status(world.head("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", *lines, path="/ws/leads"), 1)
    return first(*(expect(origin, upgrade(f"Origin: {origin}"), 403) for origin in
                   ("https://evil.test", "null", "https://app.example.com.evil.test")),
                 expect("cookie that is none", upgrade("Cookie: leadstream_session=x"), 401))


@attack("A86", "requests forged by foreign pages")
def forgery(world):
    import authentication
    world.server.json("POST", "/api/v1/users", {"email": "carl@a.test", "password": "correct horse battery", "role": "admin"}, 201)
    cookie, token, _ = authentication.log_in(world, "carl@a.test", "correct horse battery", "default")
    wish = {"industry": "x", "location": "y"}
    ask = lambda extra: world.status("POST", "/api/v1/scrape/search", wish, bearer="", headers=cookie | extra)
    return first(expect("no token", ask({}), 403), expect("cross-site", ask({"X-CSRF-Token": token, "Sec-Fetch-Site": "cross-site"}), 403),
                 expect("origin", ask({"X-CSRF-Token": token, "Origin": "https://evil.test"}), 403),
                 expect("text/plain", ask({"X-CSRF-Token": token, "Content-Type": "text/plain"}), 415),
                 expect("in order", ask({"X-CSRF-Token": token}), 202, 429))


@attack("A88", "caches and headers")
def caching(world):
    for path in ("/api/v1/leads", "/health", "/nothing"):
        _, headers, _ = world.ask("GET", path)
        for name, value in {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}.items():
            if headers.get(name) != value:
                return f"{path}: {name} is {headers.get(name)}"
    return first(*(expect(path, world.raw_status(world.head(f"Authorization: Bearer {world.server.key}", path=path)), 404)
                   for path in ("/api/v1/leads;/x.css", "/api/v1/leads%2f..%2fapp.js")))


@attack("A89", "errors that tell too much")
def verbose(world):
    for status, headers, body in (world.ask("GET", "/nothing"), world.ask("POST", "/api/v1/scrape/search", {"industry": 1})):
        if headers.get("Server") or b".cpp" in body or b"SELECT" in body:
            return f"{status} tells {headers.get('Server')} {body[:100]!r}"
    return None


@attack("A90", "operators' pages without a credential")
def operators_pages(world):
    return first(*(expect(path, world.status("GET", path, bearer=""), 401, 403, 404) for path in ("/debug", "/debug/pprof", "/admin")))


@attack("A94", "routes that are not described")
def undocumented(world):
    paths = world.server.json("GET", "/openapi.json")["paths"]
    guesses = ("/api/v1/internal", "/api/v1/debug", "/api/v1/config", "/api/v1/settings", "/api/v1/tenants", "/api/v1/admin")
    return first(*(expect(path, world.status("GET", path), 404) for path in guesses if path not in paths))


@attack("A95", "other versions, slashes and cases")
def versions(world):
    return first(expect("v0", world.status("GET", "/api/v0/leads"), 404), expect("v2", world.status("GET", "/api/v2/leads"), 404),
                 expect("case", world.status("GET", "/API/v1/leads"), 404), expect("slash", world.status("GET", "/api/v1/leads/"), 404))


@attack("A18", "a WebSocket whose key is revoked")
def revoked_socket(world):
    key, key_id = world.make_key("default", "leads:read")

    async def wait():
        opened = await websocket.WebSocket.connect(world.server.port, key=key)
        await opened.subscribe()
        await asyncio.to_thread(world.ask, "DELETE", f"/api/v1/keys/{key_id}")
        begin = time.monotonic()
        try:
            while True:
                await asyncio.wait_for(opened.receive_text(), 6)
        except websocket.Closed as closed:
            return expect("code", closed.code, 4401) or (None if time.monotonic() - begin < 5 else "later than 5 s")
        except asyncio.TimeoutError:
            return "still open after 6 s"

    return asyncio.run(wait())
