#!/usr/bin/env python3
"""Tokens of an issuer whose keys stand at an https URL: a new key counts as soon as a token names it, a withdrawn one no
longer, unknown keys do not make the server ask more often, and no key is mistaken for a secret."""

import http.server
import json
import pathlib
import ssl
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "attack"))
import tools  # noqa: E402
import harness  # noqa: E402


class Keys(http.server.ThreadingHTTPServer):
    """Serves a set of keys over TLS and counts how often it is asked."""

    def __init__(self, certificate):
        self.keys, self.asked, self.broken = [], 0, False

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(handler):
                self.asked += 1
                body = b"no keys today" if self.broken else json.dumps({"keys": self.keys}).encode()
                handler.send_response(200)
                handler.send_header("Content-Type", "application/json")
                handler.send_header("Content-Length", str(len(body)))
                handler.end_headers()
                handler.wfile.write(body)

            def log_message(handler, *arguments):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()


def require(holds, what):
    if not holds:
        raise harness.Failure(what)
    print(f"ok: {what}")


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    with harness.work_directory(options.keep) as directory:
        authority = harness.Authority(directory)
        issuer = tools.Issuer(directory)
        rsa, ec, ed = issuer.keys["keys"]
        keys = Keys(authority.sign("issuer"))
        keys.keys = [rsa, {**ed, "alg": "ES256"}]
        web = harness.Simweb(options.simweb, directory, 4, options.seed)
        url = f"https://127.0.0.1:{keys.server_port}/auth/v1/.well-known/jwks.json"
        server = harness.Leadstream(options.leadstream, directory, web, False, {
            "auth.jwt_issuer": issuer.issuer, "auth.jwt_audience": issuer.audience, "auth.jwks_url": url,
            "auth.jwt_secret": issuer.secret, "auth.failures": 5000, "auth.jwt_algorithms": "HS256, RS256, ES256, EdDSA",
            "fetch.ca_file": authority.ca_file, "fetch.allowed_networks": "127.0.0.0/8",
            "fetch.allowed_ports": f"{keys.server_port}, {web.port}"})

        def status(token):
            return server.request("GET", "/api/v1/leads", headers={"Authorization": f"Bearer {token}"})[0]

        try:
            harness.wait_until(lambda: keys.asked > 0 and status(issuer.token("rsa")) == 200, 15, "the first keys")
            require(status(issuer.token("hs")) == 200, "the issuer's secret counts beside its keys")
            require(status(issuer.token("ed")) == 401, "a key that says another algorithm is left out")
            public = "-----BEGIN PUBLIC KEY-----"
            pem = tools.Issuer.run("pkey", "-in", issuer.file("rsa"), "-pubout")
            issuer_secret, issuer.secret = issuer.secret, pem.decode()
            confused = issuer.token("hs", header={"kid": "rsa"})
            issuer.secret = issuer_secret
            require(pem.decode().startswith(public) and status(confused) == 401, "a public key is no secret of HS256")

            keys.keys = [ec]
            asked = keys.asked
            harness.wait_until(lambda: status(issuer.token("ec")) == 200, 20, "the new key to count")
            require(keys.asked == asked + 1, "the new key was asked for once")
            require(status(issuer.token("rsa")) == 401, "the withdrawn key no longer counts")
            asked = keys.asked
            for number in range(20):
                if status(issuer.token("ec", header={"kid": f"unknown-{number}"})) != 401:
                    raise harness.Failure("a key that nobody has counts")
            require(keys.asked <= asked + 1, f"20 unknown keys made the server ask {keys.asked - asked} times")
            keys.broken = True
            require(status(issuer.token("ec")) == 200, "what is known stays while the issuer answers nonsense")
        finally:
            server.stop()
            web.stop()
            keys.shutdown()
    print("jwks: all well")
    return 0


if __name__ == "__main__":
    harness.run(main)
