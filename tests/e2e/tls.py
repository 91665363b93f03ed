#!/usr/bin/env python3
"""HTTPS and WSS with a certificate of the test: what is spoken and what is refused, the commands of the program, a
renewal while the server runs, an end that comes near, and clients that do not finish their handshake."""

import asyncio
import json
import shutil
import socket
import ssl
import subprocess
import time
import warnings

import harness
import websocket

SETTINGS = {"server.header_timeout": "1s", "alerts.interval": "1s", "sources.websites.enabled": "off", "log.format": "json"}


def require(holds, what):
    if not holds:
        raise harness.Failure(what)
    print(f"ok: {what}")


def handshake(server, context):
    """(version, suite, protocol, serial number) of a connection, or the error that ended it."""
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as plain:
            with context.wrap_socket(plain, server_hostname="127.0.0.1") as secure:
                secure.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                if not secure.recv(20).startswith(b"HTTP/1.1 200"):
                    return "no answer"
                return (secure.version(), secure.cipher()[0], secure.selected_alpn_protocol(),
                        secure.getpeercert()["serialNumber"])
    except (OSError, ssl.SSLError) as problem:
        return str(problem)


def only(authority, version, ciphers=None, protocols=None):
    context = authority.client()
    with warnings.catch_warnings():  # the old versions are meant
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = version
    if ciphers:
        context.set_ciphers(ciphers)
    if protocols:
        context.set_alpn_protocols(protocols)
    return context


def check_protocol(server, authority):
    newest = handshake(server, only(authority, ssl.TLSVersion.TLSv1_3, protocols=["h2", "http/1.1"]))
    require(newest[0] == "TLSv1.3" and newest[2] == "http/1.1", f"TLS 1.3 and http/1.1 are chosen: {newest}")
    older = handshake(server, only(authority, ssl.TLSVersion.TLSv1_2))
    require(older[0] == "TLSv1.2" and older[1].startswith("ECDHE-"), f"TLS 1.2 with forward secrecy: {older}")
    for name, context in {
            "TLS 1.1": only(authority, ssl.TLSVersion.TLSv1_1, "DEFAULT@SECLEVEL=0"),
            "TLS 1.0": only(authority, ssl.TLSVersion.TLSv1, "DEFAULT@SECLEVEL=0"),
            "AES-CBC": only(authority, ssl.TLSVersion.TLSv1_2, "ECDHE-ECDSA-AES128-SHA256:@SECLEVEL=0"),
            "HTTP/2 alone": only(authority, ssl.TLSVersion.TLSv1_3, protocols=["h2"])}.items():
        answer = handshake(server, context)
        require(isinstance(answer, str) and answer != "no answer", f"{name} is refused: {answer}")
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as plain:
        plain.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = plain.recv(4096)
    require(answer.startswith(b"HTTP/1.1 400") and b"HTTPS" in answer, "plain HTTP is told to speak HTTPS")
    headers = server.request("GET", "/health")[1]
    require(headers.get("Strict-Transport-Security") == "max-age=31536000", "HSTS is sent")
    foreign = server.request("GET", "/health", headers={"Origin": f"http://127.0.0.1:{server.port}"})[0]
    require(foreign == 200, "reading is not hindered by an origin")
    forged = server.request("POST", "/api/v1/scrape/search", {}, {"Origin": f"http://127.0.0.1:{server.port}"})[0]
    require(forged == 403, "a page that came without TLS changes nothing")


def check_deadline(server):
    """Half a hundred that begin a handshake and stop: others are served meanwhile, and they are hung up on."""
    idle = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(50)]
    try:
        for each in idle[::2]:
            each.sendall(b"\x16\x03\x01\x02\x00\x01")
        begin = time.monotonic()
        require(server.request("GET", "/health/live")[0] == 200 and time.monotonic() - begin < 2, "others are served")
        ended = all(each.recv(1) == b"" for each in idle)
        require(ended and time.monotonic() - begin < 5, f"50 half handshakes ended in {time.monotonic() - begin:.1f} s")
    finally:
        for each in idle:
            each.close()


def check_commands(options, server, authority):
    def run(*arguments):
        command = [options.leadstream, *arguments, "--server", f"https://127.0.0.1:{server.port}",
                   "--storage.directory", str(server.data)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)

    distrusted = run("jobs", "list")
    require(distrusted.returncode == 1 and "client.ca_file" in distrusted.stderr, "an unknown authority is refused by name")
    search = run("search", "--industry", "dentist", "--location", "Simland", "--max-results", "20", "--watch", "--json",
                 "--client.ca_file", str(authority.ca_file))
    updates = [json.loads(line) for line in search.stdout.splitlines()]
    require(search.returncode in (0, 5) and any(u["type"] == "company_update" for u in updates),
            f"a search is watched over WSS: {len(updates)} updates {search.stderr[-200:]}")


async def check_live(server):
    opened = await websocket.WebSocket.connect(server.port, key=server.key, tls=server.tls)
    answer = await opened.subscribe()
    job = await asyncio.to_thread(server.search, "hotel", "Simland", 20)
    seen = 0
    while True:
        message = await asyncio.wait_for(opened.receive(), 60)
        seen += message["type"] == "company_update"
        if message["type"] == "job_update" and message["data"]["job_id"] == job and message["data"]["status"] in harness.FINAL:
            break
    require(answer["type"] == "subscribed" and seen > 0, f"{seen} leads came over one WSS connection")
    return opened


def log_has(server, text):
    return harness.wait_until(lambda: text in server.log_path.read_text(), 10, f"the log to say {text!r}")


def check_renewal(server, authority, shown):
    before = handshake(server, authority.client())[3]
    fresh = authority.sign("fresh")
    shutil.copy(fresh[0], shown[0])  # the key comes a moment later, as in many scripts
    shutil.copy(fresh[1], shown[1])
    after = harness.wait_until(lambda: (serial := handshake(server, authority.client())[3]) != before and serial, 10,
                               "the new certificate to be shown")
    log_has(server, "certificate replaced")
    shown[0].write_text("this is no certificate")
    log_has(server, "the new certificate is not taken")
    require(handshake(server, authority.client())[3] == after, "a renewal is taken while it runs, a broken one is not")


def check_end(server, shown, authority):
    """The first certificate has three days left, the renewed one thirty."""
    def alerts():
        health = json.loads(server.request("GET", "/health")[2])
        return any(alert["name"] == "certificate_expiry" for alert in health["alerts"])

    harness.wait_until(alerts, 10, "the alert certificate_expiry")
    metrics = server.request("GET", "/metrics")[2].decode()
    left = next(float(line.split()[1]) for line in metrics.splitlines() if line.startswith("leadstream_certificate_left_seconds "))
    require(2 * 86400 < left <= 3 * 86400, f"the end is near, and told: {left:.0f} s are left")
    check_renewal(server, authority, shown)
    harness.wait_until(lambda: not alerts(), 10, "the alert to end")
    print("ok: the alert ends with the renewal")


def check_refusals(options, directory, shown):
    def serve(*arguments):
        return subprocess.run([options.leadstream, "serve", "--storage.directory", str(directory / "none"), *arguments],
                              capture_output=True, text=True, timeout=30)

    open_door = serve("--server.address", "0.0.0.0", "--server.port", "0")
    require(open_door.returncode == 2 and "server.tls_certificate" in open_door.stderr, "beyond the loopback TLS is asked for")
    half = serve("--server.tls_certificate", str(shown[0]))
    require(half.returncode == 2 and "server.tls_key" in half.stderr, "a certificate without its key is refused")
    wrong = serve("--server.tls_certificate", str(shown[0]), "--server.tls_key", str(shown[0]), "--server.port", "0")
    require(wrong.returncode == 2 and "server.tls_key" in wrong.stderr, "a key that is none is refused")


async def check_farewell(server, opened):
    ending = asyncio.create_task(asyncio.to_thread(server.stop))
    try:
        while True:
            await asyncio.wait_for(opened.receive_text(), 20)
    except websocket.Closed as closed:
        require(closed.code == 1001, "at its end the server says goodbye with 1001")
    require(await ending == 0, "the server ends in good order")


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    with harness.work_directory(options.keep) as directory:
        authority = harness.Authority(directory)
        shown = authority.sign("server", days=3)
        check_refusals(options, directory, shown)
        web = harness.Simweb(options.simweb, directory, 60, options.seed)
        server = harness.Leadstream(options.leadstream, directory, web, False, SETTINGS | {
            "server.tls_certificate": shown[0], "server.tls_key": shown[1]}, tls=authority.client())
        try:
            check_protocol(server, authority)
            check_deadline(server)
            check_commands(options, server, authority)

            async def live():
                opened = await check_live(server)
                await asyncio.to_thread(check_end, server, shown, authority)
                await check_farewell(server, opened)

            asyncio.run(live())
        finally:
            if server.alive():
                server.kill()
            web.stop()
    print("tls: all well")
    return 0


if __name__ == "__main__":
    harness.run(main)
