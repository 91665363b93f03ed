"""Memory of a job of many hosts: the most that the server needs for one, and what a host costs while it is open."""

import harness
from figure import Figure

USUAL, QUICK = (10_000, 2_000), (200, 150)  # hosts of the job, and of those that are open at once
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
        hosts, at_once = QUICK if options.sites < 100 else USUAL
        print(f"reading the sites of {hosts} companies, politeness off (ten thousand take half an hour)", flush=True)
        whole = Run(options, directory, "hosts", hosts, 64)
        report.add(Figure("peak memory of a job", whole.peak / 2**20, "MiB", 256, at_most=True,
                          note=f"{whole.read} hosts, {whole.leads} leads; idle {whole.idle / 2**20:.0f} MiB"))
        some = at_once // 10
        few, many = (Run(options, directory, f"open-{n}", at_once, n) for n in (some, at_once))
        report.add(Figure("memory of an open host", max(0, many.peak - few.peak) / (at_once - some) / 1024, "KiB", 64, at_most=True,
                          note=f"{at_once} at once: {many.peak / 2**20:.0f} MiB, {some} at once: {few.peak / 2**20:.0f} MiB"))
