#!/usr/bin/env python3
"""Mail servers asked for mailboxes: off by default, never a message, nobody whom the suppression list names."""

import json
import socket
import socketserver
import struct
import threading

import harness
from imports import check, upload

KNOWN = {"anna@firma.test", "sam@still.test"}  # what exists; alles.test takes everything, grau.test asks to come again
ROWS = {"Firma Holz AG": "anna@firma.test", "Fehlt Glas GmbH": "bea@fehlt.test", "Alles Brot SA": "cara@alles.test",
        "Grau Stein KG": "dora@grau.test", "Still Wald AG": "sam@still.test"}


class NameServer(threading.Thread):
    """Says that the mail of every domain goes to mx.<domain>."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.start()

    def run(self):
        while True:
            question, sender = self.socket.recvfrom(4096)
            end = question.index(b"\0", 12) + 5
            is_mx = question[end - 4:end - 2] == b"\0\x0f"
            record = b"\xc0\x0c" + struct.pack(">HHIHH", 15, 1, 60, 7, 10) + b"\x02mx\xc0\x0c"
            head = question[:2] + struct.pack(">HHHHH", 0x8180, 1, int(is_mx), 0, 0)
            self.socket.sendto(head + question[12:end] + (record if is_mx else b""), sender)


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server of all domains that writes down what it is told."""

    daemon_threads = True

    def __init__(self):
        self.heard = []
        super().__init__(("127.0.0.1", 0), Conversation)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 mx ready\r\n")
        heard = []
        while not heard or heard[-1] not in ("QUIT", ""):
            heard.append(self.rfile.readline().decode().strip())
            if heard[-1] in ("QUIT", ""):
                self.server.heard.append("\n".join(heard))
            self.wfile.write(self.answer(heard[-1]))

    @staticmethod
    def answer(command):
        address = command[len("RCPT TO:<"):-1]
        if not command.startswith("RCPT") or address in KNOWN or address.endswith("@alles.test"):
            return b"250-fine\r\n250 ok\r\n" if command.startswith("EHLO") else b"250 ok\r\n"
        return b"450 4.2.0 Greylisted\r\n" if address.endswith("@grau.test") else b"550 5.1.1 User unknown\r\n"


def verdicts(server):
    """The verdict on the address of each lead."""
    return {lead["company"]["name"]: [p["value"] for p in lead["provenance"] if p["field"] == "email_verdict"]
            for lead in server.leads()}


def imported(options, directory, name, mail, names, **settings):
    web = harness.Simweb(options.simweb, directory, 0, options.seed)
    server = harness.Leadstream(options.leadstream, directory, web, name=name, settings={
        "email.dns_servers": f"127.0.0.1:{names.port}", "email.smtp_probe_name": "crawler.test",
        "email.smtp_overrides": f"*.test = 127.0.0.1:{mail.server_address[1]}"} | settings)
    server.json("POST", "/api/v1/erasures", {"email": "sam@still.test"})
    table = "name,email\n" + "".join(f"{company},{address}\n" for company, address in ROWS.items())
    told = upload(server, table.encode(), map="name=name,email=email")
    check(told["stored"] == len(ROWS), f"{told['stored']} rows are stored")
    found = verdicts(server)
    print(json.dumps(found))
    server.stop()
    web.stop()
    return found


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    with harness.work_directory(options.keep) as directory:
        mail, names = MailServer(), NameServer()
        found = imported(options, directory, "off", mail, names)
        check(found["Fehlt Glas GmbH"] == ["valid"] and not mail.heard, "by default DNS alone decides")

        found = imported(options, directory, "on", mail, names, **{"email.smtp_probe": "on"})
        check(found["Firma Holz AG"] == ["valid"], "a mailbox that is accepted is valid")
        check(found["Fehlt Glas GmbH"] == ["invalid"], "one that the server does not know is invalid, and kept")
        check(found["Alles Brot SA"] == ["risky"], "one of a server that takes everything is risky")
        check(found["Grau Stein KG"] == ["unknown"], "one of a server that asks to come again is unknown")
        heard = "\n".join(mail.heard)
        check("still.test" not in heard, "nobody is asked for who is suppressed")
        check("DATA" not in heard and "EHLO crawler.test\nMAIL FROM:<>\nRCPT TO:<" in heard, "no message is sent")
    print("mailboxes: all well")
    return 0


if __name__ == "__main__":
    harness.run(main)
