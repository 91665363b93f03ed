"""What the end-to-end scripts share: they start simweb and leadstream, talk to them and stop them again.

Standard library only. Every program is ended by its own process handle, every port is a free one of the loopback.
"""

import argparse
import contextlib
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
FINAL = {"completed", "failed", "cancelled"}
# Programs under the sanitizers are several times slower and larger.
SLOWNESS, LARGENESS = (5, 8) if "ASAN_OPTIONS" in os.environ else (1, 1)


class Failure(Exception):
    """A step that did not work; the text says what and where to look."""


def arguments(description, **extra):
    """The options that every script has: where the programs are, whether to keep the files."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--leadstream", default=str(ROOT / "build/release/leadstream"), help="the program to test")
    parser.add_argument("--simweb", default=str(ROOT / "build/release/simweb"), help="the small internet")
    parser.add_argument("--keep", action="store_true", help="keep the directory with logs and data")
    parser.add_argument("--seed", type=int, default=1, help="seed of the small internet")
    for name, options in extra.items():
        parser.add_argument("--" + name.replace("_", "-"), **options)
    return parser.parse_args()


def free_port():
    """A port that is free for TCP and UDP, below those that the kernel gives to outgoing connections meanwhile."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as stream, socket.socket(type=socket.SOCK_DGRAM) as datagram, contextlib.suppress(OSError):
            stream.bind(("127.0.0.1", port))
            datagram.bind(("127.0.0.1", port))
            return port


@contextlib.contextmanager
def work_directory(keep=False):
    path = pathlib.Path(tempfile.mkdtemp(prefix="leadstream-e2e-"))
    try:
        yield path
    finally:
        Program.end_all()
        if keep:
            print(f"kept: {path}")
        else:
            shutil.rmtree(path, ignore_errors=True)


def mebibytes(count):
    """Bytes that a program may take."""
    return (count << 20) * LARGENESS


def wait_until(condition, seconds, what, interval=0.05):
    """The first true answer of `condition`; Failure when the time is over."""
    seconds *= SLOWNESS
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Failure(f"waited {seconds} s in vain: {what}")
        time.sleep(interval)


class Program:
    """A started program with its output in a file."""

    started = []

    @classmethod
    def end_all(cls):
        """Ends what a script that failed left running."""
        for program in cls.started:
            if program.alive():
                program.kill()
        cls.started.clear()

    def __init__(self, command, log_path):
        self.log_path = pathlib.Path(log_path)
        self.output = open(log_path, "ab")
        try:
            self.process = subprocess.Popen(command, stdout=self.output, stderr=subprocess.STDOUT,
                                            stdin=subprocess.DEVNULL)
        except OSError as problem:
            raise Failure(f"cannot start {command[0]}: {problem.strerror}; build it first") from None
        Program.started.append(self)

    def alive(self):
        return self.process.poll() is None

    def tail(self):
        return self.log_path.read_text(errors="replace")[-2000:]

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.output.close()

    def stop(self, seconds=30):
        """An orderly end by SIGTERM; gives the exit status."""
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failure(f"no end within {seconds} s of SIGTERM:\n{self.tail()}") from None
        self.output.close()
        return status


class Authority:
    """An authority of certificates with what it signs, made with openssl."""

    def __init__(self, directory, name="authority"):
        self.directory, self.ca_file = directory, directory / f"{name}.pem"
        self.name = name
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                      "-subj", f"/CN={name}", "-keyout", self._path(f"{name}.key"), "-out", self.ca_file)

    def _path(self, name):
        return self.directory / name

    @staticmethod
    def _openssl(*arguments):
        done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(f"openssl {arguments[0]}: {done.stderr}")

    def sign(self, name, days=30, alternative="IP:127.0.0.1,DNS:localhost"):
        """(certificate file, key file) of a server on the loopback."""
        certificate, key, request = (self._path(f"{name}.{end}") for end in ("pem", "key", "csr"))
        extension = self._path(f"{name}.ext")
        extension.write_text(f"subjectAltName={alternative}\n")
        self._openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
                      "-keyout", key, "-out", request)
        self._openssl("x509", "-req", "-in", request, "-CA", self.ca_file, "-CAkey", self._path(f"{self.name}.key"),
                      "-CAcreateserial", "-days", str(days), "-extfile", extension, "-out", certificate)
        return certificate, key

    def client(self):
        """A context that believes this authority alone."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(self.ca_file)
        return context


class Simweb(Program):
    """The small internet on a free port, with its log and truth."""

    def __init__(self, binary, directory, companies=0, seed=1, faults="none", name="simweb", **options):
        self.log = directory / f"{name}.log.jsonl"
        self.truth_file = directory / f"{name}.truth.jsonl"
        port_file = directory / f"{name}.port"
        port_file.unlink(missing_ok=True)
        command = [binary, "--port", "0", "--companies", str(companies), "--seed", str(seed), "--faults", faults,
                   "--log", str(self.log), "--truth", str(self.truth_file), "--port-file", str(port_file)]
        for key, value in options.items():
            command += ["--" + key.replace("_", "-"), str(value)]
        super().__init__(command, directory / f"{name}.out")

        def ready():
            if not self.alive():
                raise Failure(f"simweb ended at once:\n{self.tail()}")
            return port_file.exists() and port_file.read_text().strip()

        self.port = int(wait_until(ready, 120, "simweb to listen"))

    def truth(self):
        return [json.loads(line) for line in self.truth_file.read_text().splitlines()]

    def requests(self):
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def stop(self, seconds=5):
        self.kill()


class Leadstream(Program):
    """A running server and what one asks of it."""

    def __init__(self, binary, directory, simweb, polite=True, settings=None, port=None, name="leadstream", tls=None):
        """`tls`: what the server's certificate is believed by, when the settings give it one."""
        self.port, self.key, self.tls = port or free_port(), None, tls
        self.data = pathlib.Path((settings or {}).get("storage.directory", directory / f"{name}-data"))
        chosen = {
            "server.port": self.port,
            "storage.directory": self.data,
            "fetch.host_overrides": f"*.test = 127.0.0.1:{simweb.port}",
            "sources.overpass.endpoint": "http://overpass.test/api/interpreter",
            "sources.job_boards.greenhouse": "http://boards.test",
            "sources.job_boards.lever": "http://boards.test",
            "sources.job_boards.greenhouse_eu": "http://boards.test",
            "sources.job_boards.lever_eu": "http://boards.test",
            "sources.job_boards.ashby": "http://boards.test",
        }
        if not polite:
            chosen |= {"crawl.politeness": "off", "crawl.own_hosts": "*.test"}
        chosen |= settings or {}
        command = [binary, "serve"]
        for key, value in chosen.items():
            command += ["--" + key, str(value)]
        super().__init__(command, directory / f"{name}.out")
        self.wait_ready()
        self.key = (self.data / "local.key").read_text().strip()

    def wait_ready(self, seconds=30):
        def ready():
            if not self.alive():
                raise Failure(f"leadstream ended with status {self.process.returncode}:\n{self.tail()}")
            try:
                return self.request("GET", "/health/ready")[0] == 200
            except OSError:
                return False

        wait_until(ready, seconds, "leadstream to be ready")

    def request(self, method, path, body=None, headers=None):
        """(status, headers, bytes) of one request, with the operator's key unless another credential is given. Bytes
        go as they are."""
        if self.tls:
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30 * SLOWNESS, context=self.tls)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30 * SLOWNESS)
        try:
            head = dict(headers or {})
            if self.key and "Authorization" not in head:
                head["Authorization"] = f"Bearer {self.key}"
            if body is not None and not isinstance(body, bytes):
                head.setdefault("Content-Type", "application/json")
                body = json.dumps(body)
            connection.request(method, path, body, head)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except http.client.HTTPException as problem:
            raise ConnectionError(str(problem)) from problem
        finally:
            connection.close()

    def json(self, method, path, body=None, expect=200):
        status, _, content = self.request(method, path, body)
        if status != expect:
            raise Failure(f"{method} {path} gave {status}, not {expect}: {content[:500].decode(errors='replace')}")
        return json.loads(content)

    def search(self, industry, location, max_results=50, **criteria):
        wanted = {"industry": industry, "location": location, "max_results": max_results} | criteria
        return self.json("POST", "/api/v1/scrape/search", wanted, 202)["job_id"]

    def status(self, job_id):
        return self.json("GET", f"/api/v1/scrape/status/{job_id}")

    def wait_job(self, job_id, seconds, on_progress=None):
        def ended():
            if not self.alive():
                raise Failure(f"leadstream ended with status {self.process.returncode}:\n{self.tail()}")
            state = self.status(job_id)
            if on_progress:
                on_progress(state)
            return state if state["status"] in FINAL else None

        state = wait_until(ended, seconds, f"job {job_id} to end", 0.1)
        if state["status"] != "completed":
            raise Failure(f"job {job_id} ended as {state['status']}: {state.get('errors')}")
        return state

    def lead_rows(self, **filters):
        rows, offset = [], 0
        while True:
            query = urllib.parse.urlencode({"limit": 100, "offset": offset} | filters)
            page = self.json("GET", f"/api/v1/leads?{query}")
            rows += page["leads"]
            if not page["pagination"]["has_next"]:
                return rows
            offset = page["pagination"]["next_offset"]

    def leads(self, **filters):
        """All leads in detail."""
        return [self.json("GET", f"/api/v1/leads/{row['id']}") for row in self.lead_rows(**filters)]

    def peak_memory(self):
        """Most bytes that were resident at once."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
        return 0


def run(main):
    """Runs a script's main: prints a failure as one message and exits 1."""
    sys.stdout.reconfigure(line_buffering=True)
    try:
        sys.exit(main() or 0)
    except (Failure, OSError) as problem:
        print(f"FAILED: {problem}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
