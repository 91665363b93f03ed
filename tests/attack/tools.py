"""What the attacks share: raw requests, tokens of every kind, and the list of attacks."""

import base64
import hashlib
import hmac
import json
import pathlib
import socket
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))

import harness

ATTACKS = []
EXCEPTED = {}
SLOW = set()


def attack(number, title, slow=False):
    """Registers an attack: the function gives nothing when it was repelled, else what went wrong. A slow one is left out
    of the quick form."""

    def register(function):
        ATTACKS.append((number, title, function))
        if slow:
            SLOW.add(function)
        return function

    return register


def expect(what, got, *wanted):
    """What to complain of unless `got` is among `wanted`."""
    return None if got in wanted else f"{what}: {got}, not {' or '.join(map(str, wanted))}"


def first(*complaints):
    return next((complaint for complaint in complaints if complaint), None)


def b64(data):
    if isinstance(data, (dict, list)):
        data = json.dumps(data).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Issuer:
    """An issuer of tokens with a key of each kind; its JWKS is what the server trusts."""

    issuer, audience = "https://issuer.test", "authenticated"
    secret = "a secret of the issuer that is long enough"

    def __init__(self, directory):
        self.directory = directory
        self.run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", self.file("rsa"))
        self.run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", self.file("ec"))
        self.run("genpkey", "-algorithm", "ED25519", "-out", self.file("ed"))
        modulus = self.run("rsa", "-in", self.file("rsa"), "-modulus", "-noout").decode().strip().split("=")[1]
        point, ed = self.public("ec")[-64:], self.public("ed")[-32:]
        self.keys = {"keys": [
            {"kty": "RSA", "kid": "rsa", "use": "sig", "n": b64(bytes.fromhex(modulus)), "e": "AQAB"},
            {"kty": "EC", "kid": "ec", "crv": "P-256", "x": b64(point[:32]), "y": b64(point[32:])},
            {"kty": "OKP", "kid": "ed", "crv": "Ed25519", "x": b64(ed)}]}
        self.jwks = directory / "jwks.json"
        self.jwks.write_text(json.dumps(self.keys))

    def file(self, kind):
        return str(self.directory / f"{kind}.pem")

    @staticmethod
    def run(*arguments):
        return subprocess.run(["openssl", *arguments], check=True, capture_output=True).stdout

    def public(self, kind):
        return self.run("pkey", "-in", self.file(kind), "-pubout", "-outform", "DER")

    def settings(self):
        return {"auth.jwt_issuer": self.issuer, "auth.jwt_audience": self.audience, "auth.jwt_secret": self.secret,
                "auth.jwks_file": self.jwks, "auth.jwt_algorithms": "HS256, RS256, ES256, EdDSA"}

    def claims(self, **changes):
        now = int(time.time())
        all_claims = {"iss": self.issuer, "aud": self.audience, "sub": "u1", "iat": now, "exp": now + 600,
                      "app_metadata": {"tenant_id": "a", "role": "admin"}} | changes
        return {name: value for name, value in all_claims.items() if value is not None}

    def sign(self, text, kind):
        if kind == "hs":
            return hmac.new(self.secret.encode(), text.encode(), hashlib.sha256).digest()
        source = self.directory / "text"
        source.write_text(text)
        if kind == "ed":
            return self.run("pkeyutl", "-sign", "-inkey", self.file("ed"), "-rawin", "-in", str(source))
        made = self.run("dgst", "-sha256", "-sign", self.file(kind), str(source))
        return raw_signature(made) if kind == "ec" else made

    def token(self, kind="hs", header=None, claims=None):
        names = {"hs": "HS256", "rsa": "RS256", "ec": "ES256", "ed": "EdDSA"}
        head = {"alg": names[kind], "typ": "JWT"} | ({} if kind == "hs" else {"kid": kind}) | (header or {})
        text = b64(head) + "." + b64(self.claims() if claims is None else claims)
        return text + "." + b64(self.sign(text, kind))


def raw_signature(der):
    """r and s of 32 bytes each of an ECDSA signature in DER."""
    def integer(at):
        return at + 2 + der[at + 1], int.from_bytes(der[at + 2:at + 2 + der[at + 1]], "big")
    at, r = integer(2)
    _, s = integer(at)
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


class World:
    """The server under attack with its tenants a and b."""

    def __init__(self, options, directory, web, server, issuer):
        self.options, self.directory, self.web = options, directory, web
        self.server, self.issuer = server, issuer
        self.keys, self.notes = {}, []
        self.secrets = []  # given to the server to keep; they may stand in no file of it

    def note(self, text):
        """A figure that is printed below the attack's line."""
        self.notes.append(text)

    def make_key(self, tenant, *scopes):
        made = self.server.json("POST", "/api/v1/keys",
                                {"name": f"key of {tenant}", "scopes": list(scopes), "tenant": tenant}, 201)
        return made["key"], made["id"]

    def ask(self, method, path, body=None, bearer=None, headers=None):
        """(status, headers, bytes); `bearer` None: the operator; "": nobody."""
        head = dict(headers or {})
        head["Authorization"] = f"Bearer {self.server.key if bearer is None else bearer}"
        if bearer == "":
            del head["Authorization"]
            saved, self.server.key = self.server.key, None
            try:
                return self.server.request(method, path, body, head)
            finally:
                self.server.key = saved
        return self.server.request(method, path, body, head)

    def audited(self, bearer=None):
        """The entries of the bearer's audit log."""
        entries, after = [], 0
        while page := json.loads(self.ask("GET", f"/api/v1/audit?limit=1000&after={after}", bearer=bearer)[2])["entries"]:
            entries += [link["entry"] for link in page]
            after = page[-1]["seq"]
        return entries

    def status(self, method, path, body=None, bearer=None, headers=None):
        return self.ask(method, path, body, bearer, headers)[0]

    def raw(self, data, wait=2.0, half_close=False, enough=lambda seen: False):
        """All bytes that come back for some bytes, until the server closes, is silent for `wait` seconds, or they are
        enough."""
        answer = b""
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=10) as connection:
            connection.settimeout(wait * harness.SLOWNESS)
            try:
                connection.sendall(data)
                if half_close:
                    connection.shutdown(socket.SHUT_WR)
                while not enough(answer) and (chunk := connection.recv(65536)):
                    answer += chunk
            except (socket.timeout, ConnectionError):
                pass
        return answer

    def raw_status(self, data, wait=2.0):
        """The status of the first answer, 0 for none."""
        answer = self.raw(data, wait, enough=lambda seen: b" " in seen[:9] and len(seen) > 12)
        return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0

    def head(self, *lines, method="GET", path="/health", host=True):
        named = [f"Host: 127.0.0.1:{self.server.port}"] if host else []
        return ("\r\n".join([f"{method} {path} HTTP/1.1", *named, *lines]) + "\r\n\r\n").encode()
