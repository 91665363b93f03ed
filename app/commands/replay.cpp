#include "app/client/common_options.hpp"
#include "app/client/terminal.hpp"
#include "app/client/views.hpp"
#include "app/commands.hpp"
#include "app/operations/legal_desk.hpp"
#include "app/wiring.hpp"
#include "storage/archive/disk_archive.hpp"
#include "storage/open.hpp"
#include "storage/postgres/postgres_database.hpp"
#include "storage/score_profiles.hpp"
#include "storage/store.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace leadstream::app {
namespace {

constexpr const char* meaning =
    R"(Reads what a job fetched once more, websites and answers of directories, from the archive and without a request, and
does all that follows: cleaning, deduplication, scores. The same rules give the same leads; a newer program improves old
ones. Goes through the server that holds the data directory, or works on the directory itself when none does.)";

constexpr std::chrono::milliseconds between_looks{500};

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

/// On the data directory itself. Conflict when a server holds that.
result<std::string> replay_here(const config::settings& s, const uuid& id, progress_line& progress) {
  auto options = node_of(s);
  if (!options) {
    return options.problem();
  }
  const auto database = storage::open_database(storage_of(s));
  if (!database) {
    return database.problem();
  }
  const auto archive = storage::open_archive(archive_of(s));
  if (!archive) {
    return archive.problem();
  }
  const auto storage = storage::make_store(*database, storage_of(s));
  no_fetcher fetcher;
  legal_desk legal(s, *database, *storage);
  const auto book = std::make_shared<score::profile_book>(s.score);
  const auto profiles = storage::load_profiles(**database, *book);
  const auto suppressed = legal.load();
  if (!profiles || !suppressed) {
    return profiles ? suppressed.problem() : profiles.problem();
  }
  options->profiles = book;
  options->forbidden = legal.list();
  options->archive = *archive;
  options->take_up = false;
  const auto node = actors::node::start(*options, *storage, fetcher);
  if (!node) {
    return node.problem();
  }
  const auto done = (*node)->replay(default_tenant(), id, *storage, [&](const actors::replay_figures& now) {
    progress.show(std::to_string(now.pages) + " answers");
  });
  (*node)->stop(std::chrono::seconds(25));
  (*archive)->stop();
  storage->stop();
  return done ? result<std::string>(to_string(*done)) : done.problem();
}

/// What the job's log says of the end of a replay; nothing while there is none.
std::optional<result<std::string>> told_end(const nlohmann::json& log, const std::string& replay) {
  for (const auto& one : log.at("entries")) {
    const auto& entry = one.at("entry");
    const std::string step = text_at(entry, "step");
    if (text_at(entry, "target") == replay && step != "replay") {
      const std::string message = text_at(entry, "message");
      return step == "replayed" ? result<std::string>(message)
                                : result<std::string>(error{error_code::internal, message, {}});
    }
  }
  return std::nullopt;
}

/// By a running server, whose job's log tells the end.
result<std::string> replay_there(api& server, const std::string& id) {
  const std::string path = "/api/v1/scrape/jobs/" + id;
  const auto begun = server.post(path + "/replay", "{}");
  if (!begun) {
    return begun.problem();
  }
  const std::string replay = text_at(*begun, "replay_id");
  for (std::uint64_t after = 0;;) {
    const auto log = server.get(target(path + "/log").with("after", after).with("limit", 1'000).text());
    if (!log) {
      return log.problem();
    }
    if (const auto end = told_end(*log, replay)) {
      return *end;
    }
    const auto& entries = log->at("entries");
    after = entries.empty() ? after : static_cast<std::uint64_t>(number_at(entries.back(), "seq"));
    if (!log->value("has_next", false)) {
      std::this_thread::sleep_for(between_looks);
    }
  }
}

/// The server that was named, else the directory, else the server that holds it.
result<std::string> replay(const context& with, const uuid& id, const common_options& common) {
  const auto settings = with.settings();
  const auto url = server_url(with, common.server);
  if (!settings || !url) {
    return settings ? url.problem() : settings.problem();
  }
  api server(*url, server_key(with, *url), server_trust(with));
  const bool shared = storage::is_postgres(storage_of(settings->values).database);
  if (!common.server.empty() || (shared && server.get("/health/live").ok())) {
    return replay_there(server, to_string(id));
  }
  progress_line progress(common.quiet || !is_terminal(2));
  auto done = replay_here(settings->values, id, progress);
  const bool held = !done && done.problem().code == error_code::conflict;
  return held ? replay_there(server, to_string(id)) : done;
}

int run_replay(const context& with, const std::string& job, const common_options& common) {
  const auto id = parse_uuid(job);
  if (!id) {
    return report({error_code::invalid_argument,
                   "\"" + job + "\" is no job id; `leadstream jobs list` lists them", "job"});
  }
  const auto done = replay(with, *id, common);
  if (!done) {
    return report(done.problem());
  }
  const nlohmann::json answer{{"job_id", to_string(*id)}, {"done", *done}};
  return print_answer(answer, common.json, *done + "\n");
}

} // namespace

void add_replay(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("replay", "Read what a job fetched again from the archive");
  command->footer(meaning);
  const auto job = std::make_shared<std::string>();
  const auto common = std::make_shared<common_options>();
  command->add_option("job", *job, "The job's id")->required();
  add_common_options(*command, *common);
  with.on_run(*command, [with, job, common] { return run_replay(with, *job, *common); });
}

} // namespace leadstream::app
