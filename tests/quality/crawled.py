"""What a whole job stores of the small internet, compared with what its sites truly show."""

import compare
import harness

COMPANIES = 200
TARGET = 0.98
needs_data = False


def stored(options, directory):
    web = harness.Simweb(options.simweb, directory, COMPANIES, 5, "none")
    server = harness.Leadstream(options.leadstream, directory, web, polite=False)
    try:
        for trade in sorted({company["industry"] for company in web.truth()}):
            server.wait_job(server.search(trade, "Simland", max_results=2 * COMPANIES), 300)
        return server.leads(), web.truth()
    finally:
        server.stop()
        web.stop()


def figures(options):
    with harness.work_directory(options.keep) as directory:
        leads, truth = stored(options, directory)
        for count in compare.compare(leads, truth) + compare.compare_details(leads, truth):
            note = f"{count.right} right, {len(count.missing)} missing, {len(count.wrong)} wrong"
            yield f"small internet: {count.kind} recall", count.recall(), TARGET, note
            yield f"small internet: {count.kind} precision", count.precision(), TARGET, ""
