"""Memory of a job of many hosts: the most that the server needs for one, and what a host costs while it is open."""

import harness
from figure import Figure

HOSTS = {400: 10_000, 60: 600, 2000: 10_000}  # by the sites of the size that was chosen
OPEN = 2_000  # hosts at once
TRADE = "dentist"


class Run:
    """A job that reads every site of a small internet with so many of them open at once."""

    def __init__(self, options, directory, name, hosts, at_once):
        web = harness.Simweb(options.simweb, directory, hosts, industry=TRADE, name=name)
        server = harness.Leadstream(options.leadstream, directory, web, polite=False, name=name,
                                    settings={"sources.websites.concurrent_sites": at_once, "log.level": "warning"})
        try:
            self.idle = server.peak_memory()
            job = server.wait_job(server.search(TRADE, "Simland", hosts), 7200)
            self.leads, self.peak = job["results_count"], server.peak_memory()
            self.read = len({one["host"] for one in web.requests()})
        finally:
            server.kill()
            web.stop()


def measure(options, report):
    with harness.work_directory(options.keep) as directory:
        hosts = HOSTS.get(options.sites, 10_000)
        print(f"reading the sites of {hosts} companies, politeness off (some minutes)", flush=True)
        whole = Run(options, directory, "hosts", hosts, 64)
        report.add(Figure("peak memory of a job", whole.peak / 2**20, "MiB", 256, at_most=True,
                          note=f"{whole.read} hosts, {whole.leads} leads; idle {whole.idle / 2**20:.0f} MiB"))
        few, many = (Run(options, directory, f"open-{n}", OPEN, n) for n in (OPEN // 10, OPEN))
        report.add(Figure("memory of an open host", (many.peak - few.peak) / (OPEN - OPEN // 10) / 1024, "KiB", 64, at_most=True,
                          note=f"{OPEN} at once need {many.peak / 2**20:.0f} MiB, {OPEN // 10} at once {few.peak / 2**20:.0f} MiB"))
