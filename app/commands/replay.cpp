#include "app/client/terminal.hpp"
#include "app/commands.hpp"
#include "app/wiring.hpp"
#include "storage/archive/disk_archive.hpp"
#include "storage/open.hpp"
#include "storage/score_profiles.hpp"
#include "storage/store.hpp"

#include <CLI/CLI.hpp>

#include <cinttypes>
#include <cstdio>
#include <memory>
#include <string>

namespace leadstream::app {
namespace {

constexpr const char* examples =
    R"(Reads the pages that a job fetched once more, from the archive and without a request, and does all that follows:
cleaning, deduplication, scores. The same rules give the same leads; a newer program improves old ones. The server
must not run meanwhile.

Example:
  leadstream replay 0190a0a0-0000-7000-8000-0000000000aa)";

/// In place of the web: nothing is ever sent.
class no_fetcher final : public page_fetcher {
public:
  void fetch(http_request, const fetch_limits&, std::function<void(fetch_outcome)> done) override {
    fetch_outcome outcome;
    outcome.failure = fetch_failure::cancelled;
    outcome.message = "a replay fetches nothing";
    done(std::move(outcome));
  }
  void stop() override {}
};

int run_replay(const config::settings& s, const std::string& job_id) {
  const auto id = parse_uuid(job_id);
  if (!id) {
    return report({error_code::invalid_argument,
                   "\"" + job_id + "\" is no job id; `leadstream jobs` lists them", "job"});
  }
  const auto setup = node_of(s);
  if (!setup) {
    return report(setup.problem());
  }
  const auto database = storage::open_database(storage_of(s));
  if (!database) {
    return report_storage(database.problem());
  }
  const auto archive = storage::open_archive(archive_of(s));
  if (!archive) {
    return report_storage(archive.problem());
  }
  const auto storage = storage::make_store(*database, storage_of(s));
  no_fetcher fetcher;
  auto options = *setup;
  const auto book = std::make_shared<score::profile_book>(s.score);
  if (const auto loaded = storage::load_profiles(**database, *book); !loaded) {
    return report_storage(loaded.problem());
  }
  options.profiles = book;
  options.archive = *archive;
  options.take_up = false;
  const auto node = actors::node::start(options, *storage, fetcher);
  if (!node) {
    return report(node.problem());
  }
  progress_line progress(!is_terminal(2));
  const auto done = (*node)->replay(default_tenant(), *id, *storage, [&](const actors::replay_figures& now) {
    progress.show(std::to_string(now.pages) + " pages");
  });
  (*node)->stop(std::chrono::seconds(25));
  (*archive)->stop();
  storage->stop();
  if (!done) {
    return report(done.problem());
  }
  std::printf("%" PRIu64 " pages read again, %" PRIu64 " observations, %" PRIu64 " pages rejected, %" PRIu64
              " no longer kept\n",
              done->pages, done->observations, done->rejected, done->gone);
  return exit_ok;
}

} // namespace

void add_replay(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("replay", "Read a job's pages again from the archive");
  command->footer(examples);
  const auto job = std::make_shared<std::string>();
  command->add_option("job", *job, "The job's id")->required();
  with.on_run(*command, [with, job] {
    const auto all = with.settings();
    return all ? run_replay(all->values, *job) : report(all.problem());
  });
}

} // namespace leadstream::app
