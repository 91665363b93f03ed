#!/usr/bin/env python3
"""Doctor: green on a sound machine; a broken setting makes exactly its check red, with a remedy."""

import json
import os
import socket
import subprocess

import harness


def examine(options, *settings, **environment):
    """(exit status, {name of the check: its finding})."""
    done = subprocess.run([options.leadstream, "doctor", "--json", *settings], capture_output=True, text=True, timeout=60,
                          env=os.environ | environment)
    return done.returncode, {c["name"]: c for c in json.loads(done.stdout)["checks"]}


def check_environment_file():
    """The package's file with every example taken: a shell reads it as systemd does, and it names the directory."""
    lines = (harness.ROOT / "deploy" / "debian" / "leadstream.env").read_text().splitlines()[1:]
    settings = [line.removeprefix("#") for line in lines]
    shell = subprocess.run(["sh", "-c", "set -a; " + "\n".join(settings) + "\nexec env -0"], capture_output=True, text=True,
                           check=True, env={})
    wanted = dict(line.split("=", 1) for line in settings)
    read = dict(pair.split("=", 1) for pair in shell.stdout.split("\0") if "=" in pair)
    for name, value in wanted.items():
        if read[name] != value.strip('"'):
            raise harness.Failure(f"{name}: a shell reads {read[name]}")
    if read["LEADSTREAM_STORAGE_DIRECTORY"] != "/var/lib/leadstream":
        raise harness.Failure("the package's settings do not name its data directory")


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    with harness.work_directory(options.keep) as directory, socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        sound = ["--storage.directory", str(directory / "data"), "--server.port", str(harness.free_port())]
        status, checks = examine(options, *sound)
        red = [n for n, c in checks.items() if c["state"] == "failed"]
        if status != 0 or red:
            raise harness.Failure(f"a sound machine is red: {red} {checks}")
        if checks["identity"]["state"] != "warning" or "fetch.contact" not in checks["identity"]["remedy"]:
            raise harness.Failure(f"a crawler without a contact is not warned of: {checks['identity']}")
        own = directory / "own.toml"
        own.write_text("[storage]\nsecret_key = \"" + "A" * 43 + "=\"\n")
        own.chmod(0o640)
        found = examine(options, *sound, "--config", str(own))[1]["secrets"]
        if found["state"] != "warning" or str(own) not in found["remedy"]:
            raise harness.Failure(f"settings with a secret that a group can read are not warned of: {found}")
        broken = directory / "broken.db"
        broken.write_bytes(b"this is no database" * 1000)
        empty = directory / "empty.pem"
        empty.touch()
        key = directory / "key.pem"
        key.write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
        for name, settings in [("settings", ["--jobs.running", "many"]),
                               ("settings", ["--fetch.ca_file", str(directory / "none.pem")]),
                               ("data directory", ["--storage.directory", "/proc/leadstream"]),
                               ("database", ["--storage.url", f"sqlite:{broken}"]),
                               ("authorities (TLS)", ["--fetch.ca_file", str(empty)]),
                               ("authorities (TLS)", ["--fetch.ca_file", str(broken)]),
                               ("authorities (TLS)", ["--fetch.ca_file", str(key)]),
                               ("address guard", ["--fetch.allowed_networks", "169.254.0.0/16"]),
                               ("certificate", ["--server.tls_certificate", str(broken), "--server.tls_key", str(broken)]),
                               ("port", ["--server.port", str(other.getsockname()[1])])]:
            kept = [s for s in sound] if settings[0] not in sound else \
                [x for pair in zip(sound[::2], sound[1::2]) if pair[0] != settings[0] for x in pair]
            status, checks = examine(options, *kept, *settings)
            red = [n for n, c in checks.items() if c["state"] == "failed"]
            if status != 1 or red != [name] or not checks[name]["remedy"]:
                raise harness.Failure(f"{settings} makes {red} red, not {name}: {checks}")
            print(f"ok: {' '.join(settings)[:60]} -> {name}: {checks[name]['remedy']}")
        status, checks = examine(options, *sound, "--jobs.running", "many")
        dependent = ("data directory", "disk", "database", "secrets", "webhooks", "live updates")
        judged = [name for name in dependent if checks[name]["state"] != "skipped"]
        if judged:
            raise harness.Failure(f"{judged} are judged by settings that do not hold")
        found = examine(options, *sound, "--fetch.allowed_networks", "10.0.0.0/8")[1]["address guard"]
        if found["state"] != "warning" or "10.0.0.0/8" not in found["detail"]:
            raise harness.Failure(f"a private network that may be fetched is not warned of: {found}")
        found = examine(options, *sound, "--fetch.host_overrides", "overpass-api.de = 127.0.0.1:1")[1]["names (DNS)"]
        if found["state"] != "ok":
            raise harness.Failure(f"a host that stands elsewhere is asked of a name server: {found}")
        status, checks = examine(options, *sound, TZ="Nowhere/City")
        red = [n for n, c in checks.items() if c["state"] == "failed"]
        if status != 1 or red != ["time zone"]:
            raise harness.Failure(f"a time zone that is none makes {red} red")
        web = harness.Simweb(options.simweb, directory, 1, options.seed)
        server = harness.Leadstream(options.leadstream, directory, web)
        taken = ["--server.port", str(server.port)]
        if examine(options, *taken, "--storage.directory", str(server.data))[0] != 0:
            raise harness.Failure("the server of this very directory makes a check red")
        status, checks = examine(options, *taken, "--storage.directory", str(directory / "data"))
        if status != 1 or checks["port"]["state"] != "failed":
            raise harness.Failure("the server of another directory is taken for this one's")
        dead = harness.free_port()
        reach = ["--fetch.allowed_networks", "127.0.0.0/8", "--fetch.allowed_ports", f"80, {dead}, {other.getsockname()[1]}",
                 "--storage.directory", str(server.data), *taken]
        status, checks = examine(options, *reach)
        if checks["webhooks"]["state"] != "ok":
            raise harness.Failure(f"no webhooks are not well: {checks['webhooks']}")
        made = server.json("POST", "/api/v1/webhooks", {"url": "http://hook.test/secret-path"}, 201)
        status, checks = examine(options, *reach, "--fetch.host_overrides", f"hook.test = 127.0.0.1:{dead}")
        found = checks["webhooks"]
        if status != 0 or found["state"] != "warning" or made["id"] not in found["detail"] or "secret" in found["detail"] \
                or not found["remedy"]:
            raise harness.Failure(f"a webhook that leads nowhere: {status} {found}")
        print(f"ok: {found['detail']}")
        status, checks = examine(options, *reach, "--fetch.host_overrides", f"hook.test = 127.0.0.1:{web.port}")
        if checks["webhooks"]["state"] != "ok":
            raise harness.Failure(f"a webhook that answers: {checks['webhooks']}")
        check_environment_file()
        for port, wanted in [(server.port, 0), (harness.free_port(), 69)]:
            asked = subprocess.run([options.leadstream, "health", "--server", f"http://127.0.0.1:{port}"], capture_output=True)
            if asked.returncode != wanted:
                raise harness.Failure(f"health ends with {asked.returncode}, not {wanted}: {asked.stderr.decode()}")
        if subprocess.run([options.leadstream, "doctor", "--only", "99"], capture_output=True).returncode != 2:
            raise harness.Failure("a check that is none is not refused")
    print("doctor: all well")
    return 0


if __name__ == "__main__":
    harness.run(main)
