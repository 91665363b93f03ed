#include "app/client/common_options.hpp"
#include "app/client/terminal.hpp"
#include "app/commands.hpp"
#include "app/help/short_help.hpp"
#include "app/import/import_here.hpp"
#include "app/import/import_view.hpp"
#include "app/operations/legal_desk.hpp"
#include "app/wiring.hpp"
#include "net/api/imports.hpp"
#include "storage/open.hpp"
#include "storage/postgres/postgres_database.hpp"
#include "storage/store.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>

namespace leadstream::app {
namespace {

using nlohmann::json;

constexpr const char* examples = R"(Examples:
  leadstream import companies.csv --dry-run                how the columns are understood, and what would be refused
  leadstream import companies.csv --map name=Firma,website=Webseite --region CH
  leadstream import domains.txt                            one domain a line
  leadstream import places.geojsonl                        Overture Maps Places (JSON lines or GeoJSON)

Goes through the server that holds the data directory, or works on the directory itself when none does. Rows that name
no company are refused and listed with their line; a value that cannot be used is left out of its row, with a warning.
Exit status: 0 all rows were taken, 5 some were refused.)";

constexpr std::chrono::milliseconds between_looks{500};

/// The live line: calls `text` at most twice a second.
class live_figures {
public:
  explicit live_figures(bool quiet) : line_(quiet) {}
  template <class Text>
  void show(Text text) {
    const auto now = std::chrono::steady_clock::now();
    if (now - shown_ >= between_looks) {
      shown_ = now;
      line_.show(text());
    }
  }
  void clear() { line_.clear(); }

private:
  progress_line line_;
  std::chrono::steady_clock::time_point shown_ = std::chrono::steady_clock::now();
};

result<json> import_there(api& server, const import_settings& options, const import_request& wanted,
                          import_file& from) {
  target path("/api/v1/imports");
  std::string map;
  for (const std::string& pair : options.columns) {
    map += (map.empty() ? "" : ",") + pair;
  }
  path.with("map", map).with("source", options.source).with("region", options.region);
  if (options.least_confidence > 0) {
    path.with("least_confidence", std::to_string(options.least_confidence));
  }
  path.with("file", wanted.form.file).with("dry_run", options.dry_run ? "true" : "");
  live_figures live(options.quiet);
  std::uint64_t sent = 0;
  const auto read = [&](char* room, std::size_t size) {
    const std::size_t count = from.read(room, size);
    sent += count;
    live.show([&] { return std::to_string(sent >> 20U) + " MiB taken"; });
    return count;
  };
  const bool is_json = wanted.form.format == sources::import_format::json;
  auto answer = server.upload(path.text(), is_json ? "application/x-ndjson" : "text/csv", read);
  live.clear();
  return answer;
}

json as_json(const import_report& told, bool dry_run) {
  std::string text;
  leadstream::api::append_import(text, told, dry_run);
  return json::parse(text);
}

result<json> run_here(service* inside, const import_settings& options, const import_request& wanted,
                      import_file& from) {
  live_figures live(options.quiet);
  const auto told = import_here(inside, wanted, from, [&](const import_report& so_far) {
    live.show([&] {
      return std::to_string(so_far.stored) + " rows stored, " + std::to_string(so_far.new_leads) +
             " new leads, " + std::to_string(so_far.refused) + " refused";
    });
  });
  live.clear();
  return told ? result<json>(as_json(*told, wanted.dry_run)) : told.problem();
}

/// With a pipeline of its own over the data directory. Conflict when a server holds that.
result<json> store_rows(const config::settings& s, const import_settings& options,
                        const import_request& wanted, import_file& from) {
  auto setup = node_of(s);
  const auto fetching = fetcher_of(s);
  if (!setup || !fetching) {
    return setup ? fetching.problem() : setup.problem();
  }
  const auto database = storage::open_database(storage_of(s));
  if (!database) {
    return database.problem();
  }
  import_request bounded = wanted;
  bounded.most_leads = s.limits.leads;
  const auto storage = storage::make_store(*database, storage_of(s));
  legal_desk legal(s, *database, *storage);
  if (const auto loaded = legal.load(); !loaded) {
    return loaded.problem();
  }
  setup->forbidden = legal.list();
  const auto fetcher = net::make_fetcher(*fetching);
  setup->take_up = false;
  const auto node = actors::node::start(*setup, *storage, *fetcher);
  if (!node) {
    return node.problem();
  }
  auto told = run_here(&(*node)->front(), options, bounded, from);
  (*node)->stop(std::chrono::seconds(25));
  storage->stop();
  return told;
}

/// Where the rows go: the server that was named, else the directory, else the server that holds it.
result<json> import_rows(const context& with, const import_settings& options, const import_request& wanted,
                         import_file& from) {
  const auto settings = with.settings();
  const auto url = server_url(with, options.server);
  if (!settings || !url) {
    return settings ? url.problem() : settings.problem();
  }
  api server(*url, server_key(with, *url), server_trust(with));
  const config::settings& s = settings->values;
  const bool shared = storage::is_postgres(storage_of(s).database);
  // A server knows who is suppressed, so it judges better what would be refused.
  const bool asks = shared || options.dry_run;
  const bool there = !options.server.empty() || (asks && server.get("/health/live").ok());
  if (!there && options.dry_run) {
    return run_here(nullptr, options, wanted, from);
  }
  auto told = there ? import_there(server, options, wanted, from) : store_rows(s, options, wanted, from);
  const bool held = !there && !told && told.problem().code == error_code::conflict;
  return held ? import_there(server, options, wanted, from) : told;
}

int run_import(const context& with, const import_settings& options) {
  const auto wanted = request_of(options);
  if (!wanted) {
    return report(wanted.problem());
  }
  import_file file(options.file);
  if (!file.is_open()) {
    return report(
        {error_code::invalid_argument, "cannot open \"" + options.file + "\": " + std::strerror(errno), {}});
  }
  const auto told = import_rows(with, options, *wanted, file);
  return told ? show_import(*told, options) : report(told.problem());
}

} // namespace

void add_import(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("import", "Store companies of a file as leads");
  command->footer(examples);
  const auto options = std::make_shared<import_settings>();
  command->add_option("FILE", options->file, "CSV, JSON lines or GeoJSON; - for standard input")->required();
  command->add_option("--format", options->format, "csv or json; else by the file's name")
      ->check(CLI::IsMember({"csv", "json"}));
  command->add_option("--map", options->columns, "Which column holds what: name=Firma,website=Web")
      ->delimiter(',')
      ->type_name("COLUMN=HEADER");
  command->add_option("--source", options->source, "Names the source of rows that do not say theirs")
      ->capture_default_str();
  command->add_option("--region", options->region, "Country of telephone numbers without one: CH")
      ->type_name("CC");
  command
      ->add_option("--least-confidence", options->least_confidence,
                   "Refuse places of Overture Maps that it trusts less")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command
      ->add_option("--errors", options->errors,
                   "Write refused rows and values there: line, name, reason, field, value")
      ->type_name("FILE");
  command->add_flag("--dry-run", options->dry_run, "Show how the file is understood; store nothing");
  command
      ->add_option("--server", options->server,
                   "The server to send it to (else who holds the data directory)")
      ->type_name("URL");
  command->add_flag("--json", options->json, "Print JSON, for programs");
  command->add_flag("-q,--quiet", options->quiet, "No progress");
  shorten_help(*command, {"--map", "--region", "--errors", "--dry-run", "--server", "--json"});
  with.on_run(*command, [with, options] { return run_import(with, *options); });
}

} // namespace leadstream::app
