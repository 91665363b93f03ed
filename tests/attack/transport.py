"""A91 and what of A69 belongs to TLS: a second server that speaks it."""

import contextlib
import io

import harness
import tls
from tools import attack


@attack("A91", "old versions, weak suites, plain HTTP and half handshakes at a port with TLS")
def transport(world):
    folder = world.directory / "tls"
    folder.mkdir()
    authority = harness.Authority(folder)
    shown = authority.sign("server")
    server = harness.Leadstream(world.options.leadstream, folder, world.web, False, tls.SETTINGS | {
        "server.tls_certificate": shown[0], "server.tls_key": shown[1]}, tls=authority.client())
    told = io.StringIO()
    try:
        with contextlib.redirect_stdout(told):
            tls.check_protocol(server, authority)
            tls.check_deadline(server)
    except harness.Failure as problem:
        return str(problem)
    finally:
        server.stop()
    world.note(f"{len(told.getvalue().splitlines())} rules of TLS hold")
    return None
