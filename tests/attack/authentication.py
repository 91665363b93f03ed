"""A01 to A20: credentials, tokens, sessions."""

import re
import secrets
import time

import harness
from tools import attack, b64, expect, first

PATH = "/api/v1/leads"


def tokens_refused(world, tokens, *statuses):
    return first(*(expect(name, world.status("GET", PATH, bearer=token), *(statuses or (401,)))
                   for name, token in tokens.items()))


@attack("A01", "no credential on every route")
def no_credential(world):
    paths = world.server.json("GET", "/openapi.json")["paths"]
    for path, operations in paths.items():
        for method, operation in operations.items():
            if operation.get("security") == [] or "ws" in path.split("/"):
                continue
            where = path.replace("{id}", "0190a0a0-0000-7000-8000-0000000000aa")
            status, headers, _ = world.ask(method.upper(), where, {} if method != "get" else None, bearer="")
            scheme = "Webhook-Signature" if operation.get("security") == [{"worker": []}] else "Bearer"
            if status != 401 or not headers.get("WWW-Authenticate", "").startswith(scheme):
                return f"{method} {path} without a credential gave {status}"
    return None


@attack("A02", "alg none")
def alg_none(world):
    claims = b64(world.issuer.claims())
    return tokens_refused(world, {alg: b64({"alg": alg, "typ": "JWT"}) + "." + claims + "."
                                  for alg in ("none", "None", "nOnE", "")})


@attack("A03", "HS256 signed with a public key")
def confusion(world):
    import hashlib, hmac
    tokens = {}
    for kind in ("rsa", "ec"):
        pem = world.issuer.run("pkey", "-in", world.issuer.file(kind), "-pubout")
        text = b64({"alg": "HS256", "typ": "JWT", "kid": kind}) + "." + b64(world.issuer.claims())
        tokens[kind] = text + "." + b64(hmac.new(pem, text.encode(), hashlib.sha256).digest())
    return tokens_refused(world, tokens)


@attack("A04", "kid as path, SQL and URL")
def key_ids(world):
    return tokens_refused(world, {kid: world.issuer.token("rsa", {"kid": kid}) for kid in
                                  ("../../dev/null", "' OR 1=1--", "http://127.0.0.1:9/")})


@attack("A05", "jku, x5u, jwk")
def foreign_keys(world):
    return tokens_refused(world, {name: world.issuer.token("hs", {name: value}) for name, value in
                                  {"jku": "http://127.0.0.1:9/", "x5u": "http://127.0.0.1:9/",
                                   "jwk": world.issuer.keys["keys"][0]}.items()})


@attack("A06", "crit and b64=false")
def critical(world):
    return tokens_refused(world, {"crit": world.issuer.token("hs", {"crit": ["x"]}),
                                  "b64": world.issuer.token("hs", {"b64": False})})


@attack("A07", "exp in every wrong way")
def expiry(world):
    values = {"past": int(time.time()) - 3600, "missing": None, "negative": -1, "1e300": 1e300, "text": "9",
              "far": int(time.time()) + 30 * 86400}
    return tokens_refused(world, {name: world.issuer.token(claims=world.issuer.claims(exp=value))
                                  for name, value in values.items()})


@attack("A08", "nbf, iat, iss, aud; every good signature is taken")
def claims(world):
    issuer, later = world.issuer, int(time.time()) + 86400
    wrong = {"nbf": {"nbf": later}, "iat": {"iat": later}, "iss": {"iss": "https://evil.test"}, "aud": {"aud": "x"},
             "aud list": {"aud": ["x", "y"]}, "no tenant": {"app_metadata": {}}}
    refused = tokens_refused(world, {name: issuer.token(claims=issuer.claims(**change))
                                     for name, change in wrong.items()})
    good = {kind: issuer.token(kind) for kind in ("hs", "rsa", "ec", "ed")}
    good["aud list"] = issuer.token(claims=issuer.claims(aud=["x", issuer.audience]))
    return refused or tokens_refused(world, good, 200)


@attack("A09", "header and claims of wrong types")
def wrong_types(world):
    text = {"alg": {"alg": 1}, "typ": {"typ": 5}}
    tokens = {name: world.issuer.token("hs", header) for name, header in text.items()}
    body = b64({"alg": "HS256"}) + "." + b64([1, 2])
    tokens["list"] = body + "." + b64(world.issuer.sign(body, "hs"))
    tokens["header list"] = b64([1]) + "." + b64({}) + ".AA"
    return tokens_refused(world, tokens)


@attack("A10", "bytes, megabytes and dots as token")
def junk(world):
    for name, token in {"bytes": bytes(range(0x80, 0x100)), "nul": b"a\0b", "1 MB": b"a" * 2**20,
                        "dots": b"." * 10**5}.items():
        begin = time.monotonic()
        status = world.raw_status(world.head("Connection: close", path=PATH)[:-2] + b"Authorization: Bearer " + token + b"\r\n\r\n", 1)
        complaint = expect(name, status, 400, 401, 431)
        if complaint or time.monotonic() - begin > 1:
            return complaint or f"{name} took {time.monotonic() - begin:.2f} s"
    return None


@attack("A11", "base64 that is not strict")
def loose_base64(world):
    token = world.issuer.token()
    head, body, mark = token.split(".")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    behind = alphabet[alphabet.index(mark[-1]) | 1] if alphabet.index(mark[-1]) % 2 == 0 else mark[-1] + "A"
    tokens = {"padding": token + "=", "space": f"{head}.{body} .{mark}", "behind the end": f"{head}.{body}.{mark[:-1]}{behind}",
              "plus": f"{head}.{body}.+{mark[1:]}"}
    return tokens_refused(world, tokens)


@attack("A12", "flipped and shortened signatures")
def flipped(world):
    for kind in ("hs", "ec", "ed"):
        text, mark = world.issuer.token(kind).rsplit(".", 1)
        raw = bytearray(__import__("base64").urlsafe_b64decode(mark + "=="))
        for at in range(0, len(raw), 5):
            changed = bytes(raw[:at]) + bytes([raw[at] ^ 1]) + bytes(raw[at + 1:])
            if complaint := expect(f"{kind} byte {at}", world.status("GET", PATH, bearer=text + "." + b64(changed)), 401, 429):
                return complaint
        if complaint := expect(f"{kind} short", world.status("GET", PATH, bearer=text + "." + b64(bytes(raw[:-1]))), 401, 429):
            return complaint
    return None


@attack("A13", "ES256 with r = s = 0, and as DER")
def psychic(world):
    text = world.issuer.token("ec").rsplit(".", 1)[0]
    source = world.issuer.directory / "text"
    source.write_text(text)
    der = world.issuer.run("dgst", "-sha256", "-sign", world.issuer.file("ec"), str(source))
    return tokens_refused(world, {"zero": text + "." + b64(bytes(64)), "der": text + "." + b64(der)}, 401, 429)


@attack("A14", "keys that are almost right")
def almost_keys(world):
    key, _ = world.make_key("a", "leads:read")
    gone, gone_id = world.make_key("default", "leads:read")
    world.ask("DELETE", f"/api/v1/keys/{gone_id}")
    wrong = {"case": key.swapcase(), "prefix": key[:12], "other secret": key[:12] + secrets.token_hex(22)[:43],
             "revoked": gone, "longer": key + "a"}
    return first(tokens_refused(world, wrong, 401, 429), expect("right", world.status("GET", PATH, bearer=key), 200))


@attack("A15", "key in the URL")
def key_in_url(world):
    key, _ = world.make_key("a", "leads:read")
    complaint = expect("query", world.status("GET", f"{PATH}?api_key={key}", bearer=""), 401)
    return complaint or ("the key stands in the log" if key in world.server.log_path.read_text() else None)


@attack("A16", "a thousand log-ins")
def many_logins(world):
    for _ in range(1000):
        status, headers, _ = world.ask("POST", "/api/v1/auth/login",
                                       {"email": "victim@a.test", "password": secrets.token_hex(8)}, bearer="")
        if status == 429:
            missing = [name for name in ("Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
                       if name not in headers]
            return f"429 without {', '.join(missing)}" if missing else None
    return "a thousand log-ins were let through"


@attack("A17", "log-in tells who exists")
def enumeration(world):
    world.server.json("POST", "/api/v1/users", {"email": "known@a.test", "password": "correct horse battery"}, 201)
    seen = {}
    for email in ("known@a.test", "unknown@a.test"):
        times = []
        for _ in range(4):
            begin = time.monotonic()
            status, _, body = world.ask("POST", "/api/v1/auth/login", {"email": email, "password": "wrong horse battery"},
                                        bearer="")
            times.append(time.monotonic() - begin)
        seen[email] = (status, body, min(times))
    noted = world.audited()
    for email in seen:
        entry = next((e for e in noted if e["action"] == "login" and e["name"] == email), {})
        if entry.get("status") != 401 or entry.get("address") != "127.0.0.1":
            return f"the log-in of {email} is not in the audit log: {entry}"
    if "horse" in str(noted):
        return "a password stands in the audit log"
    known, unknown = seen.values()
    if known[:2] != unknown[:2]:
        return f"the answers differ: {known[:2]} and {unknown[:2]}"
    return None if min(known[2], unknown[2]) > 0.4 * max(known[2], unknown[2]) else f"times differ: {known[2]:.4f} {unknown[2]:.4f}"


def log_in(world, email, password, tenant):
    status, headers, body = world.ask("POST", "/api/v1/auth/login",
                                      {"email": email, "password": password, "tenant": tenant}, bearer="")
    if status != 200:
        raise ConnectionError(f"log-in gave {status}: {body[:200]}")
    cookie = headers["Set-Cookie"].split(";")[0]
    token = re.search(rb'"csrf_token":"([0-9a-f]+)"', body)[1].decode()
    return {"Cookie": cookie}, token, headers["Set-Cookie"]


@attack("A18", "fixation, reuse after log-out and after another password")
def sessions(world):
    world.server.json("POST", "/api/v1/users", {"email": "ada@a.test", "password": "correct horse battery", "role": "admin",
                                                "tenant": "a"}, 201)
    cookie, token, attributes = log_in(world, "ada@a.test", "correct horse battery", "a")
    other, _, _ = log_in(world, "ada@a.test", "correct horse battery", "a")
    signed = cookie | {"X-CSRF-Token": token}
    me = lambda head: world.status("GET", "/api/v1/auth/me", bearer="", headers=head)
    complaint = first(
        expect("session", me(cookie), 200), expect("chosen id", me({"Cookie": "leadstream_session=chosen"}), 401),
        None if "HttpOnly" in attributes and "SameSite=Strict" in attributes else f"cookie {attributes}",
        expect("log-out", world.status("POST", "/api/v1/auth/logout", {}, bearer="", headers=signed), 204),
        expect("after log-out", me(cookie), 401), expect("the other session", me(other), 200))
    twin = {"email": "ada@a.test", "password": "some other battery", "tenant": "b"}
    world.server.json("POST", "/api/v1/users", twin, 201)
    complaint = complaint or first(
        expect("the address again", world.status("POST", "/api/v1/users", twin), 409),
        expect("the twin's password", world.status("POST", "/api/v1/auth/login", twin | {"tenant": "a"}, bearer=""), 401),
        expect("the twin", me(log_in(world, *twin.values())[0]), 200))
    users = world.server.json("GET", "/api/v1/auth/me")
    again, fresh, _ = log_in(world, "ada@a.test", "correct horse battery", "a")
    return complaint or first(
        expect("change", world.status("POST", "/api/v1/auth/password",
                                      {"current_password": "correct horse battery", "new_password": "another horse battery"},
                                      bearer="", headers=again | {"X-CSRF-Token": fresh}), 200),
        expect("after the change", me(again), 401), expect("the other one after the change", me(other), 401),
        None if users["kind"] == "local" else "the operator is somebody else")


@attack("A19", "set-up token: wrong, again, with users")
def setup(world):
    wish = {"email": "evil@a.test", "password": "correct horse battery"}
    token = re.search(r"#setup=(\w+)", world.server.log_path.read_text())[1]
    ask = lambda value: world.status("POST", "/api/v1/auth/setup", wish | {"token": value}, bearer="")
    complaint = first(expect("wrong", ask("x" * 43), 403), expect("right", ask(token), 201), expect("again", ask(token), 410))
    noted = lambda: [entry["status"] for entry in world.audited() if entry["action"] == "setup"]
    harness.wait_until(lambda: noted() == [403, 201, 410], 5, "the set-up in the audit log")
    return complaint


@attack("A20", "two credentials")
def two_credentials(world):
    key, _ = world.make_key("a", "leads:read")
    twice = world.head(f"Authorization: Bearer {key}", f"Authorization: Bearer {key}", path=PATH)
    return first(expect("twice", world.raw_status(twice), 400),
                 expect("cookie too", world.status("GET", PATH, bearer=key, headers={"Cookie": "leadstream_session=x"}), 400),
                 expect("X-API-Key too", world.status("GET", PATH, bearer=key, headers={"X-API-Key": key}), 400))
