#!/usr/bin/env python3
"""A PostgreSQL cluster in a scratch folder with pgbouncer in transaction mode before it, for as long as stdin is open.

Prints two URLs without a database at their end: of the server, and of pgbouncer, both for the role "app", which owns
what it makes and may make databases, but is no superuser. Then it takes commands, a line each, and answers "ok":
  restart     as a crash does (immediate), then recovery          stop, start     the same in two steps
  psql SQL    runs SQL as superuser in the database "postgres"
Everything is gone at the end of stdin. As root the servers run as the user "postgres" or "nobody".
"""
import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse


def find(program):
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{program}"))
    return found[-1] if found else shutil.which(program) or shutil.which(program, path="/usr/sbin")


class Cluster:
    """Servers on Unix sockets in a folder of their own."""

    def __init__(self, fsync=False):
        if not find("postgres"):
            raise FileNotFoundError("postgres is not installed")
        self.folder = tempfile.mkdtemp(prefix="leadstream-pg-")
        self.data = os.path.join(self.folder, "data")
        self.fsync = "on" if fsync else "off"
        self.as_user = {}
        self.server = self.bouncer = None
        if os.getuid() == 0:
            names = {user.pw_name for user in pwd.getpwall()}
            user = "postgres" if "postgres" in names else "nobody"
            self.as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid}
            os.chown(self.folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
        self.run(find("initdb"), "-D", self.data, "-U", "super", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8",
                 "--no-sync")
        self.start()
        self.psql("CREATE ROLE app LOGIN CREATEDB")
        self.start_bouncer()

    def run(self, *command):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **self.as_user)

    def spawn(self, log, *command):
        with open(os.path.join(self.folder, log), "ab") as output:
            return subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=self.folder,
                                    **self.as_user)

    def start(self):
        settings = {"unix_socket_directories": self.folder, "listen_addresses": "", "fsync": self.fsync,
                    "max_connections": 120, "shared_buffers": "64MB", "full_page_writes": self.fsync,
                    "autovacuum_naptime": "10s", "unix_socket_permissions": "0777"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self.server = self.spawn("postgres.log", find("postgres"), "-D", self.data, *options)
        self.wait(lambda: subprocess.run([find("pg_isready"), "-q", "-h", self.folder], check=False).returncode == 0)

    def stop(self):
        if self.server:
            self.run(find("pg_ctl"), "-D", self.data, "-m", "immediate", "-W", "stop")
            self.server.wait(30)
            self.server = None

    def start_bouncer(self):
        if not find("pgbouncer"):
            return
        settings = os.path.join(self.folder, "pgbouncer.ini")
        with open(os.path.join(self.folder, "users.txt"), "w", encoding="ascii") as users:
            users.write('"app" ""\n')
        with open(settings, "w", encoding="ascii") as out:
            out.write(f"[databases]\n* = host={self.folder} port=5432\n[pgbouncer]\nlisten_addr =\nlisten_port = 6432\n"
                      f"unix_socket_dir = {self.folder}\nunix_socket_mode = 0777\nauth_type = trust\n"
                      f"auth_file = {self.folder}/users.txt\npool_mode = transaction\nmax_client_conn = 200\n"
                      "default_pool_size = 20\nserver_login_retry = 1\n")
        self.bouncer = self.spawn("pgbouncer.log", find("pgbouncer"), settings)
        self.wait(lambda: os.path.exists(os.path.join(self.folder, ".s.PGSQL.6432")))

    @staticmethod
    def wait(ready):
        for _ in range(600):
            if ready():
                return
            time.sleep(0.05)
        raise TimeoutError("a database server did not start")

    def psql(self, sql, database="postgres", user="super"):
        return subprocess.run([find("psql"), "-h", self.folder, "-U", user, "-d", database, "-qAtX", "-v",
                               "ON_ERROR_STOP=1", "-c", sql], check=True, capture_output=True, text=True).stdout

    def url(self, pooled=False, user="app"):
        return f"postgres://{user}@{urllib.parse.quote(self.folder, safe='')}:{6432 if pooled else 5432}/"

    def close(self):
        if self.bouncer:
            self.bouncer.kill()
            self.bouncer.wait()
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def main():
    cluster = Cluster()
    try:
        print(cluster.url(), cluster.url(pooled=True) if cluster.bouncer else "", flush=True)
        for line in sys.stdin:
            command, _, argument = line.strip().partition(" ")
            if command in ("stop", "restart"):
                cluster.stop()
            if command in ("start", "restart"):
                cluster.start()
            if command == "psql":
                cluster.psql(argument)
            print("ok", flush=True)
    finally:
        cluster.close()


if __name__ == "__main__":
    main()
